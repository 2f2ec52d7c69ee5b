from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise.trail import BLOCK, Trail


def trail_of(items: list[int]) -> Trail[int]:
    trail: Trail[int] = Trail()
    for item in items:
        trail = trail.and_(item)
    return trail


@given(st.lists(st.integers(), max_size=3 * BLOCK), st.integers())
def test_it_reads_like_a_list_from_both_ends(items: list[int], more: int) -> None:
    trail = trail_of(items)
    longer = trail.and_(more)
    assert list(trail) == items
    assert list(trail.newest_first()) == items[::-1]
    assert len(trail) == len(items)
    assert list(longer) == [*items, more]
    assert trail == trail_of(items)
    assert trail != longer


def test_block_ends_are_no_seams() -> None:
    for size in (BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK):
        assert list(trail_of(list(range(size)))) == list(range(size))
