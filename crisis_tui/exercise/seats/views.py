"""What each kind of seat sees, by kind: one function from the state to its view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.seats.head import seat_head
from crisis_tui.exercise.seats.observer import observer_view
from crisis_tui.exercise.seats.player import player_view
from crisis_tui.exercise.seats.port import SeatView
from crisis_tui.exercise.seats.screen import screen_view
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.exercise.seats.simcell import simcell_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState

    SeatViewOf = Callable[[ExerciseState, Seat], SeatView]


def seat_view(state: ExerciseState, seat: Seat) -> SeatView:
    """Return what a seat sees after the last event; only the head if its kind sees no more."""
    view_of = VIEWS.get(seat.kind)
    return SeatView(seat_head(state)) if view_of is None else view_of(state, seat)


VIEWS: Mapping[SeatKind, SeatViewOf] = {
    SeatKind.SIMCELL: simcell_view,
    SeatKind.OBSERVER: observer_view,
    SeatKind.PLAYER: player_view,
    SeatKind.SCREEN: screen_view,
}
"""A controller reads the journal itself and needs no view."""
