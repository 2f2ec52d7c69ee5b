"""A seat in the process that follows the journal itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats.views import seat_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.seats.port import SeatView
    from crisis_tui.exercise.seats.seat import Seat


class LocalSeat:
    """A `SeatedExercise` on a session; nothing is hidden from this process, only from its views."""

    def __init__(self, session: ExerciseSession, seat: Seat) -> None:
        """Sit down."""
        self._session = session
        self._seat = seat
        self._seen = (-1, seat_view(session.state, seat))

    @property
    def seat(self) -> Seat:
        """Who sits here, as what."""
        return self._seat

    @property
    def view(self) -> SeatView:
        """What the seat sees now."""
        state = self._session.state
        if self._seen[0] != state.seq:
            self._seen = (state.seq, seat_view(state, self._seat))
        return self._seen[1]

    @property
    def trouble(self) -> AnyText | None:
        """Why the exercise cannot go on for now."""
        return self._session.trouble

    def now(self) -> Moment:
        """Return the stamp of this instant and the exercise clock."""
        return self._session.now()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns what ends that."""

        def heard(_: tuple[Record, ...]) -> None:
            listener()

        return self._session.subscribe(heard)

    async def act(self, command: Command, role: str | None = None) -> Refusal | None:
        """Have a command carried out."""
        outcome = self._session.act(command, self._seat.actor(role))
        return outcome if isinstance(outcome, Refusal) else None

    def close(self) -> None:
        """Nothing to give back."""
