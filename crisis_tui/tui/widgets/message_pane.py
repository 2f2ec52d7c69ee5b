"""The messages of a running exercise, with the oldest late one and the next one always in sight."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Vertical

from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.messages import MessageState
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.situation import MOST_ROWS
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.messages import MessageRow
    from crisis_tui.tui.situation import Shown

STATES: dict[MessageState, tuple[State, Text]] = {
    MessageState.DONE: (State.GOOD, Text("done")),
    MessageState.LATE: (State.WARNING, Text("late")),
    MessageState.OPEN: (State.OPEN, Text("open")),
    MessageState.SOON: (State.COMING, Text("soon")),
    MessageState.PLANNED: (State.COMING, Text("planned")),
    MessageState.OVERDUE: (State.BAD, Text("overdue")),
    MessageState.HELD: (State.PAUSED, Text("on hold")),
    MessageState.WAITING: (State.SOFT, Text("waits")),
    MessageState.SKIPPED: (State.IDLE, Text("left out")),
    MessageState.VOIDED: (State.IDLE, Text("void")),
    MessageState.BRANCH: (State.BRANCH, Text("if")),
    MessageState.BANK: (State.IDLE, Text("bank")),
}
STATE_WIDTH = 10
MISSED = (State.BAD, Text("missed"))
"""Late, but overtaken by a later phase."""


class MessagePane(Vertical):
    """All messages; the most urgent late one and the next one are pinned above them."""

    def __init__(self) -> None:
        """Make an empty pane."""
        super().__init__()
        self._made = lru_cache(maxsize=2 * MOST_ROWS)(_row)

    def compose(self) -> ComposeResult:
        """Make the list."""
        yield Table(
            Column(),
            Column(keep=8),
            Column(least=8, grows=True),
            empty=Text("This scenario has no messages."),
            id="messages",
        )

    @property
    def table(self) -> Table:
        """The list."""
        return self.query_one("#messages", Table)

    def show(self, shown: Shown) -> None:
        """Show these messages."""
        following = next((row for row in shown.rows if row.id == shown.next_inject), None)
        pressing = [row for row in (shown.first_late, following) if row is not None]
        self.table.fill(
            [self._made(_line(row, shown)) for row in shown.rows],
            pinned=[self._made(_line(row, shown)) for row in pressing],
        )


class _Line(NamedTuple):
    """All that a line of the list shows; time moves on without changing most of them."""

    id: str
    state: State
    word: Text
    time: str
    roles: str
    title: str
    decides: bool
    when: AnyText


def _line(row: MessageRow, shown: Shown) -> _Line:
    state, word = _state(row, shown.late)
    when = shown.conditions.get(row.id, "") if row.state is MessageState.BRANCH else ""
    decides = row.id in shown.deciding
    return _Line(row.id, state, word, _time(row), _roles(row.to), row.title, decides, when)


def _row(line: _Line) -> Row:
    grey = line.state in {State.GOOD, State.IDLE, State.COMING, State.BRANCH}
    quiet = present.QUIET if grey else ""
    mark = "? " if line.decides else ""
    name = (line.id, "" if grey else present.STRONG)
    state = present.fit(present.state(line.state, line.word), STATE_WIDTH)
    joint = " · " if line.when else ""
    return Row(
        line.id,
        (
            present.line(state, " ", name),
            present.line((f"{line.time} {line.roles}", quiet)),
            present.line((mark, present.WARNING), line.when, joint, (line.title, quiet)),
        ),
    )


def _state(row: MessageRow, late: frozenset[str]) -> tuple[State, Text]:
    if row.state is MessageState.LATE and row.id not in late:
        return MISSED
    return STATES[row.state]


def _time(row: MessageRow) -> str:
    return "–" if row.play_ms is None else words.play_minute(row.play_ms)


def _roles(roles: Sequence[str]) -> str:
    if len(roles) == 1:
        return roles[0]
    return f"{roles[0]}+{len(roles) - 1}" if roles else ""
