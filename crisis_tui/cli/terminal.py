"""Whether this terminal can show screens, and how."""

from __future__ import annotations

import argparse  # noqa: TC003 - the parsed arguments' type is part of the signatures
import os
import sys

from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.i18n import _


def why_no_screens() -> str | None:
    """Return why screens cannot be shown here, with what to do instead; None if they can.

    Keys come from stdin; Textual draws on stderr.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return _("crisis-tui: the screens need a terminal; use --plain, or a command (--help)\n")
    if os.environ.get("TERM", "dumb") in {"dumb", ""}:
        return _("crisis-tui: this terminal cannot show screens (TERM=dumb); use --plain\n")
    return None


def refuse_without_terminal(args: argparse.Namespace) -> int | None:
    """Return exit code 2, with a hint, if the front end that is asked for needs a terminal."""
    if args.headless or args.plain:
        return None
    refusal = why_no_screens()
    if refusal is None:
        return None
    sys.stderr.write(refusal)
    tell(_("--headless runs it without a person"))
    return ExitCode.USAGE


def tell(message: str) -> None:
    """Write one line of talk to stderr."""
    sys.stderr.write(f"crisis-tui: {message}\n")


def tell_before_screens(args: argparse.Namespace, message: str) -> None:
    """Say at once what is being done: the screens come when it has been.

    Whatever is wrong is told here too, and not behind a screen.
    """
    if not (args.headless or args.plain):
        tell(message)


def wants_no_colour(args: argparse.Namespace) -> bool:
    """Tell whether colours were declined, by option or by `NO_COLOR`."""
    return bool(args.no_color) or bool(os.environ.get("NO_COLOR"))


def wants_ascii() -> bool:
    """Tell whether only ASCII can be trusted: said so, or the locale names another charset.

    No locale at all says nothing: such terminals are UTF-8 as a rule.
    """
    said = os.environ.get("CRISIS_TUI_GLYPHS", "")
    if said in {"ascii", "unicode"}:
        return said == "ascii"
    locale = _locale().lower()
    return bool(locale) and "utf" not in locale


def _locale() -> str:
    """Return the locale that was set; Python itself puts `C.UTF-8` into LC_CTYPE for `C`."""
    values = [os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if values[1] == "C.UTF-8":
        values[1] = ""
    return next((value for value in values if value), "")
