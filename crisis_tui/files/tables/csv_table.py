"""CSV as Excel and others write it: commas, semicolons or tabs, quotes, lines inside cells."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from crisis_tui.basis.text import REPLACEMENT, Text
from crisis_tui.files.decoding import clean_characters, decode
from crisis_tui.files.faults import LineIndex, Span
from crisis_tui.files.tables.table import MAX_ROWS, Row, Table, too_many_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from crisis_tui.basis.findings import Finding, Where
    from crisis_tui.files.faults import Fault

_DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\n", re.IGNORECASE)
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")
"""How a text that a spreadsheet would take for a formula is written; the first quote is no part."""
_MAX_BREAKS = 20
"""So often reading begins again after a quote that is not closed."""


class CsvTable(Table):
    """A table in a text; rows are numbered by the line on which they begin."""

    text: str = ""
    delimiter: str = ","
    lines: LineIndex

    def where(self, number: int, column: int) -> Where:
        """Return the place of a cell; beyond a row's end, of its last one."""
        cell = _cell_pattern(self.delimiter)
        start = self.lines.offset(number)
        for _ in range(column - 1):
            match = cell.match(self.text, start)
            if match is None or self.text[match.end() : match.end() + 1] != self.delimiter:
                break
            start = match.end() + 1
        match = cell.match(self.text, start)
        return self.lines.where(self.file, Span(start, match.end() if match else start + 1))

    def faults(self, row: Row, columns: Collection[int]) -> list[Finding]:
        """Return what is wrong with a row, if any of it is in these columns."""
        read = (row.cells[column - 1] for column in columns if column <= len(row.cells))
        return list(row.findings) if any(REPLACEMENT in cell for cell in read) else []

    def snippets(self) -> bytes:
        """Return its text as UTF-8."""
        return self.text.encode()


def read_csv(file: str, data: bytes, *, any_encoding: bool = False) -> CsvTable:
    """Read a CSV file; see `read_table`."""
    table = CsvTable(file)
    table.text, faults = _decoded(table, data) if any_encoding else decode(data)
    table.lines = LineIndex(table.text)
    if any(fault.code == "Y001" for fault in faults):
        table.findings += [table.lines.finding(file, fault) for fault in faults]
        return table
    first_line = _read_separator(table)
    for number, cells in _split(table, first_line):
        if len(table.rows) == MAX_ROWS:
            table.findings.append(too_many_rows(table))
            break
        row = Row(number, tuple(_unshielded(cell.strip()) for cell in cells))
        if not row.is_blank:
            table.rows.append(row)
    _hand_out(table, faults)
    return table


def _decoded(table: Table, data: bytes) -> tuple[str, Sequence[Fault]]:
    """Return the text of a file in one of the encodings in which Excel saves, and its faults."""
    text, faults = decode(data)
    if not any(fault.code == "Y001" for fault in faults):
        return text, faults
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp1252"
    try:
        other = data.decode(encoding)
    except UnicodeDecodeError:
        return text, faults
    if "\0" in other:
        return text, faults
    name = "UTF-16" if encoding == "utf-16" else "Windows-1252"
    table.notes.append(Text("read as {encoding}", encoding=name))
    return clean_characters(other.replace("\r\n", "\n").replace("\r", "\n"))


def _read_separator(table: CsvTable) -> int:
    """Take the delimiter from a first line `sep=;`, else from the first row; return where to begin."""
    said = _SEPARATOR_LINE.match(table.text)
    if said:
        table.delimiter = said.group(1)
        return 2
    first = table.text.lstrip().partition("\n")[0]
    table.delimiter = max(_DELIMITERS, key=first.count)
    return 1


def _split(table: CsvTable, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Yield rows by the line on which they begin; one that breaks off is told and passed over."""
    line = first_line
    for _ in range(_MAX_BREAKS):
        stream = io.StringIO(table.text[table.lines.offset(line) :])
        reader = csv.reader(stream, delimiter=table.delimiter, strict=True)
        begins, start = line, line
        try:
            for cells in reader:
                yield begins, cells
                begins = start + reader.line_num
        except csv.Error:
            table.findings.append(_breaks_off(table, begins))
            line = begins + 1
        else:
            return
    table.findings.append(
        table.error(
            "S121", Text("the table breaks off too often; from here on it is not read"), line, 1
        )
    )


def _breaks_off(table: CsvTable, line: int) -> Finding:
    return table.error(
        "S121",
        Text("the table breaks off: a quote is not closed"),
        line,
        1,
        Text("close the quote, or double one that belongs to a text"),
    )


def _unshielded(cell: str) -> str:
    return cell[1:] if _SHIELDED.match(cell) else cell


def _hand_out(table: CsvTable, faults: Sequence[Fault]) -> None:
    """Give the faults of the text to the rows in which they stand."""
    begins = [row.number for row in table.rows]
    for fault in faults:
        finding = table.lines.finding(table.file, fault)
        index = bisect_right(begins, finding.where.line) - 1
        if index < 0:
            table.findings.append(finding)
        else:
            row = table.rows[index]
            table.rows[index] = row._replace(findings=(*row.findings, finding))


@cache
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    divider = re.escape(delimiter)
    return re.compile(rf'"(?:[^"]|"")*"[^{divider}\n]*|[^{divider}\n]*')
