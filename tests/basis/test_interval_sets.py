"""Sets of instants against sets of integers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.interval_sets import (
    IntervalSet,
    difference,
    intersection,
    interval_set,
    parts_within,
    total_ms,
)
from crisis_tui.basis.times import Interval

intervals = st.lists(st.builds(Interval, st.integers(0, 30), st.integers(0, 30)), max_size=8)


def instants(intervals: list[Interval] | IntervalSet) -> set[int]:
    return {at for item in intervals for at in range(item.from_ms, item.until_ms)}


def is_normal(result: IntervalSet) -> bool:
    return all(item.from_ms < item.until_ms for item in result) and all(
        first.until_ms < second.from_ms for first, second in pairwise(result)
    )


@given(intervals)
def test_a_set_holds_what_any_interval_holds(items: list[Interval]) -> None:
    result = interval_set(items)
    assert instants(result) == instants(items)
    assert is_normal(result)
    assert total_ms(result) == len(instants(items))


@given(intervals, intervals)
def test_intersection_and_difference_are_those_of_sets(
    first: list[Interval], second: list[Interval]
) -> None:
    one, other = interval_set(first), interval_set(second)
    assert instants(intersection(one, other)) == instants(one) & instants(other)
    assert instants(difference(one, other)) == instants(one) - instants(other)
    assert is_normal(intersection(one, other))
    assert is_normal(difference(one, other))


@given(intervals, st.integers(0, 30), st.integers(1, 30))
def test_the_parts_in_a_window_are_its_intersection(
    items: list[Interval], from_ms: int, length_ms: int
) -> None:
    window = Interval(from_ms, from_ms + length_ms)
    found = interval_set(items)
    assert parts_within(found, window) == intersection(found, (window,))
