"""Runs a seat's application to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.tui.seats.app import SeatApp

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.port import SeatedExercise


def run_seat(seated: SeatedExercise, *, no_colour: bool = False) -> int:
    """Take part from a seat in this terminal; return the exit code.

    `seated.subscribe` is called in the running loop.
    """
    app = SeatApp(seated, no_colour=no_colour)
    try:
        code = app.run()
    finally:
        seated.close()
    if app.crash is not None:
        raise app.crash
    return code if code is not None else app.return_code or 0
