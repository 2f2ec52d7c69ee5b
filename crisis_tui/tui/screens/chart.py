"""Week and month: who is on which role when, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from crisis_tui.basis.instants import Interval, local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.i18n import language
from crisis_tui.readiness.chart import BAR_LOOKS, bars_within
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause
from crisis_tui.roster.gantt import BAR_STATES
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import CHART, ROSTERS, bindings_of
from crisis_tui.tui.screens.base import Loaded
from crisis_tui.tui.screens.gaps import verdict
from crisis_tui.tui.screens.rostering import RosterScreen
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.gantt import STYLES, Gantt
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.readiness.chart import Chart, ChartRole
    from crisis_tui.roster.calendar import Period
    from crisis_tui.roster.gantt import Bar


class ChartScreen(RosterScreen):
    """Lanes over time; below, everybody and everything in the cell that is looked at."""

    SCOPE = CHART
    PERIOD: ClassVar[Period]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(CHART, ROSTERS)]
    AUTO_FOCUS: ClassVar[str] = "#chart Rows"

    view: Chart | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the chart and what is in one cell of it."""
        yield Container(
            Gantt(empty=Text("Nobody is on duty or asked for in this time."), id="chart"),
            Table(
                Column(keep=8),
                Column(least=14, most=28),
                Column(least=24, grows=True, keep=7),
                Column(keep=6),
                title="",
                empty=Text("Nobody is on duty or asked for here."),
                id="cell",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Read the files again, in the background."""
        services, roster, at_ms = self.crisis.services, self.crisis.chosen.roster, self.at_ms
        if services is not None:
            self.ask("chart", lambda: services.chart(roster, self.PERIOD, at_ms))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question != "chart" or not self.is_readable(loaded.answer):
            return
        self.view = chart = loaded.answer
        bar = self.query_one(TopBar)
        bar.subject = present.line((_span(chart), present.STRONG), "  ", chart.organisation)
        bar.aside = verdict(chart)
        at_ms = chart.now_ms if self.at_ms is None else self.at_ms
        gantt = self.query_one(Gantt)
        gantt.show(chart, at_ms)
        if self.crisis.chosen.role is not None:
            gantt.choose(f"{self.crisis.chosen.role}/0")
        self._look()
        if chart.errors:
            self.tell(Text("The roster has errors: see crisis-tui check"), present.WARNING)

    @on(Table.Moved, "#chart")
    def _look(self) -> None:
        """Say who is in the cell, and until when, and why they do not count."""
        chart, gantt, table = self.view, self.query_one(Gantt), self.query_one("#cell", Table)
        time, role = gantt.chosen_time, chart and chart.role(gantt.chosen_role or "")
        if chart is None or time is None or role is None:
            table.entitle("")
            table.fill([])
            return
        self.crisis.chosen.role = role.role.id
        bars = [bar for lane in role.lanes for bar in bars_within(lane, time)]
        bars.sort(key=lambda bar: (-BAR_STATES.index(bar.state), bar.from_ms))
        since, until = (local_datetime(at_ms, chart.zone) for at_ms in time)
        title = f"{role.role.id} {role.role.title(language())}"
        table.entitle(f"{title}  {words.span(since, until)}")
        table.fill([_bar_row(n, bar, role, chart) for n, bar in enumerate(bars)])

    def action_cell_left(self) -> None:
        """Look at the cell before, of the period before if this is the first one."""
        self._walk(-1)

    def action_cell_right(self) -> None:
        """Look at the next cell, of the next period if this is the last one."""
        self._walk(1)

    def _walk(self, step: int) -> None:
        if self.view is None:
            return
        at_ms = self.query_one(Gantt).walk(step)
        if self.view.window.contains(at_ms):
            self.crisis.chosen.at_ms = at_ms
            self._look()
        else:
            self.look_at(at_ms)

    def action_period_later(self) -> None:
        """Show the next week or month."""
        if self.view is not None:
            self.look_at(self.view.window.until_ms)

    def action_period_earlier(self) -> None:
        """Show the week or month before."""
        if self.view is not None:
            self.look_at(self.view.window.from_ms - 1)

    @on(Table.Chosen, "#chart")
    def action_show_cell(self) -> None:
        """Go down to the people in the cell."""
        self.query_one("#cell", Table).take_focus()

    @on(Table.Chosen, "#cell")
    def _open_person(self, event: Table.Chosen) -> None:
        self.show_card(event.row_id.partition("/")[2], Text("Nobody is on duty here."))

    def step_back(self) -> bool:
        """Come back from the people first."""
        if super().step_back():
            return True
        if not self.query_one("#cell", Table).has_focus_within:
            return False
        self.query_one(Gantt).take_focus()
        return True


class WeekScreen(ChartScreen):
    """A week from Monday."""

    NAME = Text("Week")
    PERIOD = "week"


class MonthScreen(ChartScreen):
    """A month."""

    NAME = Text("Month")
    PERIOD = "month"


def _span(chart: Chart) -> str:
    first, last = (
        local_datetime(at_ms, chart.zone)
        for at_ms in (chart.window.from_ms, chart.window.until_ms - 1)
    )
    return f"{words.day(first)} – {words.day(last)} {last.year}"


def _bar_row(number: int, bar: Bar, role: ChartRole, chart: Chart) -> Row:
    glyph, word = BAR_LOOKS[bar.state]
    span = words.known_span(Interval(bar.from_ms, bar.until_ms), chart.held, chart.zone)
    name = "–" if bar.person is None else chart.name(bar.person)
    causes: tuple[AnyText, ...] = ()
    if bar.seat is not None:
        causes = seat_cause(bar.seat, role.role.limit_ms, chart.zone)
    elif bar.state == "vacant":
        causes = (CAUSE_TEXTS["nobody-planned"],)
    return Row(
        f"{number}/{bar.person or ''}",
        (
            present.line((glyph, STYLES[bar.state]), " ", (word, STYLES[bar.state])),
            present.line((name, present.STRONG)),
            present.line(*(part for cause in causes for part in (cause, " "))),
            present.line((span, present.QUIET)),
        ),
    )
