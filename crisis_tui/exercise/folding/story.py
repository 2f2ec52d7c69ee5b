"""How the story moves: phases and jumps to the next anchor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.basis.pace import Pace
from crisis_tui.exercise.folding.changes import schedule_first, stop
from crisis_tui.exercise.state import Turn
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.events import PhaseEntered, Record, StoryJumped
    from crisis_tui.exercise.state import Draft
    from crisis_tui.scenario.script import PlannedInject


def phase_entered(draft: Draft, _: Record, event: PhaseEntered) -> None:
    """Anchor the story at the phase's start, stop what repeats until it, plan what counts from it."""
    pace = Pace(event.pace_play_ms, event.pace_story_ms)
    for planned in _stopped(draft, event.phase):
        stop(draft, planned)
    draft.phase = event.phase
    draft.phases = draft.phases.set(event.phase, event.due_play_ms)
    _turn(draft, StoryAnchor(event.due_play_ms, event.story_ms, pace))
    for planned in draft.plan.from_phase(event.phase):
        schedule_first(draft, planned, event.due_play_ms, event.story_ms)


def _stopped(draft: Draft, phase_id: str) -> Iterator[PlannedInject]:
    """Yield the recurring injects that this phase, or one that it leaves out, stops."""
    index, phases = draft.plan.phase_index, draft.plan.phases
    before, now = index.get(draft.phase or "", -1), index.get(phase_id, -1)
    for planned in phases[before + 1 : now + 1]:
        yield from draft.plan.stopped_in(planned.phase.id)


def story_jumped(draft: Draft, record: Record, event: StoryJumped) -> None:
    """Anchor the story where it leapt to; its pace stays."""
    play_ms = record.play_ms if event.anchor_play_ms is None else event.anchor_play_ms
    _turn(draft, replace(draft.story, play_ms=play_ms, story_ms=event.to_story_ms))


def _turn(draft: Draft, story: StoryAnchor) -> None:
    draft.story = story
    draft.turns = (*draft.turns, Turn(story, draft.phase))
