"""A card that shows one thing in full and can be scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class ReadingCard(VerticalScroll):
    """Shows a text; another one begins at its first line."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        """Make an empty card."""
        super().__init__(id=id, classes="reading-card")
        self._about: str | None = None

    def compose(self) -> ComposeResult:
        """Make the text."""
        yield Static()

    def show(self, about: str | None, content: Content) -> None:
        """Show what there is to read about something."""
        if about != self._about:
            self.scroll_home(animate=False)
        self._about = about
        part = self.query_one(Static)
        if part.content != content:
            part.update(content)

    def read(self) -> None:
        """Let the keys scroll the text."""
        self.focus()
