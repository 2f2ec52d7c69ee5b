"""One person, one post: matching against exhaustive search, and what the segments say."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.roster.matching import maximum_matching
from crisis_tui.roster.seats import status_of
from tests.roster.build import causes, post, role, rotation, shift, window, workforce

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = window("2026-03-03", "2026-03-04")
PEOPLE = "abcdefg"


def largest_fill(slots: Sequence[str], able: dict[str, list[str]]) -> int:
    """Try every order in which people can be put on the slots."""
    people = sorted({person for names in able.values() for person in names})
    padded = [*people, *(["-"] * len(slots))]
    return max(
        sum(person in able[slot] for slot, person in zip(slots, order, strict=False))
        for order in set(permutations(padded[: max(len(people), len(slots))], len(slots)))
    )


fills = st.dictionaries(
    st.sampled_from(["P", "Q", "R", "S"]),
    st.lists(st.sampled_from(PEOPLE[:5]), unique=True, max_size=5),
    min_size=1,
)


@settings(deadline=None)
@given(fills, st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_26_matching_is_as_large_as_can_be(able: dict[str, list[str]], counts: list[int]) -> None:
    slots = [name for name, count in zip(able, counts, strict=False) for _ in range(count)][:5]
    matching = maximum_matching(slots, able)
    assert len(matching) == largest_fill(slots, able)
    assert all(person in able[slot] for person, slot in matching.items())
    assert all(list(matching.values()).count(slot) <= slots.count(slot) for slot in slots)


TWO_POSTS = [role("OVDBZ"), role("LTBZ")]


def test_26_the_only_one_is_not_counted_twice() -> None:
    duties = [rotation(["anna"]), rotation(["anna"], "LTBZ")]
    force = workforce(TWO_POSTS, ["anna"], duties)
    first, second = post(force, DAY), post(force, DAY, "LTBZ")
    assert causes(first, "2026-03-03 12:00") == [None]
    assert causes(second, "2026-03-03 12:00") == ["on-other-post"]
    assert second.segments[0].seats[0].other_role == "OVDBZ"
    assert status_of(second.segments[0], "hard") == "empty"


def test_26_order_does_not_matter_where_both_can_be_filled() -> None:
    for names in (["anna", "bram"], ["bram", "anna"]):
        duties = [rotation([name]) for name in names] + [rotation(["anna"], "LTBZ")]
        force = workforce(TWO_POSTS, ["anna", "bram"], duties)
        assert [s.short for s in post(force, DAY).segments] == [0]
        assert [s.short for s in post(force, DAY, "LTBZ").segments] == [0]


def test_26_hard_duty_is_served_before_soft() -> None:
    duties = [rotation(["anna"]), rotation(["anna"], "LTBZ")]
    force = workforce([role("OVDBZ", duty="soft"), role("LTBZ")], ["anna"], duties)
    assert causes(post(force, DAY), "2026-03-03 12:00") == ["on-other-post"]
    assert causes(post(force, DAY, "LTBZ"), "2026-03-03 12:00") == [None]


def test_26_only_the_time_on_both_is_contested() -> None:
    duties = [rotation(["anna"]), shift("anna", "2026-03-03 09:00", "2026-03-03 11:00", "LTBZ")]
    found = post(workforce([role("LTBZ"), role("OVDBZ")], ["anna"], duties), DAY)
    assert [s.usable for s in found.segments] == [1, 0, 1]


def test_26_a_post_that_is_not_required_claims_nobody() -> None:
    duties = [rotation(["anna"]), rotation(["anna"], "LTBZ")]
    force = workforce([role("LTBZ", cover="none"), role("OVDBZ")], ["anna"], duties)
    assert causes(post(force, DAY), "2026-03-03 12:00") == [None]
