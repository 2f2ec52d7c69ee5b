"""Terms and actions: who does what before when, as a page that goes on with the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.deadlines import DeadlineState, actions, terms
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.dialog import ReadingPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.views.deadlines import DeadlineRow

BEAT_SECONDS = 1.0
_MARGIN, _NARROWEST = 6, 40
_STATE_CELLS, _TIME_CELLS, _OWNER_CELLS = 10, 14, 10
_STATES: dict[DeadlineState, tuple[State, AnyText]] = {
    DeadlineState.LATE: (State.BAD, Text("late")),
    DeadlineState.OPEN: (State.OPEN, Text("open")),
    DeadlineState.TIMELESS: (State.OPEN, Text("open")),
    DeadlineState.DONE: (State.GOOD, Text("done")),
    DeadlineState.DONE_LATE: (State.WARNING, Text("done")),
    DeadlineState.CANCELLED: (State.IDLE, Text("void")),
}


class ActionsScreen(ReadingPage):
    """Two lists: the statutory clocks that were started, and the actions of the log."""

    NAME = Text("Terms and actions")
    SHOWS_EXERCISE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("T", "make_way('T')", show=False),
        Binding("c", "make_way('c')", show=False),
    ]

    def __init__(self, session: ExerciseSession) -> None:
        """Follow this exercise."""
        super().__init__()
        self._session = session

    def parts(self) -> Iterable[Widget]:
        """Return the page."""
        yield Static(id="actions")

    def on_mount(self) -> None:
        """Look now, and again as time passes."""
        self.set_interval(BEAT_SECONDS, self._look)
        self._look()

    def on_resize(self) -> None:
        """Use the width there is."""
        self._look()

    def _look(self) -> None:
        state, play_ms = self._session.state, self._session.now().play_ms
        width = max(self.size.width - _MARGIN, _NARROWEST)
        shown = present.lines(
            *_list(Text("Statutory terms"), terms(state, play_ms), width),
            present.line(),
            *_list(Text("Actions"), actions(state, play_ms), width),
            present.line(),
            present.keys(
                ("T", Text("an action is done")),
                ("c", Text("a term is met")),
                ("esc", Text("back")),
            ),
        )
        page = self.query_one("#actions", Static)
        if page.content != shown:
            page.update(shown)


def _list(title: Text, rows: tuple[DeadlineRow, ...], width: int) -> Iterator[Content]:
    yield present.line((title, present.STRONG))
    if not rows:
        yield present.line((Text("  none"), present.QUIET))
    for row in rows:
        yield _line(row, width)


def _line(row: DeadlineRow, width: int) -> Content:
    sign, word = _STATES[row.state]
    room = max(width - _STATE_CELLS - _TIME_CELLS - _OWNER_CELLS - 3, 1)
    text = f"{row.text} ({row.id})"
    return present.line(
        present.fit(present.state(sign, word), _STATE_CELLS),
        " ",
        present.fit(present.line(_time(row)), _TIME_CELLS),
        " ",
        present.fit(present.line(row.owner or "–"), _OWNER_CELLS),
        " ",
        present.fit(present.line(text), room),
    )


def _time(row: DeadlineRow) -> AnyText:
    if row.done_play_ms is not None:
        return Text("at {time}", time=_minutes(row.done_play_ms))
    if row.left_ms is None:
        return Text("no time")
    if row.left_ms < 0:
        return Text("{time} too late", time=_minutes(-row.left_ms))
    return Text("{time} left", time=_minutes(row.left_ms))


def _minutes(length_ms: int) -> str:
    minutes = length_ms // MINUTE_MS
    return f"{minutes // 60}:{minutes % 60:02}"
