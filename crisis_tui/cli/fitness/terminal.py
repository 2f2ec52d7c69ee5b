"""The terminal: is there one, is it large enough, what can it show."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from crisis_tui.cli.fitness.check import Check, fit, warning
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS, LINES = 80, 24
"""What the screens are laid out for."""


def check_terminal(environment: Mapping[str, str]) -> Iterator[Check]:
    """Check the terminal that this program was started in."""
    yield check_screen(environment.get("TERM", ""), _screen_size())
    yield check_colour(environment)
    yield check_encoding(environment)


def check_screen(term: str, size: tuple[int, int] | None) -> Check:
    """Check what carries the screens; `size` is columns and lines, None without a terminal."""
    title, plain = _("terminal"), _("use --plain for lines instead of screens")
    if size is None:
        return warning("terminal", title, _("this is not a terminal"), plain)
    columns, lines = size
    shown = _("{term}, {columns} columns, {lines} lines").format(
        term=term or "?", columns=columns, lines=lines
    )
    if term in {"", "dumb", "unknown"}:
        return warning("terminal", title, shown, plain)
    if columns < COLUMNS or lines < LINES:
        larger = _("enlarge the window to {columns} by {lines}")
        return warning("terminal", title, shown, larger.format(columns=COLUMNS, lines=LINES))
    return fit("terminal", title, shown)


def check_colour(environment: Mapping[str, str]) -> Check:
    """Tell how many colours there are; every state has a sign and a word, so none is needed."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        shown = _("switched off by NO_COLOR")
    elif environment.get("COLORTERM") in {"truecolor", "24bit"}:
        shown = _("16 million colours")
    elif "256" in term:
        shown = _("256 colours")
    elif term in {"", "dumb", "unknown"}:
        shown = _("none")
    else:
        shown = _("16 colours")
    return fit("colour", _("colour"), shown)


def check_encoding(environment: Mapping[str, str]) -> Check:
    """Check that the locale promises UTF-8, or the signs of the screens become noise."""
    title = _("characters")
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    name, value = next(((n, environment[n]) for n in names if environment.get(n)), ("LANG", ""))
    shown = f"{name}={value}"
    if "utf8" in value.casefold().replace("-", ""):
        return fit("encoding", title, shown)
    return warning("encoding", title, shown, _("set a locale with UTF-8: export LANG=C.UTF-8"))


def _screen_size() -> tuple[int, int] | None:
    for stream in (sys.__stdout__, sys.__stdin__):
        try:
            if stream is not None and stream.isatty():
                size = os.get_terminal_size(stream.fileno())
                return size.columns, size.lines
        except (OSError, ValueError):
            continue
    return None
