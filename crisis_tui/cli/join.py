"""`crisis-tui join`: take part in an exercise, or look on, in another terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.terminal import why_no_screens
from crisis_tui.i18n import _

if TYPE_CHECKING:
    import argparse

_KINDS = ("controller", "simcell", "observer", "player", "screen")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help=_("name, part of it, path, or last"))
    parser.add_argument(
        "--as", dest="seat", choices=_KINDS, required=True, help=_("from which seat you take part")
    )
    parser.add_argument(
        "--role",
        metavar="ROLE",
        action="append",
        default=[],
        help=_("a role that the player holds; again for another"),
    )


def run(args: argparse.Namespace) -> int:
    """Take part until the person leaves."""
    if args.role and args.seat != "player":
        raise AskedWrongError(
            Text("--role goes with --as player"), Text("who sits elsewhere holds no role")
        )
    refusal = None if args.plain else why_no_screens()
    if refusal is not None:
        sys.stderr.write(refusal)
        return ExitCode.USAGE
    from crisis_tui.bootstrap import open_workspace
    from crisis_tui.storage.exercise_folder import find_exercise

    folder = find_exercise(open_workspace(args.workspace).exercises, args.exercise)
    if args.seat == "controller":
        from crisis_tui.cli.joining_controller import join_controller

        return join_controller(folder, args)
    from crisis_tui.cli.joining_seat import join_seat

    return join_seat(folder, args)
