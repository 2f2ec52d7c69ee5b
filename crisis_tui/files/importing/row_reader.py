"""One row of a table while it is read: its cells by field, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity
from crisis_tui.basis.text import Text
from crisis_tui.files.importing.plan import FieldChange, RowPlan
from crisis_tui.files.problems import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.findings import Where
    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.importing.columns import Columns
    from crisis_tui.files.importing.plan import Outcome
    from crisis_tui.files.tables import Row, Table


class RowReader:
    """Hands out a row's cells and collects findings; with an error among them it is refused."""

    def __init__(self, table: Table, row: Row, columns: Columns) -> None:
        self._table = table
        self._row = row
        self._head = columns.head
        self._columns = columns.by_field
        self._in_minutes = columns.in_minutes
        self._spoiled = table.faults(row, self._columns.values())
        self.findings = list(self._spoiled)

    @property
    def refused(self) -> bool:
        """Tell whether something is wrong with it; a replaced character is, however it is told."""
        return bool(self.findings)

    @property
    def where(self) -> Where:
        """Place of the row."""
        return self._table.where(self._row.number, 1)

    def has(self, field: str) -> bool:
        """Tell whether the table has a column for a field."""
        return field in self._columns

    def called(self, field: str) -> str:
        """Return what the table calls a field: the name of its column, else its own."""
        return shown(self._head[self._columns[field] - 1]) if field in self._columns else field

    def counts_minutes(self, field: str) -> bool:
        """Tell whether the name of a field's column says that it counts minutes."""
        return field in self._in_minutes

    def text(self, field: str) -> str:
        """Return a field's cell without blanks around it; empty if there is none."""
        column = self._columns.get(field, 0)
        return self._row.cells[column - 1] if 0 < column <= len(self._row.cells) else ""

    def required(self, field: str) -> str:
        """Return a field's cell, which must not be empty."""
        text = self.text(field)
        if not text:
            self.refuse(
                field,
                "S122",
                Text('"{key}" is empty', key=self.called(field)),
                Text("every row needs one"),
            )
        return text

    def place(self, field: str) -> Where:
        """Return where a field's cell stands."""
        return self._table.where(self._row.number, self._columns.get(field, 1))

    def refuse(self, field: str, code: str, message: AnyText, cure: AnyText | None = None) -> None:
        """Note what is wrong with a field's cell, unless its text is not what was written there."""
        place = self.place(field)
        if not any(_lies_in(each.where, place) for each in self._spoiled):
            self.findings.append(Finding(code, Severity.ERROR, message, place, cure))

    def refused_row(self, says: str) -> RowPlan:
        """Return the plan of a row that cannot be taken."""
        return RowPlan(self.where, "refused", says, tuple(dict.fromkeys(self.findings)))

    def known_row(
        self, says: str, known: Where | None, changes: Sequence[FieldChange] = ()
    ) -> RowPlan:
        """Return the plan of a row about something that is there already."""
        outcome: Outcome = "changed" if changes else "unchanged"
        return RowPlan(self.where, outcome, says, changes=tuple(changes), known=known)

    def new_row(self, says: str) -> RowPlan:
        """Return the plan of a row about something new."""
        return RowPlan(self.where, "new", says)


def _lies_in(where: Where, cell: Where) -> bool:
    start, end = (cell.line, cell.column), (cell.end_line, cell.end_column)
    return start <= (where.line, where.column) < end
