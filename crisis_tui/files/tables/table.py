"""What a table is, whichever file it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.findings import Finding, Severity, Where
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from crisis_tui.basis.text import AnyText

MAX_ROWS = 200_000
"""More rows than this are not read, and that is told."""
MAX_COLUMNS = 200


class Row(NamedTuple):
    """One row: its line or row number from 1, its cells as text, what is wrong with them."""

    number: int
    cells: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is written in it."""
        return not any(self.cells)


@dataclass
class Table:
    """A table: `rows` in their order, the head among them, blank ones left out.

    `findings` are about the table, those of a row stand with the row. `notes` tell how it was read
    where that could have been otherwise.
    """

    file: str
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[AnyText] = field(default_factory=list)

    def where(self, number: int, column: int) -> Where:
        """Return the place of a cell by its row's number and its column from 1."""
        return Where(self.file, number, column, number, column + 1)

    def faults(self, row: Row, columns: Collection[int]) -> list[Finding]:  # noqa: ARG002
        """Return what is wrong with a row where only these columns (from 1) are read."""
        return list(row.findings)

    def snippets(self) -> bytes:
        """Return its text as UTF-8, for showing lines of it; nothing if it has no lines."""
        return b""

    def error(
        self, code: str, message: AnyText, number: int, column: int, cure: AnyText | None = None
    ) -> Finding:
        """Return an error at a cell."""
        return Finding(code, Severity.ERROR, message, self.where(number, column), cure)

    @classmethod
    def unreadable(cls, file: str, cure: AnyText) -> Table:
        """Return a table of which nothing could be read."""
        table = cls(file)
        table.findings.append(
            table.error("S124", Text("the table cannot be read"), 1, 1, cure),
        )
        return table


def too_many_rows(table: Table) -> Finding:
    """Return the finding of a table that goes on beyond what is read."""
    return table.error(
        "S121",
        Text("the table has more than {limit} rows; the rest is not read", limit=MAX_ROWS),
        table.rows[-1].number if table.rows else 1,
        1,
        Text("divide it over more files"),
    )
