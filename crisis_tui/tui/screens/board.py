"""The on-call board as rows: a post, who fills it, how soon they are there, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, Texts
from crisis_tui.i18n import _, ngettext
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.widgets.table import Row

if TYPE_CHECKING:
    from datetime import datetime

    from textual.content import Content

    from crisis_tui.tui.views import GapLine, OnCallView, PersonOnPost, PostLine


EMPTY_TAIL = (present.line(), present.line())
URGENCY = (State.BAD, State.WARNING, State.SOFT, State.GOOD, State.IDLE)


def post_rows(view: OnCallView) -> list[Row]:
    """Return a row for each person on each post, the worst posts first.

    Posts that nobody asks for at this hour share one line at the end.
    """
    asked = [post for post in view.posts if post.state != "not-required"]
    asked.sort(key=lambda post: URGENCY.index(words.POSTS[post.state][0]))
    rest = len(view.posts) - len(asked)
    rows = [row for post in asked for row in _rows_of(post, view.at)]
    return [*rows, _not_now(rest)] if rest else rows


def _not_now(count: int) -> Row:
    empty = present.line()
    others = Texts("{n} other", "{n} others", count)
    said = present.line(
        (others, present.QUIET), " ", (words.POSTS["not-required"][1], present.QUIET)
    )
    return Row("", (present.state(State.IDLE), empty, empty, said, *EMPTY_TAIL), dead=True)


def _rows_of(post: PostLine, at: datetime) -> list[Row]:
    sign, word = words.POSTS[post.state]
    head = (
        present.state(sign, word),
        present.line((post.role, present.STRONG)),
        present.line((post.title, present.QUIET)),
    )
    if not post.people:
        until = words.soon(post.cause_until, at) if post.cause_until else ""
        tail = (present.line(), present.line((until, present.QUIET)))
        cells = (*head, present.line((post.cause or "–", sign.style)), *tail)
        return [Row(f"{post.role}/", cells)]
    blank = tuple(present.line() for _ in head)
    return [
        Row(f"{post.role}/{person.id}", ((blank if index else head) + _person(person, at)))
        for index, person in enumerate(post.people)
    ]


def _person(person: PersonOnPost, at: datetime) -> tuple[Content, ...]:
    arrives = "" if person.arrive_ms is None else words.minutes(person.arrive_ms)
    note = person.note
    until = words.soon(person.until, at) if person.until else Text("no end")
    last = (note, present.WARNING) if note else (until, present.QUIET)
    style = "" if person.usable else present.WARNING
    return present.line((person.name, style)), present.line(arrives), present.line(last)


def gap_row(index: int, gap: GapLine) -> Row:
    """Return a gap as a row whose id is its index."""
    length_ms = int((gap.until - gap.since).total_seconds() * 1000)
    return Row(
        str(index),
        (
            present.state(State.BAD),
            present.line((gap.role, present.STRONG)),
            present.line(words.span(gap.since, gap.until)),
            present.line((words.hours(length_ms), present.QUIET)),
            present.line((gap.cause, present.QUIET)),
        ),
    )


def gaps_title(view: OnCallView) -> str:
    """Return the heading of the gaps: how many, how long, and posts that hang on one person."""
    if view.gap_count:
        said = ngettext("{n} gap ({length})", "{n} gaps ({length})", view.gap_count)
        parts = [said.format(n=view.gap_count, length=words.hours(view.gap_ms))]
    else:
        parts = [_("no gaps")]
    if view.single:
        said = ngettext("{n} post on one person", "{n} posts on one person", len(view.single))
        parts.append(said.format(n=len(view.single)) + f" ({', '.join(view.single)})")
    return _("Next 7 days: {parts}").format(parts=", ".join(parts))
