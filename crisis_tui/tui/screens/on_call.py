"""On call: is every post filled, now and tonight?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.widgets import Static

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.text import Text, Texts
from crisis_tui.basis.times import instant_ms
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import ON_CALL, ROSTERS, bindings_of
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.base import Loaded
from crisis_tui.tui.screens.board import gap_row, gaps_title, post_rows
from crisis_tui.tui.screens.rostering import RosterScreen
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.tui.views import OnCallView


class OnCallScreen(RosterScreen):
    """The board at one instant, and the gaps of the next seven days."""

    SCOPE = ON_CALL
    NAME = Text("On call")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(ON_CALL, ROSTERS)]
    AUTO_FOCUS: ClassVar[str] = "#board Rows"

    view: OnCallView | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the strip, the board and the gaps."""
        yield Static(id="strip")
        yield Container(
            Table(
                Column(Text("state")),
                Column(Text("post"), keep=8),
                Column(least=14, keep=4),
                Column(Text("on duty"), most=28, grows=True),
                Column(Text("there in"), right=True, keep=5),
                Column(Text("until"), least=24, keep=7),
                empty=Text("No post is asked for in this roster."),
                id="board",
            ),
            Table(
                Column(),
                Column(keep=8),
                Column(),
                Column(right=True, keep=5),
                Column(least=10, grows=True, keep=6),
                title=Text("Gaps of the next 7 days"),
                empty=Text("No gaps in the next 7 days."),
                id="gaps",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Read the files again, in the background."""
        services, roster, at_ms = self.crisis.services, self.crisis.chosen.roster, self.at_ms
        if services is not None:
            self.ask("on-call", lambda: services.on_call(roster, at_ms))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question != "on-call" or not self.is_readable(loaded.answer):
            return
        self.view = view = loaded.answer
        bar = self.query_one(TopBar)
        bar.subject = present.line(
            (words.day_and_time(view.at), present.STRONG), "  ", view.organisation
        )
        bar.aside = _verdict(view)
        self.query_one("#strip", Static).update(_strip(view, not_now=self.at_ms is not None))
        self.query_one("#board", Table).fill(post_rows(view))
        gaps = self.query_one("#gaps", Table)
        gaps.entitle(gaps_title(view))
        gaps.fill([gap_row(index, gap) for index, gap in enumerate(view.gaps)])
        if view.problem:
            self.tell(view.problem, present.WARNING)

    @on(Table.Chosen, "#board")
    def action_show_person(self) -> None:
        """Open the card of the person in this line."""
        chosen = self.query_one("#board", Table).chosen or ""
        self.show_card(chosen.partition("/")[2], Text("Nobody is on duty here."))

    @property
    def looked_at(self) -> tuple[str | None, int | None]:
        """The post that is looked at."""
        chosen = self.query_one("#board", Table).chosen or ""
        return chosen.partition("/")[0] or None, self.at_ms

    @on(Table.Chosen, "#gaps")
    def _look_at_gap(self, event: Table.Chosen) -> None:
        if self.view is not None:
            self.look_at(instant_ms(self.view.gaps[int(event.row_id)].since))

    def _shift(self, by_ms: int) -> None:
        if self.view is not None:
            self.look_at(instant_ms(self.view.at) + by_ms)

    def action_later(self) -> None:
        """Look one hour later."""
        self._shift(HOUR_MS)

    def action_earlier(self) -> None:
        """Look one hour earlier."""
        self._shift(-HOUR_MS)

    def action_day_later(self) -> None:
        """Look one day later."""
        self._shift(DAY_MS)

    def action_day_earlier(self) -> None:
        """Look one day earlier."""
        self._shift(-DAY_MS)


def _strip(view: OnCallView, *, not_now: bool) -> Content:
    """Return when the next gap and the next handover are; first of all that this is not now."""
    parts = [present.state(State.WARNING, Text("not now (n: now)"))] if not_now else []
    if view.next_gap is not None:
        gap = Text("next gap {time}", time=words.soon_in_full(view.next_gap.since, view.at))
        role = (view.next_gap.role, present.STRONG)
        parts.append(present.line((f"{State.BAD.glyph} ", present.BAD), gap, " ", role))
    else:
        parts.append(present.state(State.GOOD, Text("no gap comes")))
    if view.next_handover is not None:
        at, roles = view.next_handover
        first, rest = roles[0], len(roles) - 1
        said = Text("next handover {time}", time=words.soon_in_full(at, view.at))
        more = f" +{rest}" if rest else ""
        parts.append(present.line("│ ", said, " ", (first, present.STRONG), more))
    return present.line(" ", *(part for each in parts for part in (each, "   ")))


def _verdict(view: OnCallView) -> Content:
    bad = sum(post.state in words.UNFILLED for post in view.posts)
    soft = sum(post.state == "probable" for post in view.posts)
    if bad:
        said = present.state(State.BAD, Texts("{n} post not filled", "{n} posts not filled", bad))
    else:
        word = Text("nothing missing") if soft else Text("every post filled")
        said = present.state(State.GOOD, word)
    if soft:
        only = Texts("{n} only probable", "{n} only probable", soft)
        said = present.line(said, "  ", present.state(State.SOFT, only))
    return said
