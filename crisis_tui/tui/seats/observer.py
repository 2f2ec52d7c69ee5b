"""The observer's screen: what should I see now, and did I see it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Static

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.commands import OBSERVER, SEATS, bindings_of
from crisis_tui.tui.seats.happened import log_lines
from crisis_tui.tui.seats.listing import ListingScreen
from crisis_tui.tui.seats.observing import FLOWS as OBSERVING
from crisis_tui.tui.seats.reading import ReadingCard
from crisis_tui.tui.seats.watched import (
    card,
    expected_rows,
    is_waited,
    message_row,
    mine_lines,
    most_urgent,
    objective_lines,
)
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Resize
    from textual.widget import Widget

    from crisis_tui.exercise.seats.observer import (
        ObserverView,
        WatchedAction,
        WatchedObjective,
    )
    from crisis_tui.tui.flows.asking import Flow

EXPECTED = Text("Expected")
MESSAGES = Text("Messages")


class Objectives(Static):
    """The objectives with own ratings, as wide as there is room."""

    def __init__(self) -> None:
        """Make an empty part."""
        super().__init__(id="objectives")
        self._objectives: tuple[WatchedObjective, ...] = ()

    def show(self, objectives: tuple[WatchedObjective, ...]) -> None:
        """Show these objectives."""
        self._objectives = objectives
        content = objective_lines(objectives, max(self.size.width - 2, 1))
        if content != self.content:
            self.update(content)
        self.display = bool(objectives)

    def on_resize(self, event: Resize) -> None:
        """Fit the lines to the new width."""
        del event
        self.show(self._objectives)


class ObserverScreen(ListingScreen):
    """Expected actions with their limits, the message in full, objectives with own ratings."""

    SCOPE = OBSERVER
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(OBSERVER, SEATS))
    FLOWS: ClassVar[Mapping[str, Callable[[Any], Flow]]] = OBSERVING

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
                id="listing",
            ),
            Objectives(),
            id="watching",
        )
        yield Vertical(
            ReadingCard(id="card"), Static(id="mine"), Static(id="happened"), id="reading"
        )

    @property
    def view(self) -> ObserverView:
        """What this observer sees."""
        view: ObserverView = self.desk.view
        return view

    def draw(self, play_ms: int) -> int | None:
        """Show the list, the card, the objectives and own observations."""
        view = self.view
        if self._lists_messages:
            self.fill([message_row(one) for one in view.messages], ())
        else:
            self.fill(expected_rows(view, play_ms), [one.id for one in _waited_for(view)])
        self.draw_card()
        self.query_one(Objectives).show(view.objectives)
        self.put("#mine", mine_lines(view.mine))
        self.put("#happened", log_lines(view.log))
        limits = [one.limit_play_ms for one in view.expected]
        limits += [one.limit_play_ms for one in view.decisions]
        coming = (limit_ms for limit_ms in limits if limit_ms is not None and limit_ms >= play_ms)
        return min((limit_ms + 1 for limit_ms in coming), default=None)

    def content(self, play_ms: int) -> Content:
        """Return the message that is chosen, or whose action is."""
        del play_ms
        return card(self.view, self.desk.selected)

    def presses(self, play_ms: int) -> Content:
        """Say what is late, else what has to be seen next."""
        first = most_urgent(self.view)
        if first is None:
            return present.line((Text("Nothing is waited for now."), present.QUIET))
        role, action, limit_ms = first
        what = {"role": role, "action": action}
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
        self.query_one("#listing", Table).entitle(MESSAGES if self._lists_messages else EXPECTED)
        self.redraw()

    def action_read_watched(self) -> None:
        """Give the message the whole screen."""
        self.read()

    @on(Table.Chosen, "#listing")
    def _open(self) -> None:
        self.read()


def _waited_for(view: ObserverView) -> list[WatchedAction]:
    return [one for one in view.expected if is_waited(one)]
