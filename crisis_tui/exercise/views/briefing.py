"""What somebody reads first who takes up an exercise that others left: the next morning, say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.exercise import events as ev
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.handovers import HandoverRow, handover_rows
from crisis_tui.exercise.views.header import ClockRow, RunState, clock_rows, header
from crisis_tui.exercise.views.log import ActionRow, open_actions
from crisis_tui.exercise.views.standing import LOOK_BACK

if TYPE_CHECKING:
    from crisis_tui.basis.times import StoryTime
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.state import ExerciseState


@dataclass(frozen=True, slots=True)
class Briefing:
    """How the exercise stood when it was left.

    `left_by` directed it last and left it at `left_at_ms`; None if nobody did. `handover` is the
    last one signed, `to_accept` those that who relieves has not signed yet, newest first.
    """

    run: RunState
    play_ms: int
    story_time: StoryTime | None
    phase_title: str
    left_by: Actor | None
    left_at_ms: int | None
    handover: HandoverRow | None
    to_accept: tuple[HandoverRow, ...]
    actions: tuple[ActionRow, ...]
    clocks: tuple[ClockRow, ...]


def briefing(state: ExerciseState, play_ms: int) -> Briefing:
    """Return what a newcomer has to know first, at a play time."""
    head = header(state, play_ms)
    left = _left(state)
    handovers = handover_rows(state)
    return Briefing(
        run=head.run,
        play_ms=play_ms,
        story_time=head.story_time,
        phase_title=head.phase_title,
        left_by=left.actor if left else None,
        left_at_ms=left.at_ms if left else None,
        handover=handovers[0] if handovers else None,
        to_accept=tuple(row for row in handovers if not row.handover.is_complete),
        actions=open_actions(state, play_ms),
        clocks=tuple(row for row in clock_rows(state, play_ms) if row.outcome is Outcome.OPEN),
    )


def is_taken_up(state: ExerciseState, person: str) -> bool:
    """Tell whether somebody else left the exercise last: then a newcomer wants the briefing."""
    left = _left(state)
    return left is not None and left.actor.person != person


def _left(state: ExerciseState) -> ev.Record | None:
    """Return when the last director gave the direction up."""
    for record in islice(state.log.newest_first(), LOOK_BACK):
        if isinstance(record.event, ev.DirectorReleased):
            return record
    return None
