"""A roster as bars over time: a line for each lane, a cell that is looked at."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import var
from textual.widgets import Static

from crisis_tui.basis.instants import Interval
from crisis_tui.i18n import language
from crisis_tui.readiness.chart import BAR_LOOKS, HANDOVER, NOW, ruler
from crisis_tui.roster.calendar import cell_edges, cells_a_day
from crisis_tui.roster.gantt import GAP_STATES, pieces, spellings
from crisis_tui.tui import present, words
from crisis_tui.tui.widgets.columns import GAP, Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.basis.text import Text
    from crisis_tui.readiness.chart import Chart, ChartRole
    from crisis_tui.roster.gantt import BarState, Lane, Piece

STYLES: dict[BarState, str] = {
    "certain": present.GOOD,
    "probable": present.SOFT,
    "spare": present.QUIET,
    "late": present.WARNING,
    "lacking": present.BAD,
    "unplanned": present.WARNING,
    "vacant": present.BAD,
}
MOST_ROLE_CELLS = 10
TITLE_CELLS = 24
CURSOR = "↓"


class Gantt(Table):
    """Shows a chart as wide as it is; the cell that is looked at holds an instant."""

    at_ms = var(0)
    """The instant that is looked at."""

    def __init__(self, *, empty: Text, id: str) -> None:  # noqa: A002 - Textual's name
        """Make an empty chart."""
        super().__init__(empty=empty, id=id)
        self._chart: Chart | None = None
        self._edges: list[int] = []
        self._day_cells = 1
        self._role_cells = 0

    def compose(self) -> ComposeResult:
        """Put the days above the lines."""
        yield Static(classes="ruler")
        yield from super().compose()

    def show(self, chart: Chart, at_ms: int) -> None:
        """Show a chart and look at an instant of it."""
        self._chart = chart
        self.at_ms = at_ms
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Cut the days into more or fewer cells."""
        del event
        self._lay_out()

    @property
    def chosen_role(self) -> str | None:
        """The role of the line that is looked at."""
        return self.chosen.partition("/")[0] if self.chosen else None

    @property
    def chosen_time(self) -> Interval | None:
        """The time of the cell that is looked at."""
        if self._chart is None:
            return None
        cell = self._cell(self.at_ms)
        return Interval(self._edges[cell], self._edges[cell + 1])

    def walk(self, step: int) -> int:
        """Look at another cell; return an instant of it, which may lie beyond the chart."""
        cell = self._cell(self.at_ms) + step
        if not self._edges or cell < 0:
            return self._edges[0] - 1 if self._edges else self.at_ms
        if cell >= len(self._edges) - 1:
            return self._edges[-1]
        self.at_ms = self._edges[cell]
        self._look()
        return self.at_ms

    @on(Table.Moved)
    def _look(self) -> None:
        """Mark the cell that is looked at, in its row and above it."""
        if self._chart is None:
            return
        self._rule(self._chart)
        row = self.chosen_row
        if row is not None:
            *heads, bars = row.cells
            place = len(bars.truncate(self._cell(self.at_ms)))
            self.mark((*heads, bars.stylize("reverse", place, place + 1)))

    def _cell(self, at_ms: int) -> int:
        return max(0, min(bisect_right(self._edges, at_ms) - 1, len(self._edges) - 2))

    def _lay_out(self) -> None:
        chart = self._chart
        if chart is None or not self.size.width:
            return
        longest = max((len(each.role.id) for each in chart.roles), default=0)
        self._role_cells = min(longest, MOST_ROLE_CELLS)
        room = self.size.width - 3 * GAP - self._role_cells
        self._day_cells = cells_a_day(len(chart.days), room)
        self._edges = cell_edges(chart.days, self._day_cells)
        spare = room - len(self._edges) - GAP
        titled = spare >= TITLE_CELLS // 2
        head = (Column(), *([Column(most=min(spare, TITLE_CELLS))] if titled else []))
        self._columns = (*head, Column(grows=True))
        self._rows = tuple(
            row for each in chart.roles for row in self._rows_of(each, titled=titled)
        )
        self._loaded = True
        self._draw()
        self._look()

    def _rule(self, chart: Chart) -> None:
        """Name the days, and mark now and the cell that is looked at."""
        before = GAP + sum(width + GAP for width in self._widths[:-1] if width)
        days = ruler(chart.days, self._day_cells, chart.zone, words.weekday)
        marks = {self._cell(self.at_ms): (CURSOR, present.STRONG)}
        if chart.window.contains(chart.now_ms):
            marks[self._cell(chart.now_ms)] = (NOW, present.GOOD)
        line, place = [present.line(" " * before)], 0
        for cell, mark in sorted(marks.items()):
            line += [present.line(" " * (cell - place)), present.line(mark)]
            place = cell + 1
        self.query_one(".ruler", Static).update(
            present.lines(present.line(" " * before, (days, present.QUIET)), present.line(*line))
        )

    def _rows_of(self, each: ChartRole, *, titled: bool) -> Iterator[Row]:
        for lane in each.lanes:
            first = lane.number == 0
            name = present.line((each.role.id if first else "", present.STRONG))
            cells = [present.fit(name, self._role_cells)]
            if titled:
                title = each.role.title(language()) if first else ""
                cells.append(present.fit(present.line((title, present.QUIET)), TITLE_CELLS))
            yield Row(f"{lane.role}/{lane.number}", (*cells, self._bars(lane)))

    def _bars(self, lane: Lane) -> Content:
        return present.line(*(self._piece(piece) for piece in pieces(lane.bars, self._edges)))

    def _piece(self, piece: Piece) -> tuple[str, str]:
        """Return a piece as a text of as many cells with its style."""
        if piece.state is None or self._chart is None:
            return " " * piece.cells, ""
        glyph, short = BAR_LOOKS[piece.state][0], piece.state in GAP_STATES
        start = HANDOVER if piece.begins and piece.cells > 1 and not short else glyph
        name = present.line()
        if piece.named and piece.person is not None:
            name = self._person_in(piece.person, piece.cells - 1 - 2 * short)
            name = present.line(" ", name, " ") if short else name
        return start + name.plain + glyph * (piece.cells - 1 - name.cell_length), STYLES[
            piece.state
        ]

    def _person_in(self, person: str, room: int) -> Content:
        """Return a person's name in so many cells at most."""
        name = person if self._chart is None else self._chart.name(person)
        full, last = map(present.line, spellings(name))
        return full if full.cell_length <= room else present.fit(last, min(last.cell_length, room))
