"""The messages of a running exercise, with the oldest late one and the next one always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.messages import MessageState
from crisis_tui.i18n import _
from crisis_tui.tui import present
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult

    from crisis_tui.exercise.views.messages import MessageRow

STATES: dict[MessageState, tuple[State, Text]] = {
    MessageState.DONE: (State.GOOD, Text("done")),
    MessageState.LATE: (State.WARNING, Text("late")),
    MessageState.OPEN: (State.OPEN, Text("open")),
    MessageState.SOON: (State.COMING, Text("soon")),
    MessageState.PLANNED: (State.COMING, Text("planned")),
    MessageState.OVERDUE: (State.BAD, Text("overdue")),
    MessageState.HELD: (State.PAUSED, Text("held")),
    MessageState.WAITING: (State.SOFT, Text("waits")),
    MessageState.SKIPPED: (State.IDLE, Text("left out")),
    MessageState.VOIDED: (State.IDLE, Text("void")),
    MessageState.BRANCH: (State.BRANCH, Text("branch")),
    MessageState.BANK: (State.IDLE, Text("bank")),
}
MISSED = (State.BAD, Text("missed"))
"""Late, but overtaken by a later phase."""


class MessagePane(Vertical):
    """A strip of two lines above the list of all messages."""

    def compose(self) -> ComposeResult:
        """The strip and the list."""
        yield Static(id="now-late", classes="now")
        yield Static(id="now-next", classes="now")
        yield Table(
            Column(),
            Column(),
            Column(right=True),
            Column(least=4, keep=8),
            Column(least=10, grows=True),
            title=Text("Messages"),
            empty=Text("This scenario has no messages."),
            id="messages",
        )

    @property
    def table(self) -> Table:
        """The list."""
        return self.query_one("#messages", Table)

    def show(
        self,
        rows: Sequence[MessageRow],
        late_first: Sequence[str],
        next_id: str | None,
        deciding: Collection[str],
    ) -> None:
        """Show these messages; the ids of those that are late, the first one first."""
        by_id = {row.id: row for row in rows}
        self._strip("#now-late", by_id.get(late_first[0]) if late_first else None, late_first)
        self._strip("#now-next", by_id.get(next_id or ""), late_first)
        self.table.fill([_row(row, late_first, deciding) for row in rows])

    def _strip(self, selector: str, row: MessageRow | None, late: Sequence[str]) -> None:
        strip = self.query_one(selector, Static)
        strip.display = row is not None
        if row is None:
            return
        state, word = _state(row, late)
        line = present.line(
            " ",
            present.state(state, word),
            "  ",
            (row.id, present.STRONG),
            f" {_time(row)}  {' '.join(row.to[:3])}  ",
            row.title,
        )
        if strip.content != line:
            strip.update(line)


def _row(row: MessageRow, late: Sequence[str], deciding: Collection[str]) -> Row:
    state, word = _state(row, late)
    quiet = present.QUIET if state in {State.GOOD, State.IDLE, State.COMING, State.BRANCH} else ""
    mark = "? " if row.id in deciding else ""
    return Row(
        row.id,
        (
            present.state(state, word),
            present.line((row.id, present.STRONG if not quiet else "")),
            present.line((_time(row), quiet)),
            present.line((_roles(row.to), quiet)),
            present.line((mark, present.WARNING), (row.title, quiet)),
        ),
    )


def _state(row: MessageRow, late: Sequence[str]) -> tuple[State, Text]:
    if row.state is MessageState.LATE and row.id not in late:
        return MISSED
    return STATES[row.state]


def _time(row: MessageRow) -> str:
    """Return `0:26`: hours and minutes are enough to find a line."""
    if row.play_ms is None:
        return "–"
    minutes = row.play_ms // MINUTE_MS
    return f"{minutes // 60}:{minutes % 60:02}"


def _roles(roles: Sequence[str]) -> str:
    if len(roles) == 1:
        return roles[0]
    return _("{role} +{n}").format(role=roles[0], n=len(roles) - 1) if roles else ""

