"""Tables, from a CSV file or an XLSX workbook, with the place of every cell."""

from __future__ import annotations

from typing import Final

from crisis_tui.basis.text import Text
from crisis_tui.files.tables.csv_table import read_csv
from crisis_tui.files.tables.table import MAX_ROWS, Row, Table

__all__ = ["MAX_ROWS", "Row", "Table", "read_table"]

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_PROTECTED: Final = Text(
    "it is an old or a protected Excel file: save it as .xlsx, without a password"
)


def read_table(
    file: str, data: bytes, *, sheet: str | None = None, any_encoding: bool = False
) -> Table:
    """Read a table, whatever its file is called: what it is shows in its first bytes.

    Args:
        file: how findings name it.
        data: all of its bytes.
        sheet: the sheet of a workbook; None: the first one that can be seen.
        any_encoding: take UTF-16 and Windows-1252 too, and note so; otherwise they are errors.
    """
    if data.startswith(_COMPOUND):
        return Table.unreadable(file, _PROTECTED)
    if data.startswith(_ZIP):
        from crisis_tui.files.tables.xlsx_table import read_xlsx  # few tables are workbooks

        return read_xlsx(file, data, sheet)
    if sheet is not None:
        return Table.unreadable(file, Text("it is no workbook, and has no sheets"))
    return read_csv(file, data, any_encoding=any_encoding)
