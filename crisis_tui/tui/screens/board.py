"""The on-call board as rows: a post, who fills it, how soon they are there, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text, Texts
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.content import Content

    from crisis_tui.tui.views import GapLine, OnCallView, PersonOnPost, PostLine


def post_rows(view: OnCallView) -> list[Row]:
    """Return a row for each person on each post, and one for each post without anybody."""
    return [row for post in view.posts for row in _rows_of(post, view.at)]


def _rows_of(post: PostLine, at: datetime) -> list[Row]:
    sign, word = words.POSTS[post.state]
    head = (
        present.state(sign, word),
        present.line((post.role, present.STRONG)),
        present.line((post.title, present.QUIET)),
    )
    if not post.people:
        who = post.cause if sign is State.BAD else "–"
        cells = (*head, present.line((who, sign.style)), present.line(), present.line())
        return [Row(f"{post.role}/", cells)]
    blank = tuple(present.line() for _ in head)
    return [
        Row(f"{post.role}/{person.id}", ((blank if index else head) + _person(person, at)))
        for index, person in enumerate(post.people)
    ]


def _person(person: PersonOnPost, at: datetime) -> tuple[Content, ...]:
    arrives = "" if person.arrive_ms is None else words.minutes(person.arrive_ms)
    note = person.note
    last = (note, present.WARNING) if note else (_until(person.until, at), present.QUIET)
    style = "" if person.usable else present.WARNING
    return present.line((person.name, style)), present.line(arrives), present.line(last)


def _until(until: datetime | None, at: datetime) -> Text:
    return Text("until {time}", time=words.soon(until, at)) if until else Text("no end")


def gap_row(index: int, gap: GapLine) -> Row:
    """Return a gap as a row whose id is its index."""
    length_ms = int((gap.until - gap.since).total_seconds() * 1000)
    return Row(
        str(index),
        (
            present.state(State.BAD),
            present.line((gap.role, present.STRONG)),
            present.line(f"{words.day_and_time(gap.since)} – {words.day_and_time(gap.until)}"),
            present.line((words.hours(length_ms), present.QUIET)),
            present.line((gap.cause, present.QUIET)),
        ),
    )


def gaps_title(gaps: Sequence[GapLine]) -> Text | Texts:
    """Return the heading of the gaps, with how many and how long."""
    if not gaps:
        return Text("Next 7 days")
    total = sum((gap.until - gap.since).total_seconds() for gap in gaps)
    return Texts(
        "Next 7 days: {n} gap ({time})",
        "Next 7 days: {n} gaps ({time})",
        len(gaps),
        time=words.hours(round(total / 60) * MINUTE_MS),
    )
