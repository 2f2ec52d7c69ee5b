"""The log of a running exercise: the newest line at the bottom, in sight unless somebody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.log import LogKind
from crisis_tui.exercise.wording import KINDS as ENTRY_KINDS
from crisis_tui.tui import present
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.log import LogRow

NEWEST = 200
"""So many lines can be read back here; `crisis-tui log` shows them all."""
KINDS: dict[LogKind, Text] = {
    LogKind.ENTRY: Text("note"),
    LogKind.OBSERVATION: Text("observation"),
    LogKind.DECISION: Text("decision"),
    LogKind.ACTION: Text("action"),
    LogKind.MESSAGE: Text("message"),
    LogKind.PHASE: Text("phase"),
    LogKind.CLOCK: Text("clock"),
    LogKind.EXERCISE: Text("exercise"),
    LogKind.HANDOVER: Text("hand-over"),
}
PEOPLE_WROTE = {LogKind.ENTRY, LogKind.OBSERVATION, LogKind.DECISION, LogKind.ACTION}


class LogPane(Table):
    """Time, kind, who and what."""

    def __init__(self) -> None:
        """Make an empty log."""
        super().__init__(
            Column(right=True),
            Column(least=4, keep=7),
            Column(least=12, grows=True),
            title=Text("Log"),
            empty=Text("Nothing was written yet."),
            id="log",
        )

    def show(self, newest_first: Sequence[LogRow], *, reading: bool) -> None:
        """Show these lines; unless somebody is `reading`, the newest one is in sight."""
        rows = [_row(row) for row in reversed(newest_first)]
        self.fill(rows)
        if rows and not reading:
            self.choose(rows[-1].id)


def kind_of(row: LogRow) -> AnyText:
    """Return the word for the kind of a line."""
    return ENTRY_KINDS.get(row.entry_kind or "", KINDS[row.kind])


def _row(row: LogRow) -> Row:
    style = "" if row.kind in PEOPLE_WROTE and not row.retracted else present.QUIET
    who = f"{row.who}: " if row.kind is LogKind.ACTION else ""
    text = present.line((who, style), (row.text, style))
    if row.retracted:
        text = text.stylize("strike")
    minutes = row.play_ms // MINUTE_MS
    return Row(
        str(row.seq),
        (
            present.line((f"{minutes // 60}:{minutes % 60:02}", present.QUIET)),
            present.line((kind_of(row), present.SOFT if not style else style)),
            text,
        ),
    )
