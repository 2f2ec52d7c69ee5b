"""The log at a seat with room for it: what was written down and what happened, newest last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.tui import present, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from crisis_tui.exercise.views.log import LogRow

MOST_LINES = 10


def log_lines(newest_first: Sequence[LogRow]) -> Content:
    """Return the last lines of the log below a title; nothing without any."""
    rows = list(reversed(newest_first[:MOST_LINES]))
    if not rows:
        return present.line()
    return present.lines(present.line((Text("Log"), present.STRONG)), *map(_line, rows))


def _line(row: LogRow) -> Content:
    style = "strike" if row.retracted else ""
    return present.line(
        (f"{words.play_minute(row.play_ms)} ", present.QUIET),
        (f"{row.who}: ", present.QUIET),
        (row.text, style),
    )
