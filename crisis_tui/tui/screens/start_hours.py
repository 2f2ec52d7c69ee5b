"""Start hours: when would a scenario find the organisation short?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.i18n import ngettext
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import START_HOURS, bindings_of
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.base import Loaded, MainScreen
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.heat_grid import HeatGrid
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.readiness.heatmap_view import HeatCell, HeatStretch
    from crisis_tui.readiness.start_hours import StartHours

WORST_SHOWN = 50
TOLD_EVERY = 24


class StartHoursScreen(MainScreen):
    """Days by hours, and below them the stretches of start hours that leave most posts short."""

    SCOPE = START_HOURS
    NAME = Text("Start hours")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(START_HOURS)]
    AUTO_FOCUS: ClassVar[str] = "#hours Rows"

    answer: StartHours | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the grid and the worst stretches."""
        yield Container(
            HeatGrid(
                title=Text("Each hour as the start: a number is how many posts would be short"),
                empty=Text("This scenario asks for nobody."),
                id="hours",
            ),
            Table(
                Column(Text("posts"), right=True),
                Column(Text("if it starts"), least=20),
                Column(Text("short"), least=20, grows=True),
                title=Text("Worst first"),
                empty=Text("No start leaves a post short."),
                id="worst",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Work it out again, in the background."""
        services, chosen = self.crisis.services, self.crisis.chosen
        if services is None:
            return
        if chosen.scenario is None:
            self.tell(Text("Choose a scenario at home first (1)."))
            return
        name, roster, at_ms = chosen.scenario, chosen.roster, chosen.at_ms
        self.tell(Text("Working out every start hour of four weeks…"))
        self.ask("start hours", lambda: services.start_hours(name, roster, at_ms, self._progress))

    def _progress(self, done: int, of: int) -> None:
        """Say now and then how far the work is, from the thread that does it."""
        if done % TOLD_EVERY == 0 and done < of:
            said = Text("{done} of {of} start hours worked out…", done=done, of=of)
            self.app.call_from_thread(self.tell, said)

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question != "start hours":
            return
        if loaded.answer is None:
            self.tell(Text("Scenario or roster cannot be read: see its faults (2, f)."))
            return
        self.answer = answer = loaded.answer
        bar = self.query_one(TopBar)
        bar.subject = present.line((answer.title, present.STRONG), "  ", answer.roster)
        bar.aside = _verdict(answer.view.total)
        self.query_one(HeatGrid).show(answer.view.days)
        worst = answer.view.worst[:WORST_SHOWN]
        rows = [_stretch_row(number, each, answer.zone) for number, each in enumerate(worst)]
        self.query_one("#worst", Table).fill(rows)
        self._look()

    @on(Table.Moved, "#hours")
    def _look(self) -> None:
        """Say how the hour that is looked at stands."""
        cell = self.query_one(HeatGrid).chosen_cell
        if cell is not None:
            self.tell(Text("{when}: {how}", when=self._when(), how=present.one_line(_how(cell[2]))))

    def _when(self) -> str:
        start_ms = self._start_ms()
        if self.answer is None or start_ms is None:
            return ""
        return words.day_and_time(local_datetime(start_ms, self.answer.zone))

    def _start_ms(self) -> int | None:
        cell = self.query_one(HeatGrid).chosen_cell
        if self.answer is None or cell is None:
            return None
        return self.answer.start_ms(cell[0], cell[1])

    def action_hour_left(self) -> None:
        """Look at the hour before."""
        self.query_one(HeatGrid).walk(-1)

    def action_hour_right(self) -> None:
        """Look at the next hour."""
        self.query_one(HeatGrid).walk(1)

    def action_weeks_later(self) -> None:
        """Show the next four weeks."""
        if self.answer is not None:
            self._look_from(self.answer.period.until_ms)

    def action_weeks_earlier(self) -> None:
        """Show the four weeks before."""
        if self.answer is not None:
            self._look_from(2 * self.answer.period.from_ms - self.answer.period.until_ms)

    def _look_from(self, at_ms: int) -> None:
        self.crisis.chosen.at_ms = at_ms
        self.reload()

    @on(Table.Chosen, "#hours")
    def action_show_start(self) -> None:
        """Open readiness from the start that is looked at: who, and why."""
        start_ms = self._start_ms()
        if start_ms is None:
            self.tell(Text("The clock skips this hour."))
            return
        self.crisis.chosen.story_start_ms = start_ms
        self.crisis.show("readiness")

    @on(Table.Chosen, "#worst")
    def _show_stretch(self, event: Table.Chosen) -> None:
        """Go to the first hour of the stretch."""
        if self.answer is None:
            return
        stretch = self.answer.view.worst[int(event.row_id)]
        moment = local_datetime(stretch.first_ms, self.answer.zone)
        grid = self.query_one(HeatGrid)
        grid.look_at(moment.date(), moment.hour)
        grid.take_focus()

    def action_start_hours_roster(self) -> None:
        """Ask the same of the next roster."""
        self.crisis.choose_next_roster()


def _verdict(total: HeatCell) -> Content:
    parts = []
    if total.not_ready:
        parts.append(present.state(State.BAD, Text("{n} not ready", n=total.not_ready)))
    if total.at_risk:
        parts.append(present.state(State.SOFT, Text("{n} at risk", n=total.at_risk)))
    if not parts:
        return present.state(State.GOOD, Text("all {starts} starts ready", starts=total.starts))
    first, *rest = parts
    counted = present.line(first, *(piece for part in rest for piece in ("  ", part)))
    return present.line(counted, " ", Text("of {starts}", starts=total.starts))


def _how(cell: HeatCell) -> Text:
    if cell.worst is None:
        return Text("the clock skips this hour")
    if cell.worst == "not-ready":
        return Text("short of {roles}", roles=", ".join(cell.short))
    return Text("probable, not certain") if cell.worst == "at-risk" else Text("every post filled")


def _stretch_row(number: int, stretch: HeatStretch, zone: ZoneInfo) -> Row:
    first, last = (local_datetime(ms, zone) for ms in (stretch.first_ms, stretch.last_ms))
    when = words.day_and_time(first)
    if stretch.starts > 1:
        when = words.span(first, last)
    starts = ngettext("{n} start", "{n} starts", stretch.starts).format(n=stretch.starts)
    return Row(
        str(number),
        (
            present.line((str(len(stretch.short)), present.BAD)),
            present.line((when, present.STRONG)),
            present.line(", ".join(stretch.short), "  ", (starts, present.QUIET)),
        ),
    )
