"""`crisis-tui run`: start an exercise, in the control room, in lines, or without a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import clean_text
from crisis_tui.cli.headless_options import add_headless_arguments, require_sense
from crisis_tui.cli.terminal import refuse_without_terminal, tell_before_screens
from crisis_tui.i18n import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("scenario", metavar="SCENARIO", help=_("a name in scenarios/, or a file"))
    parser.add_argument(
        "--roster", metavar="R", help=_("a name in rosters/; default: the only or first one")
    )
    parser.add_argument("--start", metavar="T", help=_("when the story starts"))
    parser.add_argument("--variant", metavar="V", help=_("a version of the scenario"))
    add_headless_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Start the exercise if the scenario has no errors; return when it is left."""
    require_sense(args)
    refused = refuse_without_terminal(args)
    if refused is not None:
        return refused
    tell_before_screens(args, _("reading {name}").format(name=clean_text(args.scenario)))
    from crisis_tui.cli.starting import start  # 200 ms

    return start(args)
