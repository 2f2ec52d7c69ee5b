"""Gaps of a post with their causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, interval_set
from crisis_tui.roster.seats import Cause, Seat, gap_cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.roster.seats import Post, Segment


class Gap(NamedTuple):
    """A time in which a post is short for one cause; `seats` are those who do not count then."""

    role: str
    from_ms: int
    until_ms: int
    cause: Cause
    seats: tuple[Seat, ...]


def gaps(post: Post) -> tuple[Gap, ...]:
    """Return the post's gaps in order, cut where the cause of anybody changes."""
    return joined_gaps(_gaps(post))


def _gaps(post: Post) -> Iterator[Gap]:
    """Yield a gap for each short segment; crews come back, so each is looked at once."""
    known: dict[tuple[int, int, bool], tuple[Cause, tuple[Seat, ...]] | None] = {}
    for segment in post.segments:
        from_ms, until_ms, required, planned, seats = segment
        if not required:
            continue
        key = (required, id(seats), planned)
        if key not in known:
            failing = tuple(seat for seat in seats if seat.cause is not None)
            known[key] = (gap_cause(segment), failing) if segment.short else None
        why = known[key]
        if why is not None:
            yield Gap(post.role, from_ms, until_ms, *why)


def gap_of(role: str, segment: Segment, from_ms: int, until_ms: int) -> Gap:
    """Return the gap that a short segment, or a part of it, is."""
    failing = tuple(seat for seat in segment.seats if seat.cause is not None)
    return Gap(role, from_ms, until_ms, gap_cause(segment), failing)


def joined_gaps(found: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return gaps in order with neighbours of the same causes made one."""
    result: list[Gap] = []
    for gap in found:
        if result and result[-1].until_ms == gap.from_ms and _alike(result[-1], gap):
            result[-1] = result[-1]._replace(until_ms=gap.until_ms)
        else:
            result.append(gap)
    return tuple(result)


def _alike(first: Gap, second: Gap) -> bool:
    """Tell whether the same people do not count for the same reasons; arrivals may differ."""
    if first.seats is second.seats:
        return first.cause == second.cause

    def key(gap: Gap) -> tuple[object, ...]:
        return gap.cause, [
            (seat.person, seat.cause, seat.lacking, seat.other_role, seat.rule)
            for seat in gap.seats
        ]

    return key(first) == key(second)


def gap_times(post: Post) -> IntervalSet:
    """Return when the post is short, whatever the cause."""
    return interval_set(
        Interval(segment.from_ms, segment.until_ms) for segment in post.segments if segment.short
    )
