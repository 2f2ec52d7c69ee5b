"""Gaps: what is not filled in the coming time, and why, person by person."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import Interval, local_datetime
from crisis_tui.basis.text import Text, Texts
from crisis_tui.i18n import language
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import GAPS, ROSTERS, bindings_of
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.base import Loaded
from crisis_tui.tui.screens.rostering import RosterScreen
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.readiness.chart import Chart
    from crisis_tui.roster.gaps import Gap

HORIZONS_DAYS = (28, 91, 7)


class GapsScreen(RosterScreen):
    """Every gap in order of time; below, who could not fill it and why."""

    SCOPE = GAPS
    NAME = Text("Gaps")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(GAPS, ROSTERS)]
    AUTO_FOCUS: ClassVar[str] = "#gaps Rows"

    view: Chart | None = None

    def __init__(self) -> None:
        """Look four weeks ahead."""
        super().__init__()
        self._horizons = cycle(HORIZONS_DAYS)
        self._days = next(self._horizons)

    def parts(self) -> Iterable[Widget]:
        """Return the gaps and the people of one of them."""
        yield Container(
            Table(
                Column(),
                Column(Text("post"), most=10, keep=8),
                Column(least=16, most=26, keep=3),
                Column(Text("from when until when"), keep=7),
                Column(Text("lasts"), right=True, keep=5),
                Column(Text("why"), least=24, grows=True, keep=6),
                empty=Text("No gaps in this time."),
                id="gaps",
            ),
            Table(
                Column(least=12, most=28, keep=8),
                Column(least=20, grows=True),
                title="",
                empty=Text("Nobody was on duty here."),
                id="people",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Read the files again, in the background."""
        services, roster, at_ms = self.crisis.services, self.crisis.chosen.roster, self.at_ms
        ahead_ms = self._days * DAY_MS
        if services is not None:
            self.ask("gaps", lambda: services.gaps(roster, at_ms, ahead_ms))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question != "gaps" or not self.is_readable(loaded.answer):
            return
        self.view = chart = loaded.answer
        bar = self.query_one(TopBar)
        since = local_datetime(chart.window.from_ms, chart.zone)
        days = Texts("{n} day", "{n} days", self._days)
        bar.subject = present.line(
            (words.day_and_time(since), present.STRONG), " + ", days, "  ", chart.organisation
        )
        bar.aside = verdict(chart)
        rows = [_gap_row(number, gap, chart) for number, gap in enumerate(chart.gaps)]
        self.query_one("#gaps", Table).fill(rows)
        self._look()
        if chart.errors:
            self.tell(Text("The roster has errors: see crisis-tui check"), present.WARNING)

    @property
    def _gap(self) -> Gap | None:
        chosen = self.query_one("#gaps", Table).chosen
        if self.view is None or chosen is None:
            return None
        return self.view.gaps[int(chosen)]

    @property
    def looked_at(self) -> tuple[str | None, int | None]:
        """The gap that is looked at."""
        gap = self._gap
        return super().looked_at if gap is None else (gap.role, gap.from_ms)

    @on(Table.Moved, "#gaps")
    def _look(self) -> None:
        """Say why nobody fills the gap that is looked at."""
        people, gap = self.query_one("#people", Table), self._gap
        if self.view is None or gap is None:
            people.entitle("")
            people.fill([])
            return
        people.entitle(_title(gap, self.view))
        people.fill(list(_people(gap, self.view)))

    @on(Table.Chosen, "#gaps")
    def action_show_gap(self) -> None:
        """See the gap in its week."""
        gap = self._gap
        if gap is not None:
            self.crisis.chosen.at_ms = gap.from_ms
            self.crisis.chosen.role = gap.role
            self.crisis.show("week")

    @on(Table.Chosen, "#people")
    def _open_person(self, event: Table.Chosen) -> None:
        self.show_card(event.row_id.partition("/")[2], Text("Nobody is on duty here."))

    def action_gap_horizon(self) -> None:
        """Look further ahead, or less far."""
        self._days = next(self._horizons)
        self.reload()

    def step_back(self) -> bool:
        """Come back from the people first."""
        if super().step_back():
            return True
        if not self.query_one("#people", Table).has_focus_within:
            return False
        self.query_one("#gaps", Table).take_focus()
        return True


def verdict(chart: Chart) -> Content:
    """Return how many gaps there are and how long they last together."""
    if not chart.gap_count:
        return present.state(State.GOOD, Text("no gaps"))
    length = words.hours(chart.gap_ms)
    said = Texts("{n} gap ({length})", "{n} gaps ({length})", chart.gap_count, length=length)
    return present.state(State.BAD, said)


def _title(gap: Gap, chart: Chart) -> str:
    role = chart.role(gap.role)
    title = "" if role is None else f" {role.role.title(language())}"
    return f"{gap.role}{title}  {_span(gap, chart)}"


def _span(gap: Gap, chart: Chart) -> str:
    return words.known_span(Interval(gap.from_ms, gap.until_ms), chart.held, chart.zone)


def _gap_row(number: int, gap: Gap, chart: Chart) -> Row:
    role = chart.role(gap.role)
    names = ", ".join(chart.name(seat.person) for seat in gap.seats)
    more = "" if chart.is_whole(gap.from_ms, gap.until_ms) else "> "
    length = more + words.hours(gap.until_ms - gap.from_ms)
    cause: AnyText = CAUSE_TEXTS[gap.cause]
    return Row(
        str(number),
        (
            present.state(State.BAD),
            present.line((gap.role, present.STRONG)),
            present.line((role.role.title(language()) if role else "", present.QUIET)),
            present.line(_span(gap, chart)),
            present.line((length, present.QUIET)),
            present.line(Text("{names}: {cause}", names=names, cause=cause) if names else cause),
        ),
    )


def _people(gap: Gap, chart: Chart) -> Iterator[Row]:
    """Yield a row for each reason of each person, or one that says that there is nobody."""
    role = chart.role(gap.role)
    limit_ms = None if role is None else role.role.limit_ms
    for seat in gap.seats:
        for number, cause in enumerate(seat_cause(seat, limit_ms, chart.zone)):
            name = "" if number else chart.name(seat.person)
            cells = (present.line((name, present.STRONG)), present.line(cause))
            yield Row(f"{number}/{seat.person}", cells)
    if not gap.seats:
        why = present.line((CAUSE_TEXTS[gap.cause], present.BAD))
        yield Row("/", (present.line((Text("nobody"), present.STRONG)), why))
