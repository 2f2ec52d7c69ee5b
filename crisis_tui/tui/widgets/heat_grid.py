"""Days by hours, one cell an hour: each is looked at where a day and an hour cross."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from textual.reactive import var

from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.columns import GAP, Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from datetime import date

    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.basis.text import Text
    from crisis_tui.readiness.heatmap_view import HeatCell, HeatDay

HOURS = 24
DAY_CELLS = 10
MOST_TOLD = 9
"""Posts short that one digit can tell; more are told as so many."""
VERDICTS = {"ready": State.GOOD, "at-risk": State.SOFT, "not-ready": State.BAD}


class HeatGrid(Table):
    """A line for each day; the number of posts that are short, or that all is well."""

    hour = var(0)

    def __init__(self, *, title: Text, empty: Text, id: str) -> None:  # noqa: A002 - Textual's name
        """Make an empty grid."""
        super().__init__(title=title, empty=empty, id=id)
        self._days: tuple[HeatDay, ...] = ()

    def show(self, days: tuple[HeatDay, ...]) -> None:
        """Show these days; the day and hour that are looked at stay if they are still there."""
        self._days = days
        self._lay_out()

    def look_at(self, day: date, hour: int) -> None:
        """Look at an hour of a day."""
        self.hour = hour
        self._lay_out()
        self.choose(day.isoformat())

    def on_resize(self, event: Resize) -> None:
        """Make the hours wider or narrower."""
        del event
        self._lay_out()

    @property
    def chosen_cell(self) -> tuple[date, int, HeatCell] | None:
        """The day, the hour and what is known of it."""
        day = next((each for each in self._days if each.day.isoformat() == self.chosen), None)
        return None if day is None else (day.day, self.hour, day.cells[self.hour])

    def walk(self, step: int) -> None:
        """Look at another hour of the day."""
        self.hour = (self.hour + step) % HOURS
        self._lay_out()
        if self.chosen is not None:
            self.post_message(self.Moved(self, self.chosen))

    def _lay_out(self) -> None:
        if not self._days or not self.size.width:
            return
        width = 2 if self.size.width >= DAY_CELLS + 2 * HOURS + 3 * GAP else 1
        step = 2 // width * 2
        hours = "".join(f"{hour:<{step * width}}" for hour in range(0, HOURS, step))
        self._columns = (Column(least=DAY_CELLS - 1), Column(hours.rstrip(), least=HOURS * width))
        self._rows = tuple(self._row(day, width) for day in self._days)
        self._loaded = True
        self._draw()

    def _row(self, day: HeatDay, width: int) -> Row:
        cells = present.line(*(present.fit(heat_sign(cell), width) for cell in day.cells))
        place = self.hour * width
        name = words.day(datetime.combine(day.day, time()))
        return Row(
            day.day.isoformat(), (present.line(name), cells.stylize("reverse", place, place + 1))
        )


def heat_sign(cell: HeatCell) -> Content:
    """Return one sign for a cell: how many posts are short there at the worst, or how it stands."""
    if cell.worst is None:
        return present.line(" ")
    of = VERDICTS[cell.worst]
    if cell.worst != "not-ready" or len(cell.short) > MOST_TOLD:
        return present.state(of)
    return present.line((str(len(cell.short)), of.style))
