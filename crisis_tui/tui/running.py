"""Runs the application to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.tui.app import CrisisApp

if TYPE_CHECKING:
    from crisis_tui.tui.services import Exercise, Services


def run_control_room(
    exercise: Exercise,
    services: Services | None = None,
    *,
    no_colour: bool = False,
) -> int:
    """Open the control room of an exercise in this terminal; return the exit code."""
    app = CrisisApp(services, exercise=exercise, first="control-room", no_colour=no_colour)
    return run_app(app)


def run_app(app: CrisisApp, *, mouse: bool = True) -> int:
    """Run until it ends; return the exit code or raise what went wrong inside."""
    try:
        code = app.run(mouse=mouse)
    finally:
        app.close_exercise()
    if app.trouble is not None:
        raise app.trouble
    if app.crash is not None:
        raise app.crash
    return code if code is not None else app.return_code or 0
