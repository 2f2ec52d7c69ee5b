"""Sets of instants as sorted, disjoint, non-touching half-open intervals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

IntervalSet = tuple[Interval, ...]


def interval_set(intervals: Iterable[Interval]) -> IntervalSet:
    """Return the union of any intervals; empty and reversed ones hold no instant."""
    result: list[Interval] = []
    for interval in sorted(item for item in intervals if item.from_ms < item.until_ms):
        if result and interval.from_ms <= result[-1].until_ms:
            until_ms = max(result[-1].until_ms, interval.until_ms)
            result[-1] = Interval(result[-1].from_ms, until_ms)
        else:
            result.append(interval)
    return tuple(result)


def intersection(first: IntervalSet, second: IntervalSet) -> IntervalSet:
    """Return the instants in both sets, in one pass."""
    result: list[Interval] = []
    i = j = 0
    while i < len(first) and j < len(second):
        common = first[i].overlap(second[j])
        if common is not None:
            result.append(common)
        if first[i].until_ms < second[j].until_ms:
            i += 1
        else:
            j += 1
    return tuple(result)


def difference(first: IntervalSet, second: IntervalSet) -> IntervalSet:
    """Return the instants of the first set that are not in the second."""
    result: list[Interval] = []
    j = 0
    for interval in first:
        from_ms = interval.from_ms
        while j < len(second) and second[j].until_ms <= from_ms:
            j += 1
        k = j
        while k < len(second) and second[k].from_ms < interval.until_ms:
            if from_ms < second[k].from_ms:
                result.append(Interval(from_ms, second[k].from_ms))
            from_ms = max(from_ms, second[k].until_ms)
            k += 1
        if from_ms < interval.until_ms:
            result.append(Interval(from_ms, interval.until_ms))
    return tuple(result)


def parts_within(intervals: IntervalSet, window: Interval) -> IntervalSet:
    """Return the parts of a set that lie in a window; much faster than `intersection` if few do."""
    first = bisect_right(intervals, window.from_ms, key=lambda each: each.until_ms)
    last = bisect_left(intervals, window.until_ms, key=lambda each: each.from_ms)
    inside = (each.overlap(window) for each in intervals[first:last])
    return tuple(each for each in inside if each is not None)


def total_ms(intervals: IntervalSet) -> int:
    """Return how long the set is, in milliseconds."""
    return sum(interval.length_ms for interval in intervals)
