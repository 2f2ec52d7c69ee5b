"""Help: every key that works on the screen below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.commands import SCOPES, commands_of, scopes_on
from crisis_tui.tui.screens.dialog import ReadingPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

KEYS_WIDTH = 14


class HelpScreen(ReadingPage):
    """The commands of one screen, of lists, and of everywhere."""

    NAME = Text("Help")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q", "dismiss", show=False),
    ]

    def __init__(self, scope: str) -> None:
        """Explain the screen of this scope."""
        super().__init__()
        self._scope = scope

    def parts(self) -> Iterable[Widget]:
        """Return the keys, scope by scope."""
        yield Static(present.lines(*self._lines()))

    def _lines(self) -> Iterator[Content]:
        for scope in scopes_on(self._scope):
            yield present.line((SCOPES[scope], present.STRONG))
            for command in commands_of(scope):
                keys = present.line((" ".join(command.shown_keys), present.GOOD))
                yield present.line("  ", present.fit(keys, KEYS_WIDTH), command.help)
            yield present.line()
        yield present.line((Text("esc closes this page"), present.QUIET))
