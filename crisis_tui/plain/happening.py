"""What happens, in lines: one for each event, and what there is to know about who directs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.exercise.events import ExerciseEnded, PlayStopped, StoryJumped
from crisis_tui.exercise.views.direction import (
    Standing,
    change_of_direction,
    direction_notice,
)
from crisis_tui.exercise.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.views.direction import DirectionView
    from crisis_tui.plain.desk import Exercise

STOP_RULE = "=" * 72
"""Around NO PLAY: a line that nothing else has."""


def event_lines(record: Record, exercise: Exercise) -> Iterator[AnyText]:
    """Yield what a record says to whoever takes part here; the story's leaps are in its clock."""
    event = record.event
    if isinstance(event, StoryJumped):
        return
    what = change_of_direction(record, exercise.actor)
    what = what or sentence(event, exercise.session.state.plan)
    told = Text("{time} {what}", time=format_clock(record.play_ms), what=what)
    if isinstance(event, PlayStopped):
        yield from (STOP_RULE, told, *_STANDS_STILL, STOP_RULE)
        return
    yield told
    if isinstance(event, ExerciseEnded):
        yield Text("The debrief: crisis-tui debrief {exercise}", exercise=exercise.id)


def direction_lines(direction: DirectionView) -> Iterator[AnyText]:
    """Yield who directs, if that is not here, and what can be done if nobody does."""
    notice = direction_notice(direction)
    if notice is not None:
        yield notice
    elif direction.standing is Standing.ELSEWHERE:
        yield Text(
            "{person} at {terminal} directs", person=direction.person, terminal=direction.terminal
        )
    if direction.standing is Standing.VACANT:
        yield Text("takeover takes the direction, then go runs on")


_STANDS_STILL = (
    Text("The exercise stands still: nothing is sent, no clock runs."),
    Text("To lift it, when all players know: lift NO PLAY"),
)
