"""A table whose columns can be walked too: one cell is looked at, where row and column cross."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.reactive import var

from crisis_tui.tui import present
from crisis_tui.tui.widgets.columns import GAP, Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.basis.text import Text

LEAST_CELL = 10
HEADS = (Column(), Column(least=12, keep=1))


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines with a code and a title each, columns with a title each, cells by (line id, column id)."""

    lines: tuple[tuple[str, tuple[Content, Content]], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    cells: Mapping[tuple[str, str], Content] | None = None


class Matrix(Table):
    """Shows as many columns as fit around the one that is looked at."""

    column = var(0)

    def __init__(self, *, title: Text, empty: Text, id: str) -> None:  # noqa: A002
        """Make an empty matrix."""
        super().__init__(*HEADS, title=title, empty=empty, id=id)
        self._grid = Grid()

    def show(self, grid: Grid) -> None:
        """Show another grid; the chosen line and column stay if they are still there."""
        self._grid = grid
        self.column = min(self.column, max(len(grid.columns) - 1, 0))
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Show more or fewer columns."""
        del event
        if self._grid.columns:
            self._lay_out()

    @property
    def chosen_cell(self) -> tuple[str, str] | None:
        """The ids of the line and the column that are looked at."""
        line = self.chosen
        return (line, self._grid.columns[self.column][0]) if line and self._grid.columns else None

    def walk(self, step: int) -> None:
        """Look at another column."""
        last = max(len(self._grid.columns) - 1, 0)
        self.column = min(max(self.column + step, 0), last)
        self._lay_out()
        if self.chosen is not None:
            self.post_message(self.Moved(self, self.chosen))

    def _lay_out(self) -> None:
        shown = self._window()
        self._columns = (*HEADS, *(self._heading(index) for index in shown))
        self._rows = tuple(self._row(line, heads, shown) for line, heads in self._grid.lines)
        self._loaded = True
        self._draw()  # not `fill`: what is looked at may change without a change of text

    def _window(self) -> range:
        """Return the indices of the columns that fit, the one looked at among them."""
        heads = max((code.cell_length for _, (code, _title) in self._grid.lines), default=0)
        room = self.size.width - 2 * GAP - heads
        fitting = max(room // (LEAST_CELL + GAP), 1)
        count = len(self._grid.columns)
        first = min(max(self.column - fitting + 1, 0), max(count - fitting, 0))
        return range(first, min(first + fitting, count))

    def _heading(self, index: int) -> Column:
        title = self._grid.columns[index][1]
        mark = present.State.LIVE.glyph if index == self.column else " "
        return Column(f"{mark} {title}", least=LEAST_CELL)

    def _row(self, line_id: str, heads: tuple[Content, Content], shown: Sequence[int]) -> Row:
        cells = self._grid.cells or {}
        empty = present.line()
        found = [cells.get((line_id, self._grid.columns[index][0]), empty) for index in shown]
        return Row(
            line_id, (*heads, *(self._mark(i, c) for i, c in zip(shown, found, strict=True)))
        )

    def _mark(self, index: int, cell: Content) -> Content:
        return present.line("  ", cell.stylize("underline") if index == self.column else cell)
