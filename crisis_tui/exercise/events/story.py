"""How the story moves: phases, leaps, milestones, scenarios put on top."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.exercise.events.base import Event


@dataclass(frozen=True, slots=True)
class ScenarioAdded(Event):
    """A second scenario began on top of the exercise; its ids have `prefix` and a colon before them.

    Its play times count from `at_play_ms`, its D1 is the story's day then (`story_start_ms`, UTC of
    the story); `inputs` maps each input file frozen for it to its SHA-256.
    """

    prefix: str
    scenario: str
    title: str
    at_play_ms: int
    story_start_ms: int
    inputs: dict[str, str]
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class PhaseEntered(Event):
    """A phase began: at play time `due_play_ms` it is `story_ms` (UTC instant of the story).

    From there `pace_story_ms` of story pass in `pace_play_ms` of play.
    """

    phase: str
    due_play_ms: int
    story_ms: int
    pace_play_ms: int = 1
    pace_story_ms: int = 1


@dataclass(frozen=True, slots=True)
class StoryJumped(Event):
    """The story clock leapt to the next anchor, at play time `anchor_play_ms`."""

    from_story_ms: int
    to_story_ms: int
    inject: str | None = None
    phase: str | None = None
    anchor_play_ms: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneReached(Event):
    """The crisis came to a milestone: its condition held at `due_play_ms`, or somebody said so."""

    milestone: str
    by_hand: bool
    due_play_ms: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneRetracted(Event):
    """A milestone was not reached after all; what followed from it stays."""

    milestone: str
