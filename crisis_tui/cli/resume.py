"""`crisis-tui resume`: go on with an exercise, from its folder alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.cli.headless_options import add_headless_arguments, require_sense
from crisis_tui.cli.terminal import refuse_without_terminal, tell_before_screens
from crisis_tui.i18n import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help=_("name, part of it, path, or last"))
    parser.add_argument(
        "--overdue",
        choices=("hold", "send", "skip"),
        default="hold",
        help=_("messages that fell due meanwhile: keep for the controller (hold), send or skip"),
    )
    add_headless_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Direct the exercise from now on, unless somebody else does."""
    require_sense(args)
    refused = refuse_without_terminal(args)
    if refused is not None:
        return refused
    tell_before_screens(args, _("reading the journal"))
    from crisis_tui.cli.resuming import resume  # 200 ms

    return resume(args)
