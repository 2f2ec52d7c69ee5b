"""How the story moves: phases and jumps to the next anchor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.basis.pace import Pace
from crisis_tui.exercise.folding.changes import schedule_first, stop
from crisis_tui.exercise.state import Turn
from crisis_tui.scenario.on_top import prefix_of
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.events import PhaseEntered, Record, StoryJumped
    from crisis_tui.exercise.state import Draft
    from crisis_tui.scenario.script import PlannedInject


def phase_entered(draft: Draft, _: Record, event: PhaseEntered) -> None:
    """Anchor the story at the phase's start, stop what repeats until it, plan what counts from it.

    A phase of a scenario that was put on top leaves the story alone.
    """
    for planned in tuple(_stopped(draft, event.phase)):
        stop(draft, planned)
    draft.phases = draft.phases.set(event.phase, event.due_play_ms)
    prefix = prefix_of(event.phase)
    if prefix:
        draft.side_phases = draft.side_phases.set(prefix, event.phase)
    else:
        pace = Pace(event.pace_play_ms, event.pace_story_ms)
        draft.phase = event.phase
        _turn(draft, StoryAnchor(event.due_play_ms, event.story_ms, pace))
    for planned in draft.plan.from_phase(event.phase):
        schedule_first(draft, planned, event.due_play_ms, event.story_ms)


def _stopped(draft: Draft, phase_id: str) -> Iterator[PlannedInject]:
    """Yield the recurring injects that this phase, or one that it leaves out, stops."""
    place = draft.plan.phase_place
    for each in draft.plan.until_phases:
        beside = prefix_of(each) == prefix_of(phase_id)
        if beside and draft.is_ahead(each) and place[each] <= place.get(phase_id, -1):
            yield from draft.plan.stopped_in(each)


def story_jumped(draft: Draft, record: Record, event: StoryJumped) -> None:
    """Anchor the story where it leapt to; its pace stays."""
    play_ms = record.play_ms if event.anchor_play_ms is None else event.anchor_play_ms
    _turn(draft, replace(draft.story, play_ms=play_ms, story_ms=event.to_story_ms))


def _turn(draft: Draft, story: StoryAnchor) -> None:
    draft.story = story
    draft.turns = (*draft.turns, Turn(story, draft.phase))
