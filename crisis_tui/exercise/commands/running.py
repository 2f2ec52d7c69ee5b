"""The exercise itself: start and end, clock, schedule, who directs, NO PLAY."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.commands.base import Command

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class StartExercise(Command):
    """Begin; `inputs` maps each frozen input file to its SHA-256, `program` is the version."""

    exercise: str
    inputs: Mapping[str, str]
    program: str
    roster: str | None = None
    speed: float = 1.0
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Tick(Command):
    """Do everything that is due. With `outage` overdue injects wait on the catch-up list."""

    outage: bool = False


@dataclass(frozen=True, slots=True)
class PauseExercise(Command):
    """Stop the exercise clock."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeExercise(Command):
    """Run the exercise clock again; after NO PLAY only with `after_stop`."""

    after_stop: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSpeed(Command):
    """Let play time pass `speed` times as fast as wall time, 0.1 to 600."""

    speed: float


@dataclass(frozen=True, slots=True)
class JumpTo(Command):
    """Set the exercise clock; forward, what is passed over goes to the catch-up list.

    Back, what was sent stays sent and does not come again; everything else is as it was then.
    """

    play_ms: int


@dataclass(frozen=True, slots=True)
class ShiftSchedule(Command):
    """Let all that is still to come by the exercise clock come `by_ms` later, or sooner (< 0).

    Messages, phases and the planned end move; what is on the story clock, and the limits of what
    was sent, do not.
    """

    by_ms: int


@dataclass(frozen=True, slots=True)
class PostponeExercise(Command):
    """Stop the exercise clock until the wall clock shows `until_at_ms`; it then goes on by itself.

    ResumeExercise lets it go on sooner.
    """

    until_at_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class StopPlay(Command):
    """NO PLAY: freeze everything for a real reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class EndExercise(Command):
    """End the exercise (`reason`: hand, planned-end)."""

    reason: str = "hand"


@dataclass(frozen=True, slots=True)
class TakeDirection(Command):
    """A process directs from now on (`reason`: start, resume, takeover).

    It stamps with `wall_offset_ms` beyond the elapsed clock of this `boot` (see `SteadyWall`).
    """

    reason: str
    wall_offset_ms: int | None = None
    boot: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseDirection(Command):
    """The directing process leaves (`reason`: quit, hangup, terminated, until)."""

    reason: str


@dataclass(frozen=True, slots=True)
class NoteWallStep(Command):
    """The machine's wall clock leapt by `step_ms`."""

    step_ms: int
