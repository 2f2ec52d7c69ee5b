"""`crisis-tui` without a command: the screens, at home."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from crisis_tui.cli.answers.when_asked import services_when_asked
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.terminal import wants_ascii, wants_no_colour, why_no_screens

if TYPE_CHECKING:
    import argparse

    from crisis_tui.exercise.events import Actor
    from crisis_tui.open_exercise import OpenExercise


def run(args: argparse.Namespace) -> int:
    """Open the screens, or say in lines what they would; return the exit code."""
    if args.plain:
        from crisis_tui.cli.home_text import home_text

        print(home_text(args))
        return ExitCode.OK
    refusal = why_no_screens()
    if refusal is not None:
        sys.stderr.write(refusal)
        return ExitCode.USAGE
    from crisis_tui import bootstrap
    from crisis_tui.tui import present
    from crisis_tui.tui.app import CrisisApp
    from crisis_tui.tui.running import run_app

    services = services_when_asked(bootstrap.open_workspace(args.workspace), lambda: _actor(args))
    present.use_ascii(wants_ascii())
    app = CrisisApp(services, no_colour=wants_no_colour(args))
    try:
        return run_app(app)
    except Exception as error:
        from crisis_tui.cli.conduct import give_up
        from crisis_tui.exercise.ports import JournalDamagedError, JournalShutError

        if app.exercise is None or not isinstance(error, JournalDamagedError | JournalShutError):
            raise
        return give_up(cast("OpenExercise", app.exercise), error)


def _actor(args: argparse.Namespace) -> Actor:
    from crisis_tui.cli.identity import actor_here  # loads the events

    return actor_here(args)
