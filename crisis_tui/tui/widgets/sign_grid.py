"""People by many narrow columns: one sign a cell, headings on lines in turn, a cell looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import var
from textual.widgets import Static

from crisis_tui.readiness.training_matrix import HEADING_LINES, staggered
from crisis_tui.tui import present
from crisis_tui.tui.widgets.columns import GAP, Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.basis.text import Text
    from crisis_tui.readiness.training_matrix import CellState

STYLES: dict[CellState, str] = {
    "other": present.QUIET,
    "valid": present.GOOD,
    "expiring": present.SOFT,
    "grace": present.WARNING,
    "never": present.BAD,
    "expired": present.BAD,
}
CELL = 3
HEAD_CELLS = 22


@dataclass(frozen=True, slots=True)
class SignLine:
    """A line: an id, what stands before its signs, a sign with its style for each column, a tail."""

    id: str
    head: Content
    signs: tuple[tuple[str, str], ...]
    tail: Content


class SignGrid(Table):
    """Shows as many columns as fit around the one that is looked at."""

    column = var(0)

    def __init__(self, *, empty: Text, id: str) -> None:  # noqa: A002 - Textual's name
        """Make an empty grid."""
        super().__init__(Column(), Column(grows=True), Column(keep=5), empty=empty, id=id)
        self._titles: Sequence[str] = ()
        self._lines: Sequence[SignLine] = ()

    def compose(self) -> ComposeResult:
        """Put the headings above the lines."""
        yield Static(classes="ruler")
        yield from super().compose()

    def show(self, titles: Sequence[str], lines: Sequence[SignLine]) -> None:
        """Show other lines; the chosen line and column stay if they are still there."""
        self._titles, self._lines = titles, lines
        self.column = min(self.column, max(len(titles) - 1, 0))
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Show more or fewer columns."""
        del event
        if self._lines:
            self._lay_out()

    def walk(self, step: int) -> None:
        """Look at another column."""
        before = self._window()
        self.column = min(max(self.column + step, 0), max(len(self._titles) - 1, 0))
        if self._window() == before:
            self._look()
        else:
            self._lay_out()
        if self.chosen is not None:
            self.post_message(self.Moved(self, self.chosen))

    def _lay_out(self) -> None:
        shown = self._window()
        self._rows = tuple(self._row(line, shown) for line in self._lines)
        self._loaded = True
        self._draw()
        self._look()

    @on(Table.Moved)
    def _look(self) -> None:
        """Mark the cell that is looked at, in its row and above it."""
        shown = self._window()
        place = (self.column - shown.start) * CELL
        before = " " * (HEAD_CELLS + 2 * GAP)
        heads = staggered([present.one_line(self._titles[index]) for index in shown], CELL)
        heads += [""] * (HEADING_LINES - len(heads))
        ruler = [present.line(before, (head, present.QUIET)) for head in heads]
        mark = present.line(before, " " * place, ("↓", present.STRONG))
        self.query_one(".ruler", Static).update(present.lines(*ruler, mark))
        row = self.chosen_row
        if row is not None:
            head, signs, tail = row.cells
            self.mark((head, signs.stylize("reverse", place, place + 1), tail))

    def _window(self) -> range:
        """Return the indices of the columns that fit, the one looked at among them."""
        tail = max((line.tail.cell_length for line in self._lines), default=0)
        room = self.size.width - HEAD_CELLS - tail - 4 * GAP
        fitting, count = max(room // CELL, 1), len(self._titles)
        first = min(max(self.column - fitting + 1, 0), max(count - fitting, 0))
        return range(first, min(first + fitting, count))

    def _row(self, line: SignLine, shown: range) -> Row:
        signs = [
            present.line(line.signs[index], " " * (CELL - 1))
            for index in shown
            if index < len(line.signs)
        ]
        return Row(line.id, (present.fit(line.head, HEAD_CELLS), present.line(*signs), line.tail))
