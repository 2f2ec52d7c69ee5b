"""What somebody reads first who takes up an exercise that others left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.briefing import briefing
from crisis_tui.exercise.views.briefing_words import briefing_words
from crisis_tui.tui import present
from crisis_tui.tui.screens.dialog import ReadingPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.views.briefing import Briefing


class BriefingScreen(ReadingPage):
    """Who left it, the last hand-over in its five points, open actions, terms that run."""

    NAME = Text("Briefing")
    SHOWS_EXERCISE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("H", "make_way('H')", show=False)]

    def __init__(self, session: ExerciseSession) -> None:
        """Tell how the exercise stands at this instant."""
        super().__init__()
        self._told = briefing(session.state, session.now().play_ms)

    def parts(self) -> Iterable[Widget]:
        """Return the page."""
        yield Static(present.lines(*_page(self._told)), id="briefing")


def _page(told: Briefing) -> Iterator[Content]:
    lines = list(briefing_words(told))
    for words in lines or [Text("Nothing was handed over, and nothing is open.")]:
        yield present.block(words)
    yield present.line()
    if told.to_accept:
        yield present.block(
            Text(
                "A hand-over waits for a signature: {names}.",
                names=", ".join(row.handover.form.to for row in told.to_accept),
            ),
            present.WARNING,
        )
    yield present.keys(("H", Text("hand over")), ("esc", Text("back")))
