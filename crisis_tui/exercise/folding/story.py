"""How the story moves: phases and jumps to the next anchor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.basis.fields import Pace
from crisis_tui.exercise.folding.changes import evolve, schedule_first
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from crisis_tui.exercise.events import PhaseEntered, Record, StoryJumped
    from crisis_tui.exercise.state import ExerciseState


def phase_entered(state: ExerciseState, _: Record, event: PhaseEntered) -> ExerciseState:
    """Anchor the story at the phase's start and plan what counts from it."""
    pace = Pace(event.pace_play_ms, event.pace_story_ms)
    state = evolve(
        state,
        phase=event.phase,
        phases=state.phases.set(event.phase, event.due_play_ms),
        story=StoryAnchor(event.due_play_ms, event.story_ms, pace),
    )
    for planned in state.plan.from_phase(event.phase):
        state = schedule_first(state, planned, event.due_play_ms, event.story_ms)
    return state


def story_jumped(state: ExerciseState, record: Record, event: StoryJumped) -> ExerciseState:
    """Anchor the story where it leapt to; its pace stays."""
    play_ms = record.play_ms if event.anchor_play_ms is None else event.anchor_play_ms
    return evolve(state, story=replace(state.story, play_ms=play_ms, story_ms=event.to_story_ms))
