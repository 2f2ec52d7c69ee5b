"""How the exercise runs: start, end, its clock, and who directs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.clock import Segment, SteadyWall, permille_of
from crisis_tui.exercise.events import FORMAT
from crisis_tui.exercise.folding.schedule import rewind
from crisis_tui.exercise.state import Departure, Postponement, Turn
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        DirectorReleased,
        DirectorTaken,
        ExerciseEnded,
        ExercisePostponed,
        ExerciseStarted,
        Jumped,
        Paused,
        PlayStopped,
        Record,
        Resumed,
        SpeedChanged,
        WallClockStepped,
    )
    from crisis_tui.exercise.state import Draft


def started(draft: Draft, record: Record, event: ExerciseStarted) -> None:
    """The exercise clock runs from zero."""
    draft.started = event
    draft.newer = event.format > FORMAT
    draft.started_at_ms = record.at_ms
    draft.clock = Segment(record.at_ms, 0, permille_of(event.speed), running=True)
    draft.story = StoryAnchor(0, event.story_start_ms)
    draft.turns = (Turn(draft.story, None),)


def ended(draft: Draft, record: Record, event: ExerciseEnded) -> None:
    """The exercise clock stops for good."""
    draft.ended = event
    _anchor(draft, record, running=False)


def paused(draft: Draft, record: Record, _: Paused) -> None:
    """The exercise clock stands still."""
    _anchor(draft, record, running=False)


def resumed(draft: Draft, record: Record, _: Resumed) -> None:
    """The exercise clock runs again, and NO PLAY is over."""
    draft.no_play = None
    draft.postponed = None
    _anchor(draft, record, running=True)


def postponed(draft: Draft, record: Record, event: ExercisePostponed) -> None:
    """The exercise clock stands still until its time comes by the wall clock."""
    draft.postponed = Postponement(event.until_at_ms, event.reason)
    _anchor(draft, record, running=False)


def play_stopped(draft: Draft, record: Record, event: PlayStopped) -> None:
    """Everything stands still until somebody lifts NO PLAY; nothing goes on by itself."""
    draft.no_play = event.reason
    draft.postponed = None
    _anchor(draft, record, running=False)


def speed_changed(draft: Draft, record: Record, event: SpeedChanged) -> None:
    """Close the segment and go on at another speed."""
    clock = draft.clock.closed(record.at_ms, record.play_ms)
    draft.clock = replace(clock, permille=permille_of(event.speed))


def jumped(draft: Draft, record: Record, event: Jumped) -> None:
    """Close the segment and go on from another play time."""
    draft.clock = draft.clock.set_to(record.at_ms, event.to_play_ms)
    if event.rewound:
        rewind(draft, event.to_play_ms)


def wall_stepped(draft: Draft, record: Record, event: WallClockStepped) -> None:
    """Go on from the same play time by the new wall clock."""
    draft.clock = draft.clock.moved(event.step_ms).closed(record.at_ms, record.play_ms)
    draft.wall = draft.wall and draft.wall.stepped(event.step_ms)


def director_taken(draft: Draft, record: Record, event: DirectorTaken) -> None:
    """Another process directs and keeps the time from here, by its wall clock."""
    draft.newer |= event.format > FORMAT
    draft.director = record.actor
    draft.departure = None
    draft.clock = draft.clock.closed(record.at_ms, record.play_ms)
    offset_ms, boot = event.wall_offset_ms, event.boot
    draft.wall = None if offset_ms is None or boot is None else SteadyWall(offset_ms, boot)


def director_released(draft: Draft, record: Record, event: DirectorReleased) -> None:
    """Nobody directs."""
    draft.director = None
    draft.departure = Departure(record.actor, event.reason)


def _anchor(draft: Draft, record: Record, *, running: bool) -> None:
    clock = draft.clock.closed(record.at_ms, record.play_ms)
    draft.clock = replace(clock, running=running)
