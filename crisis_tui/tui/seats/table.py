"""The screen of each kind of seat, imported when somebody sits down: a seat's process is small."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from crisis_tui.exercise.seats.seat import SeatKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.exercise.seats.port import SeatedExercise
    from crisis_tui.tui.seats.screen import SeatScreen

_SCREENS: Mapping[SeatKind, str] = {
    SeatKind.SIMCELL: "simcell:SimcellScreen",
    SeatKind.OBSERVER: "observer:ObserverScreen",
    SeatKind.PLAYER: "player:PlayerScreen",
    SeatKind.SCREEN: "big_screen:BigScreen",
}
"""Module in this folder and class; its looks stand in `styles/seats.tcss`."""


def seat_screen(seated: SeatedExercise) -> SeatScreen:
    """Return the screen for whoever sits here."""
    module, _, name = _SCREENS.get(seated.seat.kind, "screen:SeatScreen").partition(":")
    screen: SeatScreen = getattr(import_module(f"crisis_tui.tui.seats.{module}"), name)(seated)
    return screen
