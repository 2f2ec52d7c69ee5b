"""The on-call board: a roster worked out for some weeks, as plain data.

It answers every instant of `valid`. Around that lies enough to tell when a gap began, until when a
duty lasts, and what the coming week brings. Nothing here needs the models, so that a board read
from the cache answers at once.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import DAY_MS, WEEK_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.handover import Handover, near_handover
from crisis_tui.roster.gaps import Gap, gap_times, gaps
from crisis_tui.roster.seats import PostStatus, Seat, status_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.roster.pool import PoolSpan
    from crisis_tui.roster.seats import DutyKind, Post, Segment

BEFORE_MS = WEEK_MS
AFTER_MS = 5 * WEEK_MS
"""How far a board looks back and ahead of the instants that it answers."""

_BLOCK_MS = 4 * WEEK_MS


def valid_block(at_ms: int) -> Interval:
    """Return the four weeks that the board of an instant answers, the same for all of them."""
    from_ms = at_ms - at_ms % _BLOCK_MS
    return Interval(from_ms, from_ms + _BLOCK_MS)


def board_window(valid: Interval) -> Interval:
    """Return the time that a board must hold to answer `valid`."""
    return Interval(valid.from_ms - BEFORE_MS, valid.until_ms + AFTER_MS)


class BoardRole(NamedTuple):
    """What a board tells of a role. `limit_ms` is how soon people must be there, None: no limit."""

    id: str
    title_nl: str
    title_en: str
    duty: DutyKind
    minimum: int
    limit_ms: int | None
    pool: tuple[PoolSpan, ...]

    def title(self, language: str) -> str:
        """Return the title in "nl" or "en"."""
        return self.title_en if language == "en" else self.title_nl


class Expiry(NamedTuple):
    """The instant from which a person no longer has a qualification that a role asks for."""

    person: str
    qualification: str
    at_ms: int


class Occupant(NamedTuple):
    """Somebody on a post; `until_ms` ends the unbroken duty, None if that is weeks away."""

    seat: Seat
    until_ms: int | None


class PostAt(NamedTuple):
    """A post at one instant. `gap` is the shortage it is in, with its whole length.

    `handover` is the next one, if it is so near that it matters who is called.
    """

    role: BoardRole
    status: PostStatus
    segment: Segment
    people: tuple[Occupant, ...]
    gap: Gap | None
    handover: Handover | None

    @property
    def usable(self) -> tuple[Occupant, ...]:
        """Return those who count."""
        return tuple(each for each in self.people if each.seat.cause is None)


class Ahead(NamedTuple):
    """What the coming days bring.

    `gap_count` counts unbroken shortages, `gaps` are cut by cause. `single` are required posts that
    one person's leaving would close: a pool no larger than the minimum.
    """

    gap_count: int
    gap_ms: int
    gaps: tuple[Gap, ...]
    single: tuple[str, ...]
    expiring: tuple[Expiry, ...]


class Board(NamedTuple):
    """A roster worked out for the time around `valid`.

    `names` are people's names by id. `unread` names (role, calendar file) whose duties are missing.
    `errors` counts the errors in the files: the board then holds what could be read.
    """

    roster: str
    organisation: str
    timezone: str
    valid: Interval
    roles: tuple[BoardRole, ...]
    posts: tuple[Post, ...]
    names: Mapping[str, str]
    expiries: tuple[Expiry, ...]
    unread: tuple[tuple[str, str], ...]
    errors: int

    def name(self, person: str) -> str:
        """Return a person's name, or the id if the roster does not know it."""
        return self.names.get(person, person)


def posts_at(board: Board, at_ms: int) -> tuple[PostAt, ...]:
    """Return every post at an instant of the board's `valid` time, in the roster's order."""
    return tuple(
        _post_at(role, post, at_ms) for role, post in zip(board.roles, board.posts, strict=True)
    )


def ahead(board: Board, at_ms: int, length_ms: int = WEEK_MS) -> Ahead:
    """Return what lies ahead of an instant of `valid`, five weeks at most."""
    window = Interval(at_ms, at_ms + min(length_ms, AFTER_MS))
    short = [
        part for post in board.posts for each in gap_times(post) if (part := each.overlap(window))
    ]
    found = [gap for post in board.posts for gap in gaps(post)]
    return Ahead(
        gap_count=len(short),
        gap_ms=sum(each.length_ms for each in short),
        gaps=tuple(
            sorted(
                (gap for gap in found if Interval(gap.from_ms, gap.until_ms).overlap(window)),
                key=lambda gap: (gap.from_ms, gap.role),
            )
        ),
        single=tuple(
            role.id
            for role, post in zip(board.roles, board.posts, strict=True)
            if _is_single(role, post, window)
        ),
        expiring=tuple(each for each in board.expiries if window.contains(each.at_ms)),
    )


def _post_at(role: BoardRole, post: Post, at_ms: int) -> PostAt:
    segment = post.at(at_ms)
    people = tuple(Occupant(seat, _duty_end_ms(post, seat, at_ms)) for seat in segment.seats)
    found = gaps(post) if segment.short else ()
    gap = next((each for each in found if each.from_ms <= at_ms < each.until_ms), None)
    status = status_of(segment, role.duty)
    return PostAt(role, status, segment, people, gap, near_handover(post, at_ms))


def _duty_end_ms(post: Post, seat: Seat, at_ms: int) -> int | None:
    """Return when the person's unbroken duty on the post ends, usable or not."""
    number = bisect_right(post.segments, at_ms, key=lambda each: each.from_ms)
    for segment in post.segments[number:]:
        if segment.from_ms > at_ms + AFTER_MS - DAY_MS:
            return None
        if all(each.person != seat.person for each in segment.seats):
            return segment.from_ms
    return None


def _is_single(role: BoardRole, post: Post, window: Interval) -> bool:
    required = any(
        segment.required and segment.from_ms < window.until_ms and segment.until_ms > window.from_ms
        for segment in post.segments
    )
    pool = next(span for span in role.pool if span.until_ms > window.from_ms)
    return required and len(pool.people) <= role.minimum
