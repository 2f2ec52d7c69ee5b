"""XLSX workbooks: one sheet as a table of texts, in the size that a roster can have.

Only this module knows openpyxl, which is an extra. It reads without a limit and stumbles over
whatever a hostile file holds, so sizes are looked at first and every stumble is a finding.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from crisis_tui.basis.findings import Finding, Where
from crisis_tui.basis.text import Text
from crisis_tui.files.decoding import clean_characters
from crisis_tui.files.tables.sheet_layout import (
    MERGED,
    NEVER_WORKED_OUT,
    column_letters,
    layout_of,
)
from crisis_tui.files.tables.table import MAX_ROWS, Row, Table, too_many_rows
from crisis_tui.files.tables.xlsx_values import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.tables.sheet_layout import Layout

MAX_UNPACKED = 64 * 2**20
"""Bytes that all parts of a workbook may take unpacked; a sheet of 200,000 rows takes less."""
MAX_STYLES = 4 * 2**20
"""Bytes that styles and the like may take: openpyxl makes objects a hundred times as large of them."""
_LARGE_PARTS = ("xl/worksheets/", "xl/sharedStrings", "xl/media/", "xl/calcChain")
MAX_PARTS = 1_000


class XlsxTable(Table):
    """A sheet; rows are numbered as in the sheet."""

    sheet: str = ""

    def where(self, number: int, column: int) -> Where:
        """Return the place of a cell; `cell` names it as Excel does."""
        cell = f"{self.sheet}!{column_letters(column)}{number}"
        return Where(self.file, number, column, number, column + 1, cell)

    def faults(self, row: Row, columns: Collection[int]) -> list[Finding]:
        """Return what is wrong with a row in these columns."""
        return [finding for finding in row.findings if finding.where.column in columns]


def read_xlsx(file: str, data: bytes, sheet: str | None) -> Table:
    """Read a sheet of a workbook; see `read_table`."""
    try:
        import openpyxl
    except ImportError:
        cure = Text('install crisis-tui with its extra "xlsx", or save the sheet as CSV (UTF-8)')
        return Table.unreadable(file, cure)
    refusal = _too_large(data)
    if refusal is not None:
        return Table.unreadable(file, refusal)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which are not read
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            return _table(book, XlsxTable(file), sheet)
    except Exception:  # noqa: BLE001 - openpyxl raises anything over a damaged workbook
        return Table.unreadable(
            file, Text("it is damaged, or no workbook: open it in Excel and save it again as .xlsx")
        )


def _too_large(data: bytes) -> AnyText | None:
    """Return why a workbook is not unpacked at all; zipfile never unpacks more than is announced."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return Text("it is damaged: open it in Excel and save it again as .xlsx")
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        return Text("it is no Excel workbook: save it as .xlsx or as CSV (UTF-8)")
    unpacked = sum(part.file_size for part in parts)
    others = (part for part in parts if not part.filename.startswith(_LARGE_PARTS))
    is_odd = len(parts) > MAX_PARTS or any(part.file_size > MAX_STYLES for part in others)
    if is_odd or unpacked > MAX_UNPACKED:
        return Text(
            "it unpacks to more than {limit} MiB: keep the one sheet in a file of its own",
            limit=MAX_UNPACKED >> 20,
        )
    return None


def _table(book: Any, table: XlsxTable, wanted: str | None) -> Table:
    sheet = _chosen(book, wanted)
    if sheet is None:
        names = ", ".join(_clean(name) for name in book.sheetnames)
        return Table.unreadable(
            table.file,
            Text('there is no sheet "{name}": known are {names}', name=wanted or "", names=names),
        )
    table.sheet = _clean(sheet.title)
    _note_other_sheets(table, book, sheet, wanted)
    layout = layout_of(sheet)
    sheet.reset_dimensions()  # a sheet may say that it has a million rows
    rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=layout.width)
    flaws = layout.flaws(range(1, MAX_ROWS + 2))
    for number, (cells, flaw) in enumerate(zip(rows, flaws, strict=False), start=1):
        if number > MAX_ROWS:
            table.findings.append(too_many_rows(table))
            break
        if number in layout.rows:
            row = _row(table, number, cells, flaw)
            table.rows += [] if row.is_blank else [row]
    _note_hidden(table, layout)
    return table


def _chosen(book: Any, wanted: str | None) -> Any:
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    if wanted is None:
        seen = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        return next(iter(seen or sheets), None)
    folded = wanted.casefold()
    return next((sheet for sheet in sheets if sheet.title.casefold() == folded), None)


def _note_other_sheets(table: XlsxTable, book: Any, sheet: Any, wanted: str | None) -> None:
    others = [_clean(each.title) for each in book.worksheets if each is not sheet]
    if others and wanted is None:
        table.notes.append(
            Text(
                'only sheet "{sheet}" is read; others: {others}',
                sheet=table.sheet,
                others=", ".join(others),
            )
        )


def _note_hidden(table: XlsxTable, layout: Layout) -> None:
    hidden = [row.number for row in table.rows if row.number in layout.hidden]
    if hidden:
        table.notes.append(
            Text("hidden rows are read too: {rows}", rows=", ".join(map(str, hidden)))
        )


def _row(
    table: XlsxTable, number: int, cells: Sequence[Any], flaw: Callable[[int], AnyText | None]
) -> Row:
    texts, findings = [], []
    for column, cell in enumerate(cells, start=1):
        wrong = flaw(column)
        text = "" if cell.value is None else as_text(cell)
        if text is None:
            wrong = _ERROR
        if text is None or wrong is NEVER_WORKED_OUT:
            text = "#"  # the row is not blank
        text, faults = clean_characters(text.strip())
        texts.append(text)
        findings += [
            Finding(fault.code, fault.severity, fault.message, table.where(number, column))
            for fault in faults[:1]
        ]
        if wrong is not None:
            findings.append(table.error("S122", wrong, number, column, _CURES[wrong]))
    while texts and not texts[-1]:
        texts.pop()
    return Row(number, tuple(texts), tuple(findings))


def _clean(text: str) -> str:
    return clean_characters(text)[0]


_ERROR: Final = Text("the cell holds an error of Excel")
_CURES: Final[dict[AnyText, AnyText]] = {
    NEVER_WORKED_OUT: Text("open the file in Excel and save it, or write the value itself"),
    MERGED: Text("undo the merging, and write the value in every row"),
    _ERROR: Text("mend the formula, or write the value itself"),
}
