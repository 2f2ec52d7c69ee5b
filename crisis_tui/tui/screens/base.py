"""What every screen shares: bars, background loading, a status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.commands import scopes_on
from crisis_tui.tui.widgets.bars import Hints, StatusLine, TopBar
from crisis_tui.tui.widgets.no_play import NoPlay
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.app import CrisisApp


class Loaded(Message):
    """The answer to a question that was asked in the background."""

    def __init__(self, question: str, answer: Any) -> None:  # noqa: ANN401 - each screen knows
        """Carry the answer to the question of this name."""
        super().__init__()
        self.question = question
        self.answer = answer


class Refused(Message):
    """The question led nowhere, such as to a file that is gone."""

    def __init__(self, reason: AnyText) -> None:
        """Carry the reason."""
        super().__init__()
        self.reason = reason


class MainScreen(Screen[None]):
    """A screen between its bars; subclasses give the parts and fill them when data arrives."""

    SCOPE: ClassVar[str]
    NAME: ClassVar[Text]
    SHOWS_EXERCISE: ClassVar[bool] = True
    """Whether texts of a scenario or an exercise can be on this screen."""
    AUTO_FOCUS = "*"

    @property
    def crisis(self) -> CrisisApp:
        """The app, by its own type."""
        return cast("CrisisApp", self.app)

    def compose(self) -> ComposeResult:
        """Put the screen's parts between the bars."""
        yield TopBar(self.NAME, marked=self.SHOWS_EXERCISE)
        yield NoPlay()
        with Container(id="body"):
            yield from self.parts()
        yield Static(present.block(Text("This terminal is too small.")), id="too-small")
        yield StatusLine()
        yield Hints(scopes_on(self.SCOPE))

    def parts(self) -> Iterable[Widget]:
        """Return what stands between the bars."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Ask anew, files and time have changed meanwhile; but paint first."""
        self.call_after_refresh(self.reload)

    def reload(self) -> None:
        """Ask for everything on this screen again; a screen of live facts need not."""

    def step_back(self) -> bool:
        """Undo the innermost thing that can be undone here; tell whether there was one."""
        return any(table.forget_words() for table in self.query(Table))

    @on(Refused)
    def _tell_refusal(self, refused: Refused) -> None:
        self.tell(refused.reason, present.WARNING)

    def tell(self, message: AnyText, style: str = present.QUIET) -> None:
        """Show one line at the bottom until the next one."""
        self.query_one(StatusLine).message = present.line((message, style))

    def ask(self, question: str, answer: Callable[[], Any]) -> None:
        """Call `answer` in a thread and send `Loaded`; asked again, only the newest counts."""

        def find() -> None:
            try:
                reply: Message = Loaded(question, answer())
            except AskedWrongError as refusal:
                reply = Refused(refusal.message)
            if not get_current_worker().is_cancelled:
                self.post_message(reply)

        self.run_worker(find, thread=True, exclusive=True, group=question)
