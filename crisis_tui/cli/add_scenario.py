"""`crisis-tui add-scenario`: a second scenario on top of an exercise that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.i18n import _

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help=_("name, part of it, path, or last"))
    parser.add_argument("scenario", metavar="SCENARIO", help=_("name or file of the scenario"))
    parser.add_argument("--variant", metavar="NAME", help=_("play this variant of the scenario"))
    parser.add_argument(
        "--prefix",
        metavar="WORD",
        help=_("what stands before its ids, as in cyber:C01; default: its kind of crisis"),
    )


def run(args: argparse.Namespace) -> int:
    """Put the scenario on top; whoever directs the exercise plays it from here on."""
    from crisis_tui.cli.adding import add  # 200 ms

    return add(args)
