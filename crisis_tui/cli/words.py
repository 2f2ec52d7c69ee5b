"""States, times and columns for the commands that print to people."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.i18n import _, render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from crisis_tui.roster.seats import PostStatus

_POSTS: dict[PostStatus, tuple[str, Text]] = {
    "filled": ("✓", Text("filled")),
    "probable": ("~", Text("probable")),
    "short": ("✗", Text("short")),
    "late": ("!", Text("late")),
    "unqualified": ("✗", Text("unqualified")),
    "empty": ("✗", Text("empty")),
    "not-required": ("·", Text("not required")),
}


def post_state(status: PostStatus) -> str:
    """Return a post's state as glyph and word."""
    glyph, word = _POSTS[status]
    return f"{glyph} {render(word)}"


def post_glyph(status: PostStatus) -> str:
    """Return a post's state as a glyph, where a legend or a word stands nearby."""
    return _POSTS[status][0]


def day(moment: date) -> str:
    """Return `za 21 nov`."""
    weekdays = _("mon tue wed thu fri sat sun").split()
    months = _("jan feb mar apr may jun jul aug sep oct nov dec").split()
    return f"{weekdays[moment.weekday()]} {moment.day} {months[moment.month - 1]}"


def moment(at: datetime, *, year: bool = False) -> str:
    """Return `za 21 nov 22:14`, or `za 21 nov 2026 22:14`."""
    return f"{day(at)}{f' {at.year}' if year else ''} {clock(at)}"


def clock(at: datetime) -> str:
    """Return `22:14`, or `22:14:30` where it is not a whole minute."""
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def span(start: datetime, end: datetime, length_ms: int) -> str:
    """Return `di 3 mrt 22:00 – wo 4 mrt 07:00 (9 u 00)`."""
    return f"{moment(start)} – {moment(end)} ({hours(length_ms)})"


def hours(duration_ms: int) -> str:
    """Return a duration as `9 h 05`, from two days on as `6 d 4 h`, below an hour as `12 min`."""
    if duration_ms < MINUTE_MS:
        return _("{n} s").format(n=duration_ms // 1000)
    if duration_ms < HOUR_MS:
        return _("{n} min").format(n=duration_ms // MINUTE_MS)
    if duration_ms >= 2 * DAY_MS:
        days, rest = divmod(duration_ms, DAY_MS)
        return _("{days} d {hours} h").format(days=days, hours=rest // HOUR_MS)
    whole, rest = divmod(duration_ms, HOUR_MS)
    return _("{hours} h {minutes:02}").format(hours=whole, minutes=rest // MINUTE_MS)


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
