"""When a running exercise next has something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.exercise.state import ExerciseState


def next_due_play_ms(state: ExerciseState) -> int | None:
    """Return the play time at which something is due next, on either clock; None if nothing is."""
    on_play, on_story = state.agenda.first(), state.story_agenda.first()
    times = [
        None if on_play is None else on_play.at_ms,
        None if on_story is None else state.story.play_at(on_story.at_ms),
    ]
    return min((time for time in times if time is not None), default=None)
