"""How the story moves: phases and jumps to the next anchor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.basis.pace import Pace
from crisis_tui.exercise.folding.changes import schedule_first
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from crisis_tui.exercise.events import PhaseEntered, Record, StoryJumped
    from crisis_tui.exercise.state import Draft


def phase_entered(draft: Draft, _: Record, event: PhaseEntered) -> None:
    """Anchor the story at the phase's start and plan what counts from it."""
    pace = Pace(event.pace_play_ms, event.pace_story_ms)
    draft.phase = event.phase
    draft.phases = draft.phases.set(event.phase, event.due_play_ms)
    draft.story = StoryAnchor(event.due_play_ms, event.story_ms, pace)
    for planned in draft.plan.from_phase(event.phase):
        schedule_first(draft, planned, event.due_play_ms, event.story_ms)


def story_jumped(draft: Draft, record: Record, event: StoryJumped) -> None:
    """Anchor the story where it leapt to; its pace stays."""
    play_ms = record.play_ms if event.anchor_play_ms is None else event.anchor_play_ms
    draft.story = replace(draft.story, play_ms=play_ms, story_ms=event.to_story_ms)
