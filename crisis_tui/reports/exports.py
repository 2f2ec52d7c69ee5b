"""Formats for duties by name; each is one module with `write(table) -> bytes`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.roster.duty_list import DutyTable

EXPORTS = {
    "ics": "crisis_tui.reports.ical",
}
BINARY = frozenset[str]()
"""Formats that are no text: they go to a file or a pipe, not to a terminal."""


def write_export(table: DutyTable, format_name: str) -> bytes:
    """Return the duties in a format, in the active language.

    Raises:
        KeyError: there is no such format.
    """
    write = cast("Callable[[DutyTable], bytes]", import_module(EXPORTS[format_name]).write)
    return write(table)
