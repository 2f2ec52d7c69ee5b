"""Formats for other programs by name; each is one module with a function `write`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisis_tui.readiness.sheets import Sheet
    from crisis_tui.roster.duty_list import DutyTable

EXPORTS = {"ics": "crisis_tui.reports.ical"}
"""Formats for duties alone, as calendars."""
TABLES = {"csv": "crisis_tui.reports.csv_sheets", "xlsx": "crisis_tui.reports.xlsx_sheets"}
"""Formats for tables of any kind."""
SEVERAL_TABLES = frozenset({"xlsx"})
"""Formats that hold more than one table."""
BINARY = frozenset({"xlsx"})
"""Formats that are no text: they go to a file or a pipe, not to a terminal."""


def write_export(table: DutyTable, format_name: str) -> bytes:
    """Return duties as a calendar, in the active language.

    Raises:
        KeyError: there is no such format.
    """
    write = cast("Callable[[DutyTable], bytes]", import_module(EXPORTS[format_name]).write)
    return write(table)


def write_tables(sheets: Sequence[Sheet], format_name: str) -> bytes:
    """Return tables in a format; one table only if the format is not among `SEVERAL_TABLES`.

    Raises:
        KeyError: there is no such format.
        ImportError: the format needs a library that is not installed.
    """
    write = cast("Callable[[Sequence[Sheet]], bytes]", import_module(TABLES[format_name]).write)
    return write(sheets)
