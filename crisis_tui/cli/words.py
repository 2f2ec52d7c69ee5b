"""States, times and columns for the commands that print to people."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from crisis_tui.i18n import render
from crisis_tui.readiness.wording import POST_TEXTS
from crisis_tui.time_words import clock, day, day_and_time, hours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crisis_tui.roster.seats import PostStatus

__all__ = [
    "clock",
    "columns",
    "day",
    "hours",
    "moment",
    "post_glyph",
    "post_state",
    "shortened",
    "span",
    "width",
]

_GLYPHS: dict[PostStatus, str] = {
    "filled": "✓",
    "probable": "~",
    "short": "✗",
    "late": "!",
    "unqualified": "✗",
    "empty": "✗",
    "not-required": "·",
}


def post_state(status: PostStatus) -> str:
    """Return a post's state as glyph and word."""
    return f"{_GLYPHS[status]} {render(POST_TEXTS[status])}"


def post_glyph(status: PostStatus) -> str:
    """Return a post's state as a glyph, where a legend or a word stands nearby."""
    return _GLYPHS[status]


def moment(at: datetime, *, year: bool = False) -> str:
    """Return `za 21 nov 22:14`, or `za 21 nov 2026 22:14`."""
    return f"{day(at)} {at.year} {clock(at)}" if year else day_and_time(at)


def span(start: datetime, end: datetime, length_ms: int) -> str:
    """Return `di 3 mrt 22:00 – wo 4 mrt 07:00 (9 u 00)`."""
    return f"{moment(start)} – {moment(end)} ({hours(length_ms)})"


def width(text: str) -> int:
    """Return how many cells a terminal needs."""
    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def shortened(text: str, room: int) -> str:
    """Return the text in at most `room` cells, an ellipsis for what does not fit."""
    if width(text) <= room:
        return text
    while text and width(text) > room - 1:
        text = text[:-1]
    return text + "…"


def columns(cells: Sequence[tuple[str, int]]) -> str:
    """Return texts in columns of these widths, one space apart; too long ones are shortened."""
    fitted = ((shortened(text, room), room) for text, room in cells)
    return " ".join(text + " " * (room - width(text)) for text, room in fitted).rstrip()
