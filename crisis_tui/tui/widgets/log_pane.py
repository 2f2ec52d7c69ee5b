"""The log of a running exercise: the newest line at the bottom, in sight unless somebody reads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.views.log import LogKind
from crisis_tui.exercise.wording import KINDS as ENTRY_KINDS
from crisis_tui.tui import present, words
from crisis_tui.tui.situation import NEWEST_LINES
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.views.log import LogRow

WRITTEN: dict[LogKind, Text] = {
    LogKind.OBSERVATION: Text("obs."),
    LogKind.RATING: Text("rating"),
    LogKind.DECISION: Text("decision"),
    LogKind.ANSWER: Text("answer"),
    LogKind.QUESTION: Text("question"),
    LogKind.ACTION: Text("action"),
}
"""The kinds of lines that people wrote, besides those of `state.ENTRY_KINDS`."""


class LogPane(Table):
    """Time, kind, who and what."""

    def __init__(self) -> None:
        """Make an empty log."""
        super().__init__(
            Column(right=True),
            Column(keep=7),
            Column(least=12, grows=True),
            empty=Text("Nothing was written yet."),
            id="log",
        )
        self._made = lru_cache(maxsize=2 * NEWEST_LINES)(_row)

    def show(self, newest_first: Sequence[LogRow], *, reading: bool) -> None:
        """Show these lines; unless somebody is `reading`, the newest one is in sight."""
        rows = [self._made(row) for row in reversed(newest_first)]
        self.fill(rows)
        if rows and not reading:
            self.choose(rows[-1].id)


def kind_of(row: LogRow) -> AnyText:
    """Return the word for a line that somebody wrote; what happened speaks for itself."""
    return ENTRY_KINDS.get(row.entry_kind or "", WRITTEN.get(row.kind, ""))


def _row(row: LogRow) -> Row:
    kind = kind_of(row)
    style = "" if kind and not row.retracted else present.QUIET
    who = f"{row.who}: " if row.kind is LogKind.ACTION else ""
    text = present.line((who, style), (row.text, style))
    if row.retracted:
        text = text.stylize("strike")
    return Row(
        str(row.seq),
        (
            present.line((words.play_minute(row.play_ms), present.QUIET)),
            present.line((kind, style or present.SOFT)),
            text,
        ),
    )
