"""Tables as an Excel workbook, a sheet each. Only here is xlsxwriter known, which is an extra."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from crisis_tui.basis.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from crisis_tui.readiness.sheets import Cell, Sheet

_WIDEST = 40
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767
"""Characters that Excel takes in a cell."""


def write(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with these tables; the same tables give the same bytes."""
    stream = BytesIO()
    book = Workbook(stream, _OPTIONS)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    bold = book.add_format({"bold": True})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, bold, moment)
    book.close()
    return stream.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet, bold: Format, moment: Format) -> None:
    page.freeze_panes(1, 0)
    for column, name in enumerate(sheet.columns):
        page.write_string(0, column, name, bold)
        longest = max([len(name), *(len(str(row[column])) for row in sheet.rows)])
        page.set_column(column, column, min(longest, _WIDEST) + 1)
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(page, number, column, cell, moment)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, moment: Format) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell, moment)
    elif isinstance(cell, float | int):
        page.write_number(row, column, cell)
    elif cell:
        page.write_string(row, column, clean_text(cell)[:_LONGEST])
