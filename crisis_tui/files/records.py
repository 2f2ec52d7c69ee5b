"""Training records from a table beside the training file: good rows in, bad rows named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from crisis_tui.basis.findings import Finding, Severity, Source, Where, nearest
from crisis_tui.basis.text import Text
from crisis_tui.files.explain import explain
from crisis_tui.files.problems import Problem, shown
from crisis_tui.files.tables import Row, read_table
from crisis_tui.training.model import Training, TrainingRecord

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText

COLUMNS = ("person", "qualification", "kind", "on", "until", "hours", "evidence")
REQUIRED = ("person", "qualification", "on")


class RecordsFile:
    """A table of training records; `locate` finds `("records", i, column)` in it."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._table = read_table(file, data)
        self.findings = [*self._table.findings, *map(self._told, self._table.notes)]
        self._columns: list[str] = []
        self._row_numbers: list[int] = []
        records = self._records() if self._table.rows and self._head(self._table.rows[0]) else []
        self.training = Training(training="1", records=tuple(records))

    def _told(self, note: AnyText) -> Finding:
        """Return how the table was read as a finding: nobody sees it otherwise."""
        return Finding(
            "S125",
            Severity.HINT,
            note,
            self._table.where(1, 1),
            Text("keep the records in a file of their own, with one sheet"),
        )

    def locate(self, source: Source) -> Where:
        """Return where a record's cell stands, or its first one."""
        line, column = 1, 1
        if len(source.path) > 1 and isinstance(source.path[1], int) and self._row_numbers:
            line = self._row_numbers[min(source.path[1], len(self._row_numbers) - 1)]
        if len(source.path) > 2 and source.path[2] in self._columns:  # noqa: PLR2004
            column = self._columns.index(str(source.path[2])) + 1
        return self._table.where(line, column)

    def _head(self, head: Row) -> bool:
        """Take the first row as names of columns; False if records cannot be read with it."""
        self.findings += head.findings
        names = [cell.casefold() for cell in head.cells]
        for column, name in enumerate(names, start=1):
            if name and name not in COLUMNS:
                near = nearest(name, [each for each in COLUMNS if each not in names])
                self._unknown_column(name, head.number, column, near)
                names[column - 1] = near or name
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            self._complain(
                "S121",
                Text("columns are missing: {names}", names=", ".join(missing)),
                head.number,
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

    def _records(self) -> list[TrainingRecord]:
        records = []
        used = {index for index, name in enumerate(self._columns, start=1) if name in COLUMNS}
        for row in self._table.rows[1:]:
            faults = self._table.faults(row, used)
            self.findings += faults
            record = None if any(fault.code == "S122" for fault in faults) else self._record(row)
            if record is not None:
                records.append(record)
                self._row_numbers.append(row.number)
        return records

    def _record(self, row: Row) -> TrainingRecord | None:
        if len(row.cells) > len(self._columns):
            self._complain(
                "S122",
                Text("more cells than columns"),
                row.number,
                len(self._columns) + 1,
                Text("put a text that holds the delimiter between double quotes"),
            )
            return None
        cells = zip(self._columns, row.cells, strict=False)
        values = {name: cell for name, cell in cells if name in COLUMNS and cell}
        if "hours" in values:
            values["hours"] = values["hours"].replace(",", ".")
        try:
            return TrainingRecord.model_validate(values, by_alias=True, by_name=False)
        except ValidationError as error:
            self._refuse_row(error, row.number)
            return None

    def _refuse_row(self, error: ValidationError, number: int) -> None:
        for entry in error.errors(include_url=False):
            problem = Problem(
                str(entry["type"]), tuple(entry["loc"]), entry["input"], entry.get("ctx", {})
            )
            explained = explain(TrainingRecord, problem)
            column = self._columns.index(problem.key) + 1 if problem.key in self._columns else 1
            self._complain("S122", explained.message, number, column, explained.help)

    def _complain(
        self,
        code: str,
        message: AnyText,
        number: int,
        column: int,
        help_text: AnyText | None = None,
    ) -> None:
        self.findings.append(self._table.error(code, message, number, column, help_text))
