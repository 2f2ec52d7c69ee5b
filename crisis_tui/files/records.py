"""Training records from a CSV file, as Excel and others write it: good rows in, bad rows named."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING

from pydantic import ValidationError

from crisis_tui.basis.findings import Finding, Severity, Source, Where, nearest
from crisis_tui.basis.text import Text
from crisis_tui.files.decoding import decode
from crisis_tui.files.explain import explain
from crisis_tui.files.faults import LineIndex, Span
from crisis_tui.files.problems import Problem, shown
from crisis_tui.training.model import Training, TrainingRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.text import AnyText

COLUMNS = ("person", "qualification", "kind", "on", "hours", "evidence")
REQUIRED = ("person", "qualification", "on")
MAX_ROWS = 200_000


class RecordsFile:
    """A CSV file of training records; `locate` finds `("records", i, column)` in it."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._text, faults = decode(data)
        self._lines = LineIndex(self._text)
        self.findings = [self._lines.finding(file, fault) for fault in faults]
        self.training = Training(training="1")
        self._delimiter = _delimiter(self._text)
        self._columns: list[str] = []
        self._row_lines: list[int] = []
        if not any(fault.code == "Y001" for fault in faults):
            self._read()

    def locate(self, source: Source) -> Where:
        """Return where a record's cell stands, or its first one."""
        line, column = 1, 1
        if len(source.path) > 1 and isinstance(source.path[1], int) and self._row_lines:
            line = self._row_lines[min(source.path[1], len(self._row_lines) - 1)]
        if len(source.path) > 2 and source.path[2] in self._columns:  # noqa: PLR2004
            column = self._columns.index(str(source.path[2])) + 1
        return self._cell(line, column)

    def _cell(self, line: int, column: int) -> Where:
        """Return the place of a cell by the line on which its row begins and its column from 1."""
        cell = _cell_pattern(self._delimiter)
        start = self._lines.offset(line)
        for _ in range(column - 1):
            match = cell.match(self._text, start)
            if match is None or self._text[match.end() : match.end() + 1] != self._delimiter:
                break
            start = match.end() + 1
        match = cell.match(self._text, start)
        return self._lines.where(self.file, Span(start, match.end() if match else start + 1))

    def _read(self) -> None:
        reader = csv.reader(io.StringIO(self._text), delimiter=self._delimiter, strict=True)
        records: list[TrainingRecord] = []
        line = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    if self._columns:
                        self._row(cells, line, records)
                    elif not self._header(cells, line):
                        return
                line = reader.line_num + 1
        except csv.Error:
            self._complain("S121", Text("the table breaks off: a quote is not closed"), line, 1)
        self.training = Training(training="1", records=tuple(records))

    def _header(self, cells: Sequence[str], line: int) -> bool:
        """Take the first row as names of columns; False if records cannot be read with it."""
        names = [cell.strip().casefold() for cell in cells]
        for column, name in enumerate(names, start=1):
            if name and name not in COLUMNS:
                near = nearest(name, [each for each in COLUMNS if each not in names])
                self._unknown_column(name, line, column, near)
                names[column - 1] = near or name
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            self._complain(
                "S121",
                Text("columns are missing: {names}", names=", ".join(missing)),
                line,
                1,
                Text("the first row is: {names}", names=",".join(COLUMNS)),
            )
        self._columns = names
        return not missing

    def _unknown_column(self, name: str, line: int, column: int, near: str | None) -> None:
        known = Text("known are: {names}", names=", ".join(COLUMNS))
        self._complain(
            "S121",
            Text('unknown column "{name}"', name=shown(name)),
            line,
            column,
            known if near is None else Text('did you mean "{name}"?', name=near),
        )

    def _row(self, cells: Sequence[str], line: int, records: list[TrainingRecord]) -> None:
        if len(records) >= MAX_ROWS:
            return
        if len(cells) > len(self._columns):
            self._complain(
                "S122",
                Text("more cells than columns"),
                line,
                len(self._columns) + 1,
                Text("put a text that holds the delimiter between double quotes"),
            )
            return
        values = {
            name: cell.strip()
            for name, cell in zip(self._columns, cells, strict=False)
            if name in COLUMNS and cell.strip()
        }
        if "hours" in values:
            values["hours"] = values["hours"].replace(",", ".")
        try:
            record = TrainingRecord.model_validate(values, by_alias=True, by_name=False)
        except ValidationError as error:
            self._refuse_row(error, line)
            return
        records.append(record)
        self._row_lines.append(line)

    def _refuse_row(self, error: ValidationError, line: int) -> None:
        for entry in error.errors(include_url=False):
            problem = Problem(
                str(entry["type"]), tuple(entry["loc"]), entry["input"], entry.get("ctx", {})
            )
            explained = explain(TrainingRecord, problem)
            column = self._columns.index(problem.key) + 1 if problem.key in self._columns else 1
            self._complain("S122", explained.message, line, column, explained.help)

    def _complain(
        self,
        code: str,
        message: AnyText,
        line: int,
        column: int,
        help_text: AnyText | None = None,
    ) -> None:
        where = self._cell(line, column)
        self.findings.append(Finding(code, Severity.ERROR, message, where, help_text))


@cache
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'"(?:[^"]|"")*"[^{delimiter}\n]*|[^{delimiter}\n]*')


def _delimiter(text: str) -> str:
    """Return what divides the first row: Dutch Excel writes semicolons."""
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)
