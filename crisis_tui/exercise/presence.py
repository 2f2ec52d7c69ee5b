"""Who is at the exercise now, as the processes say through which they take part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.seat import SeatKind


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a terminal since `since_ms` (UTC), in one of the five capacities.

    `answers` unless the terminal has not taken what it was told for some seconds.
    """

    kind: SeatKind
    person: str
    terminal: str
    roles: tuple[str, ...] = ()
    since_ms: int = 0
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Attendance:
    """A process that lives: the people who take part through it, None if it could not say who.

    It gave the last sign of life `silent_ms` ago.
    """

    pid: int
    people: tuple[Attendee, ...] | None
    silent_ms: int = 0
