"""What an edit does to the gaps of a roster: those that it opens, closes, makes worse or eases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, interval_set, total_ms
from crisis_tui.roster.gaps import Gap, gap_of, joined_gaps
from crisis_tui.roster.picture import aligned

if TYPE_CHECKING:
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
    opened: list[Gap] = []
    closed: list[Gap] = []
    worse: list[Interval] = []
    eased: list[Interval] = []
    for from_ms, until_ms, old, new in aligned(before.segments, after.segments):
        missing, then = old.short, new.short
        if missing == then:
            continue
        if not missing:
            opened.append(gap_of(after.role, new, from_ms, until_ms))
        elif not then:
            closed.append(gap_of(before.role, old, from_ms, until_ms))
        else:
            (worse if then > missing else eased).append(Interval(from_ms, until_ms))
    return RoleDifference(
        before.role,
        after.duty,
        joined_gaps(opened),
        joined_gaps(closed),
        interval_set(worse),
        interval_set(eased),
    )
