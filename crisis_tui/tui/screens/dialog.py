"""What every dialog shares: an opaque page with the word OEFENING, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.no_play import NoPlay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from crisis_tui.basis.text import Text
    from crisis_tui.tui.terminal_app import TerminalApp

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A page above a screen; escape closes it without an answer."""

    NAME: ClassVar[Text]
    SHOWS_EXERCISE: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        # Before the focused widget: keys that are typed ahead already belong to the next one.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Put the dialog's parts under a bar."""
        yield Vertical(TopBar(self.NAME, marked=self.SHOWS_EXERCISE), NoPlay(), classes="head")
        with VerticalScroll(classes="dialog", can_focus=False):
            yield from self.parts()

    def parts(self) -> Iterable[Widget]:
        """Return what stands in the dialog."""
        raise NotImplementedError

    def action_scroll(self, lines: int) -> None:
        """Move the page by this many lines."""
        self.query_one(".dialog").scroll_relative(y=lines, animate=False)


class ReadingPage(Dialog[None]):
    """A page to read. Whoever stops the exercise need not close it first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "make_way('space')", show=False),
        Binding("exclamation_mark", "make_way('exclamation_mark')", show=False),
    ]

    async def action_make_way(self, key: str) -> None:
        """Close, and do what a key does on the screen below: keys typed ahead find it done."""
        app = cast("TerminalApp", self.app)
        self.dismiss(None)
        await app.press(key)
