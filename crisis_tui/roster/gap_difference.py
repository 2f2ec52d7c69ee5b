"""What an edit does to the gaps of a roster: those that it opens, closes, makes worse or eases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, difference, interval_set, total_ms
from crisis_tui.roster.gaps import Gap, gap_times, gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.roster.picture import Picture
    from crisis_tui.roster.seats import DutyKind, Post


class RoleDifference(NamedTuple):
    """One role before and after, all of it within the window.

    `opened` and `closed` are gaps that are there only after or only before, cut by cause: those
    opened with the cause that they have after, those closed with the one that they had. `worse` and
    `eased` are times in gaps of both, with more or fewer people missing than before.
    """

    role: str
    duty: DutyKind
    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    worse: IntervalSet
    eased: IntervalSet


class GapDifference(NamedTuple):
    """All roles whose gaps differ, in the roster's order."""

    roles: tuple[RoleDifference, ...]

    @property
    def opened(self) -> tuple[IntervalSet, ...]:
        """Return when gaps open, role by role, whatever the cause."""
        return tuple(times_of(role.opened) for role in self.roles)

    @property
    def closed(self) -> tuple[IntervalSet, ...]:
        """Return when gaps close, role by role, whatever the cause."""
        return tuple(times_of(role.closed) for role in self.roles)

    @property
    def harms(self) -> bool:
        """Tell whether anything gets worse anywhere."""
        return any(role.opened or role.worse for role in self.roles)


def times_of(found: tuple[Gap, ...]) -> IntervalSet:
    """Return when there are gaps, neighbours of different causes joined."""
    return interval_set(Interval(gap.from_ms, gap.until_ms) for gap in found)


def count_and_length(times: tuple[IntervalSet, ...]) -> tuple[int, int]:
    """Return how many unbroken gaps there are, and how long they are together (ms)."""
    return sum(map(len, times)), sum(map(total_ms, times))


def gap_difference(before: Picture, after: Picture) -> GapDifference:
    """Compare two pictures of one window; only posts that are not the same are looked at."""
    both = (
        (post, after.posts[name])
        for name, post in before.posts.items()
        if name in after.posts and after.posts[name] is not post
    )
    found = (_role_difference(*posts) for posts in both)
    return GapDifference(tuple(each for each in found if any(each[2:])))


def _role_difference(before: Post, after: Post) -> RoleDifference:
    old, new = gap_times(before), gap_times(after)
    lasting = difference(new, difference(new, old))
    return RoleDifference(
        before.role,
        after.duty,
        opened=tuple(_within(gaps(after), difference(new, old))),
        closed=tuple(_within(gaps(before), difference(old, new))),
        worse=_more_missing(after, before, lasting),
        eased=_more_missing(before, after, lasting),
    )


def _within(found: tuple[Gap, ...], times: IntervalSet) -> Iterator[Gap]:
    """Yield the parts of gaps that lie in the times."""
    number = 0
    for gap in found:
        while number < len(times) and times[number].until_ms <= gap.from_ms:
            number += 1
        for time in times[number:]:
            if time.from_ms >= gap.until_ms:
                break
            from_ms, until_ms = max(gap.from_ms, time.from_ms), min(gap.until_ms, time.until_ms)
            yield gap._replace(from_ms=from_ms, until_ms=until_ms)


def _more_missing(more: Post, fewer: Post, times: IntervalSet) -> IntervalSet:
    """Return when more people are missing from one post than from the other."""
    return interval_set(
        Interval(from_ms, until_ms)
        for time in times
        for from_ms, until_ms in _steps(more, fewer, time)
        if more.at(from_ms).short > fewer.at(from_ms).short
    )


def _steps(first: Post, second: Post, time: Interval) -> Iterator[tuple[int, int]]:
    """Yield the parts of a time in which neither post changes."""
    at_ms = time.from_ms
    while at_ms < time.until_ms:
        until_ms = min(first.at(at_ms).until_ms, second.at(at_ms).until_ms, time.until_ms)
        yield at_ms, until_ms
        at_ms = until_ms
