"""The situation report as it stood when the page was opened, to copy into another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.sitrep import sitrep
from crisis_tui.sitrep_text import sitrep_text
from crisis_tui.tui import present
from crisis_tui.tui.screens.dialog import ReadingPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.exercise.runner import ExerciseSession


class SitrepScreen(ReadingPage):
    """The four blocks as they leave the program: marked, in plain text."""

    NAME = Text("Situation report")
    SHOWS_EXERCISE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y,c", "copy", show=False)]

    def __init__(self, session: ExerciseSession) -> None:
        """Write the report of this instant."""
        super().__init__()
        self._text = sitrep_text(sitrep(session.state, session.now().play_ms))

    def parts(self) -> Iterable[Widget]:
        """Return what can be done with the report, in sight however long it is, and the report."""
        yield Static(self._keys(), id="sitrep-keys")
        yield Static(present.block(self._text), id="sitrep")

    def action_copy(self) -> None:
        """Put the report on the clipboard of the terminal, wherever that runs."""
        self.app.copy_to_clipboard(self._text)
        self.query_one("#sitrep-keys", Static).update(
            present.block(
                Text("Copied, if this terminal allows it; crisis-tui sitrep prints the same text."),
                present.GOOD,
            )
        )

    def _keys(self) -> Content:
        return present.keys(("y", Text("copy")), ("esc", Text("back")))
