"""The observer's screen: what should I see now, and did I see it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Static

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.state import Outcome
from crisis_tui.tui import present
from crisis_tui.tui.commands import OBSERVER, SEATS, bindings_of
from crisis_tui.tui.seats.observing import FLOWS as OBSERVING
from crisis_tui.tui.seats.reading import ReadingCard
from crisis_tui.tui.seats.screen import SeatScreen
from crisis_tui.tui.seats.watched import (
    LIMITLESS,
    action_row,
    card,
    message_row,
    mine_lines,
    objective_lines,
)
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.exercise.seats.observer import ObserverView, WatchedAction
    from crisis_tui.tui.flows.asking import Flow

EXPECTED = Text("Expected")
MESSAGES = Text("Messages")
_UNDONE = {Outcome.OPEN, Outcome.MISSED}


class ObserverScreen(SeatScreen):
    """Expected actions with their limits, the message in full, objectives with own ratings."""

    SCOPE = OBSERVER
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(OBSERVER, SEATS))
    FLOWS: ClassVar[Mapping[str, Callable[[Any], Flow]]] = OBSERVING
    AUTO_FOCUS: ClassVar[str] = "#watched Rows"

    _lists_messages = False

    def parts(self) -> Iterable[Widget]:
        """List and objectives at the left, the message and own observations at the right."""
        yield Vertical(
            Table(
                Column(),
                Column(keep=8),
                Column(least=10, grows=True),
                title=EXPECTED,
                empty=Text("Nothing is expected yet."),
                id="watched",
            ),
            Static(id="objectives"),
            id="watching",
        )
        yield Vertical(ReadingCard(id="card"), Static(id="mine"), id="reading")

    @property
    def view(self) -> ObserverView:
        """What this observer sees."""
        view: ObserverView = self.desk.view
        return view

    def draw(self, play_ms: int) -> int | None:
        """Show the list, the card, the objectives and own observations."""
        view = self.view
        table = self.query_one("#watched", Table)
        if self._lists_messages:
            table.fill([message_row(one) for one in view.messages])
        else:
            table.fill([action_row(one, play_ms) for one in view.expected])
        self.desk.selected = table.chosen
        self._draw_card()
        self._show("#objectives", objective_lines(view.objectives))
        self._show("#mine", mine_lines(view.mine))
        limits = (one.limit_play_ms or LIMITLESS for one in _waited_for(view))
        next_ms = min((limit_ms + 1 for limit_ms in limits if limit_ms >= play_ms), default=None)
        return next_ms if next_ms is not None and next_ms < LIMITLESS else None

    def urgent(self, play_ms: int) -> Content:
        """Say what is late, else what has to be seen next."""
        waited = _waited_for(self.view)
        if not waited:
            return present.line((Text("Nothing is waited for now."), present.QUIET))
        first = waited[0]
        limit_ms = first.limit_play_ms
        what = {"role": first.by, "action": first.action}
        if limit_ms is None:
            return present.line((Text("Watch: {role}: {action}", **what), present.QUIET))
        minutes = abs(limit_ms - play_ms) // MINUTE_MS
        if play_ms > limit_ms:
            late = Text("{role}: {action}: {n} min late", n=minutes, **what)
            return present.line((late, present.WARNING))
        left = Text("{role}: {action}: within {n} min", n=minutes, **what)
        return present.line((left, ""))

    def is_news(self, before: ObserverView, after: ObserverView) -> bool:
        """Ring when a message went out."""
        return [one.id for one in before.messages[:1]] != [one.id for one in after.messages[:1]]

    def action_other_list(self) -> None:
        """List all messages instead of what is expected, or the other way round."""
        self._lists_messages = not self._lists_messages
        self.query_one("#watched", Table).entitle(MESSAGES if self._lists_messages else EXPECTED)
        self.redraw()

    def action_read_watched(self) -> None:
        """Give the message the whole screen."""
        self.query_one("#body").add_class("-card-only")
        self.query_one(ReadingCard).read()

    def step_back(self) -> bool:
        """Close the entry line, or the whole message, or the filter."""
        if super().step_back():
            return True
        body = self.query_one("#body")
        was_whole = body.has_class("-card-only")
        body.remove_class("-card-only")
        self.query_one("#watched", Table).take_focus()
        return was_whole

    @on(Table.Moved, "#watched")
    def _look_at(self, event: Table.Moved) -> None:
        if event.row_id == event.table.chosen:
            self.desk.selected = event.row_id
            self._draw_card()

    @on(Table.Chosen, "#watched")
    def _open(self) -> None:
        self.action_read_watched()

    def _draw_card(self) -> None:
        self.query_one(ReadingCard).show(self.desk.selected, card(self.view, self.desk.selected))

    def _show(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, Static)
        if part.content != content:
            part.update(content)
        part.display = bool(content.plain)


def _waited_for(view: ObserverView) -> list[WatchedAction]:
    return [one for one in view.expected if one.outcome in _UNDONE]
