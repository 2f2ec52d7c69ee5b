"""What a front end has of the exercise in which it holds a seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.exercise.seats.head import SeatHead
    from crisis_tui.exercise.seats.seat import Seat


@dataclass(frozen=True, slots=True)
class SeatView:
    """Base of what a seat sees: everything it may know, and nothing else.

    A view follows from the state alone, so it changes with events and never with time; what is late
    or how long something takes follows from its play times and the head's clock.
    """

    head: SeatHead


class SeatedExercise(Protocol):
    """An exercise as it is known at one seat, in whatever process the rest of it lives."""

    @property
    def seat(self) -> Seat:
        """Who sits here, as what."""

    @property
    def view(self) -> SeatView:
        """What the seat sees now: a `PlayerView` for a player, and so on."""

    @property
    def trouble(self) -> AnyText | None:
        """Why nothing can be done or heard for now, for the status line; None if all is well."""

    def now(self) -> Moment:
        """Return the stamp of this instant and the exercise clock."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change of `view` or `trouble`; returns what ends that."""

    async def act(self, command: Command, role: str | None = None) -> Refusal | None:
        """Have a command carried out, in one of the roles held; None once it is durable."""

    def close(self) -> None:
        """Leave the seat; twice is fine."""
