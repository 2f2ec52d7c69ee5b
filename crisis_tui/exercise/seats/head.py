"""What every seat sees of the exercise: its name, its clock, its phase, and NO PLAY."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.views.header import RunState, run_state

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Segment
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.story import StoryAnchor


@dataclass(frozen=True, slots=True)
class SeatHead:
    """The head of a seat's screen; time passes on it by `clock` and `story` alone.

    `zone` names the story's time zone; `story_start_ms` (UTC of the story) lies on D1; `director` is
    None while nobody directs. Nothing in it tells what is to come.
    """

    title: str
    run: RunState
    clock: Segment
    story: StoryAnchor
    story_start_ms: int
    zone: str
    phase_title: str
    grip: str | None
    no_play: str | None
    director: Actor | None
    postponed_until_at_ms: int | None = None


def seat_head(state: ExerciseState) -> SeatHead:
    """Return the head as it stands after the last event."""
    plan = state.plan
    index = plan.phase_index.get(state.phase or "")
    phase = None if index is None else plan.phases[index].phase
    return SeatHead(
        title=state.started.title if state.started else "",
        run=run_state(state),
        clock=state.clock,
        story=state.story,
        story_start_ms=state.started.story_start_ms if state.started else 0,
        zone=str(plan.script.zone) if plan.script else "UTC",
        phase_title=phase.title if phase else "",
        grip=phase.grip if phase else None,
        no_play=state.no_play,
        director=state.director,
        postponed_until_at_ms=None if state.postponed is None else state.postponed.until_at_ms,
    )
