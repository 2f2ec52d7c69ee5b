"""Each kind of seat in lines, imported when somebody sits down."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.plain.seats.verb import SeatLines

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINES: Mapping[SeatKind, str] = {
    SeatKind.SIMCELL: "simcell",
    SeatKind.OBSERVER: "observer",
    SeatKind.PLAYER: "player",
    SeatKind.SCREEN: "big_screen",
}
"""Module in this folder with `LINES`."""


def seat_lines(kind: SeatKind) -> SeatLines:
    """Return how a kind of seat is told and what can be typed there."""
    module = _LINES.get(kind)
    if module is None:
        return SeatLines()
    lines: SeatLines = import_module(f"crisis_tui.plain.seats.{module}").LINES
    return lines
