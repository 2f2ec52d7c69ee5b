"""What somebody at a seat has at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from crisis_tui.exercise.seats.port import SeatView

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.seats.port import SeatedExercise

V = TypeVar("V", bound=SeatView)


@dataclass
class SeatDesk(Generic[V]):
    """The exercise as it is known here, the role acted in, and what is looked at.

    `role` is None where the seat holds no roles; `selected` is an id that the screen knows.
    """

    seated: SeatedExercise
    role: str | None = None
    selected: str | None = None

    @property
    def view(self) -> V:
        """What the seat sees now."""
        return cast("V", self.seated.view)

    def now(self) -> Moment:
        """Return the stamp of this instant and the exercise clock."""
        return self.seated.now()
