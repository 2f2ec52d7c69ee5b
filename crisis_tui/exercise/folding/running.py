"""How the exercise runs: start, end, its clock, and who directs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.clock import Segment, permille_of
from crisis_tui.exercise.folding.changes import evolve
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        DirectorReleased,
        DirectorTaken,
        ExerciseEnded,
        ExerciseStarted,
        Jumped,
        Paused,
        PlayStopped,
        Record,
        Resumed,
        SpeedChanged,
        WallClockStepped,
    )
    from crisis_tui.exercise.state import ExerciseState


def started(state: ExerciseState, record: Record, event: ExerciseStarted) -> ExerciseState:
    """The exercise clock runs from zero."""
    return evolve(
        state,
        started=event,
        started_at_ms=record.at_ms,
        clock=Segment(record.at_ms, 0, permille_of(event.speed), running=True),
        story=StoryAnchor(0, event.story_start_ms),
    )


def ended(state: ExerciseState, record: Record, event: ExerciseEnded) -> ExerciseState:
    """The exercise clock stops for good."""
    return evolve(state, ended=event, clock=_stopped(state, record))


def paused(state: ExerciseState, record: Record, _: Paused) -> ExerciseState:
    """The exercise clock stands still."""
    return evolve(state, clock=_stopped(state, record))


def resumed(state: ExerciseState, record: Record, _: Resumed) -> ExerciseState:
    """The exercise clock runs again, and NO PLAY is over."""
    clock = state.clock.anchored(record.at_ms, record.play_ms)
    return evolve(state, clock=replace(clock, running=True), no_play=None)


def play_stopped(state: ExerciseState, record: Record, event: PlayStopped) -> ExerciseState:
    """Everything stands still until somebody lifts NO PLAY."""
    return evolve(state, clock=_stopped(state, record), no_play=event.reason)


def speed_changed(state: ExerciseState, record: Record, event: SpeedChanged) -> ExerciseState:
    """Close the segment and go on at another speed."""
    clock = state.clock.anchored(record.at_ms, record.play_ms)
    return evolve(state, clock=replace(clock, permille=permille_of(event.speed)))


def jumped(state: ExerciseState, record: Record, event: Jumped) -> ExerciseState:
    """Close the segment and go on from another play time."""
    return evolve(state, clock=state.clock.anchored(record.at_ms, event.to_play_ms))


def reanchored(state: ExerciseState, record: Record, _: WallClockStepped) -> ExerciseState:
    """Go on from the same play time by the new wall clock."""
    return evolve(state, clock=state.clock.anchored(record.at_ms, record.play_ms))


def director_taken(state: ExerciseState, record: Record, _: DirectorTaken) -> ExerciseState:
    """Another process directs and keeps the time from here."""
    return evolve(
        state,
        director=record.actor,
        director_since_ms=record.at_ms,
        clock=state.clock.anchored(record.at_ms, record.play_ms),
    )


def director_released(state: ExerciseState, _: Record, __: DirectorReleased) -> ExerciseState:
    """Nobody directs."""
    return evolve(state, director=None, director_since_ms=None)


def _stopped(state: ExerciseState, record: Record) -> Segment:
    return replace(state.clock.anchored(record.at_ms, record.play_ms), running=False)
