"""The statutory clocks that run, for a seat whose front end counts down by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.state import UNDONE, Outcome

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.head import SeatHead
    from crisis_tui.exercise.state import ExerciseState


@dataclass(frozen=True, slots=True)
class RunningTerm:
    """A statutory clock that was started and not met; due on the story clock or by play time."""

    id: str
    title: str
    owner: str | None
    outcome: Outcome
    due_story_ms: int | None
    due_play_ms: int | None


def running_terms(state: ExerciseState) -> tuple[RunningTerm, ...]:
    """Return the clocks that run or were missed, in the order of the file."""
    rows = []
    for clock_id in state.plan.clock_ids:
        clock, planned = state.clocks.get(clock_id), state.plan.clock(clock_id)
        if clock is None or planned is None or clock.outcome not in UNDONE:
            continue
        rows.append(
            RunningTerm(
                clock_id,
                planned.title,
                planned.owner,
                clock.outcome,
                clock.due_story_ms,
                clock.due_play_ms,
            )
        )
    return tuple(rows)


def known_terms(state: ExerciseState) -> tuple[RunningTerm, ...]:
    """Return the clocks of which players have heard: the message that tells of them was sent."""
    return tuple(term for term in running_terms(state) if _is_known(state, term.id))


def _is_known(state: ExerciseState, clock_id: str) -> bool:
    planned = state.plan.clock(clock_id)
    if planned is None or planned.known is None or state.plan.inject(planned.known) is None:
        return True
    return not state.inject(planned.known).is_unsent


def remaining_ms(term: RunningTerm, head: SeatHead, play_ms: int) -> int:
    """Return how long a term has to go at a play time, on its own clock; negative once passed."""
    if term.due_story_ms is not None:
        return term.due_story_ms - head.story.story_at(play_ms)
    return (term.due_play_ms or 0) - play_ms
