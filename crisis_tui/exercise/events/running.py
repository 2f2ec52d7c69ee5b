"""How the exercise itself goes: start and end, clock, schedule, who directs, NO PLAY."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.exercise.events.base import FORMAT, Event


@dataclass(frozen=True, slots=True)
class ExerciseStarted(Event):
    """The exercise began; `inputs` maps each frozen input file to its SHA-256."""

    exercise: str
    scenario: str
    title: str
    roster: str | None
    story_start_ms: int
    speed: float
    inputs: dict[str, str]
    program: str
    variant: str | None = None
    virtual: bool = False
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class ExerciseEnded(Event):
    """The exercise is over (`reason`: hand, planned-end)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The exercise clock stands still."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The exercise clock runs again."""


@dataclass(frozen=True, slots=True)
class SpeedChanged(Event):
    """Play time passes `speed` times as fast as wall time."""

    speed: float


@dataclass(frozen=True, slots=True)
class Jumped(Event):
    """Play time was set to `to_play_ms`.

    `rewound`: back, with everything not sent by then and every limit not passed by then as it was;
    journals of older versions only set the clock.
    """

    from_play_ms: int
    to_play_ms: int
    rewound: bool | None = None


@dataclass(frozen=True, slots=True)
class ScheduleShifted(Event):
    """All that was still to come at or after `from_play_ms` comes `by_ms` later (or sooner)."""

    by_ms: int
    from_play_ms: int


@dataclass(frozen=True, slots=True)
class ExercisePostponed(Event):
    """The exercise clock stands still until the wall clock shows `until_at_ms`, or it is lifted."""

    until_at_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class WallClockStepped(Event):
    """The machine's wall clock leapt by `step_ms`; play time did not."""

    step_ms: int


@dataclass(frozen=True, slots=True)
class DirectorTaken(Event):
    """A process took the director's lease (`reason`: start, resume, takeover).

    `previous_person` at `previous_terminal` directed before; `why` they no longer do: `gone`
    without a word, or the reason of their DirectorReleased. Every process of the same `boot` stamps
    with `wall_offset_ms` (UTC ms minus elapsed ms) from here, so that all have one wall clock.
    """

    reason: str
    previous_person: str | None = None
    previous_terminal: str | None = None
    why: str | None = None
    format: int = FORMAT
    wall_offset_ms: int | None = None
    boot: str | None = None


@dataclass(frozen=True, slots=True)
class DirectorReleased(Event):
    """The director left (`reason`: quit, hangup, terminated, until)."""

    reason: str


@dataclass(frozen=True, slots=True)
class PlayStopped(Event):
    """NO PLAY: everything freezes, for a real reason."""

    reason: str
