"""A seat's screen with a list, and a card that shows what is chosen in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from crisis_tui.tui.seats.reading import ReadingCard
from crisis_tui.tui.seats.screen import SeatScreen
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from textual.content import Content


class ListingScreen(SeatScreen):
    """Follows the row that is looked at; its parts hold a `#listing` table and a reading card."""

    AUTO_FOCUS: ClassVar[str] = "#listing Rows"

    def content(self, play_ms: int) -> Content:
        """Return what the card shows of `desk.selected`."""
        raise NotImplementedError

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
