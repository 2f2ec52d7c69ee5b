"""A question that is answered with yes or no; no is the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.tui import present

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from crisis_tui.basis.text import AnyText


class Confirm(ModalScreen[bool]):
    """Asks one question; says what is lost. Only the yes key says yes, every other way is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,j", "answer(True)", show=False),
        Binding("n,escape,enter,q", "answer(False)", show=False),
    ]

    def __init__(self, question: AnyText, consequence: AnyText) -> None:
        """Ask `question`; `consequence` is what yes means."""
        super().__init__()
        self._question = question
        self._consequence = consequence

    def compose(self) -> ComposeResult:
        """Show the question, the consequence and the two keys."""
        yes, no = _("y"), _("n")
        with Vertical(classes="dialog"):
            yield Static(present.block(self._question, present.STRONG))
            yield Static(present.block(self._consequence))
            yield Static(
                present.line(
                    (yes, present.STRONG),
                    (" ", ""),
                    (Text("yes"), present.QUIET),
                    "   ",
                    (no, present.STRONG),
                    " ",
                    (Text("no (enter)"), present.QUIET),
                ),
                classes="keys",
            )

    def action_answer(self, said: bool) -> None:  # noqa: FBT001 - Textual passes it by position
        """Close with the answer."""
        self.dismiss(said)
