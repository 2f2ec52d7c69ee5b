"""A seat's screen with a list, and a card that shows what is chosen in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from crisis_tui.tui import present
from crisis_tui.tui.seats.reading import ReadingCard
from crisis_tui.tui.seats.screen import SeatScreen
from crisis_tui.tui.widgets.table import Rows, Table

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection, Sequence

    from textual.content import Content

    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.refusal import Refusal
    from crisis_tui.tui.widgets.table import Row


class ListingScreen(SeatScreen):
    """Follows the row that is looked at; its parts hold a `#listing` table and a reading card."""

    AUTO_FOCUS: ClassVar[str] = "#listing Rows"

    _pressing: frozenset[str] = frozenset()

    def content(self, play_ms: int) -> Content:
        """Return what the card shows of `desk.selected`."""
        raise NotImplementedError

    def fill(self, rows: Sequence[Row], pressing: Collection[str]) -> None:
        """Show these rows, of which some are pressing.

        Who was looking at something pressing that is dealt with now looks at what presses most.
        """
        table = self.query_one("#listing", Table)
        was_pressing = table.chosen in self._pressing
        table.fill(rows)
        self._pressing = frozenset(pressing)
        if was_pressing and self._pressing and table.chosen not in self._pressing:
            self.action_look_at_first()

    def action_look_at_first(self) -> None:
        """Look at what presses most."""
        self.query_one("#listing", Table).query_one(Rows).action_list_first()

    def presses(self, play_ms: int) -> Content:
        """Return what presses most, for the status line."""
        raise NotImplementedError

    def urgent(self, play_ms: int) -> Content:
        """Say what presses most; nothing does in NO PLAY."""
        stopped = self.seated.view.head.no_play is not None
        return present.line() if stopped else self.presses(play_ms)

    def draw_card(self) -> None:
        """Show what is chosen."""
        chosen = self.query_one("#listing", Table).chosen
        self.desk.selected = chosen
        shown = self.content(self.seated.now().play_ms)
        self.query_one(ReadingCard).show(chosen, shown)

    def put(self, selector: str, content: Content) -> None:
        """Show a text; an empty one takes no room."""
        part = self.query_one(selector, Static)
        if part.content != content:
            part.update(content)
        part.display = bool(content.plain)

    def act(self, order: Command) -> Awaitable[Refusal | None]:
        """Have a command carried out; a role that it names is the players', not one held here."""
        return self.seated.act(order)

    def action_begin(self, name: str) -> None:
        """Begin the flow of a command about the row that is looked at now."""
        self.desk.selected = self.query_one("#listing", Table).chosen
        super().action_begin(name)

    def read(self) -> None:
        """Give the card the whole screen."""
        self.query_one("#body").add_class("-card-only")
        self.query_one(ReadingCard).read()

    def step_back(self) -> bool:
        """Close the entry line, the filter, or the card that has the whole screen."""
        if super().step_back():
            return True
        body = self.query_one("#body")
        was_whole = body.has_class("-card-only")
        if was_whole:
            body.remove_class("-card-only")
            self.query_one("#listing", Table).take_focus()
        return was_whole

    @on(Table.Moved, "#listing")
    def _look_at(self, event: Table.Moved) -> None:
        if event.row_id == event.table.chosen:
            self.draw_card()
            self.show_urgent(self.seated.now().play_ms)
