"""What can still happen: forks, their outcomes, and what follows, as a page that stays up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.tree import tree_of
from crisis_tui.exercise.views.tree_lines import Tree, TreeKind, TreeLine
from crisis_tui.exercise.views.tree_words import closed_words, line_words
from crisis_tui.tui import present
from crisis_tui.tui.pacing import Paced
from crisis_tui.tui.screens.dialog import ReadingPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.runner import ExerciseSession

REST_SECONDS = 0.5
BEAT_SECONDS = 20.0
_TIME_CELLS = 6
_ROLE_CELLS = 16
_NARROWEST = 20
_MARGIN = 6
_STYLES = {
    TreeKind.FORK: present.STRONG,
    TreeKind.OUTCOME: present.QUIET,
    TreeKind.AGAIN: present.QUIET,
}
_SIGNS = {TreeKind.FORK: "◆ ", TreeKind.OUTCOME: "─ ", TreeKind.AGAIN: "◇ "}


class TreeScreen(ReadingPage):
    """A page above the control room; it is looked up in the background, however much there is."""

    NAME = Text("What can still happen")
    SHOWS_EXERCISE = True

    class Grown(Message):
        """The tree as it is now."""

        def __init__(self, tree: Tree) -> None:
            """Carry the tree."""
            super().__init__()
            self.tree = tree

    def __init__(self, session: ExerciseSession) -> None:
        """Follow this exercise."""
        super().__init__()
        self._session = session
        self._draws = Paced(self, self._look, REST_SECONDS)
        self._unsubscribe: Callable[[], None] | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the page."""
        yield Static(id="tree")

    def on_mount(self) -> None:
        """Look ahead, again whenever something happens, and as time passes."""
        self._unsubscribe = self._session.subscribe(self._heard)
        self.set_interval(BEAT_SECONDS, self._look)
        self._look()

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def _heard(self, _: tuple[Record, ...]) -> None:
        if self.is_running:
            self._draws.ask()

    def _look(self) -> None:
        state, play_ms = self._session.state, self._session.now().play_ms

        def find() -> None:
            tree = tree_of(state, play_ms)
            if not get_current_worker().is_cancelled:
                self.post_message(self.Grown(tree))

        self.run_worker(find, thread=True, exclusive=True, group="tree")

    @on(Grown)
    def _show(self, grown: Grown) -> None:
        width = max(self.size.width - _MARGIN, _NARROWEST)
        shown = present.lines(*_page(grown.tree, width))
        page = self.query_one("#tree", Static)
        if page.content != shown:
            page.update(shown)


def _page(tree: Tree, width: int) -> Iterator[Content]:
    if not tree.lines:
        words = Text("Nothing hangs on what people do any more: the rest comes as planned.")
        yield present.line((words, present.QUIET))
    for line in tree.lines:
        yield _line(line, width)
    if tree.closed:
        yield present.line()
        yield present.line((Text("Settled"), present.STRONG))
        for line in tree.closed:
            yield present.line("  ", present.fit(present.line(closed_words(line)), width - 2))
    yield present.line()
    if tree.lines:
        legend = Text("◆ until when in time; below it what follows, and when at the earliest.")
        yield present.line((legend, present.QUIET))
    count = Text("{n} messages come whatever people do.", n=len(tree.planned))
    yield present.line((count, present.QUIET))
    if not tree.is_whole:
        words = Text("There is more than could be looked at.")
        yield present.line((words, present.QUIET))


def _line(line: TreeLine, width: int) -> Content:
    indent = "  " * line.depth
    sign = _SIGNS.get(line.kind, "")
    time = "" if line.play_ms is None else _clock(line.play_ms)
    roles = present.fit(present.line((", ".join(line.roles), present.QUIET)), _ROLE_CELLS)
    room = max(width - len(indent) - len(sign) - _TIME_CELLS - _ROLE_CELLS - 1, 1)
    words = present.line((line_words(line), _STYLES.get(line.kind, "")))
    shown = present.fit(present.line((time, present.GOOD)), _TIME_CELLS)
    return present.line(shown, indent, sign, present.fit(words, room), " ", roles)


def _clock(play_ms: int) -> str:
    minutes = play_ms // MINUTE_MS
    return f"{minutes // 60}:{minutes % 60:02}"
