"""A question that is answered with yes or no; no is the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.tui import present
from crisis_tui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.events import Key
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText


class Confirm(Dialog[bool]):
    """Asks one question; says what is lost. Only the yes key says yes, every other way is no."""

    SHOWS_EXERCISE = True
    NAME = Text("Question")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,escape,enter,q", "answer(False)", show=False),
    ]

    def __init__(self, question: AnyText, consequence: AnyText) -> None:
        """Ask `question`; `consequence` is what yes means."""
        super().__init__()
        self._question = question
        self._consequence = consequence

    def parts(self) -> Iterable[Widget]:
        """Return the question, the consequence and the two keys."""
        yield Static(present.block(self._question, present.STRONG))
        yield Static(present.block(self._consequence))
        yield Static(present.keys((_("y"), Text("yes")), (_("n"), Text("no (enter)"))))

    def on_key(self, event: Key) -> None:
        """Say yes by the language's own letter only: j is yes in Dutch, and down in a list."""
        if event.key == _("y"):
            event.stop()
            self.action_answer(True)

    def action_answer(self, said: bool) -> None:  # noqa: FBT001 - Textual passes it by position
        """Close with the answer."""
        self.dismiss(said)
