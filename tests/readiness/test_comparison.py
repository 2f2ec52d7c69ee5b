"""Two rosters side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.comparison import compare_coverage, compare_readiness
from crisis_tui.roster.seats import status_of
from tests.readiness.scripts import script
from tests.readiness.test_heatmap import WINTER, rosters
from tests.roster.build import at, person, role, rotation, shift, window, workforce

if TYPE_CHECKING:
    from crisis_tui.readiness.comparison import RoleComparison
    from crisis_tui.roster.seats import Post
    from crisis_tui.roster.workforce import Workforce

DAY = ("2026-03-03", "2026-03-04")
Hours = tuple[int, int]


def duty(*spans: Hours, **more: object) -> Workforce:
    """Return a roster with anna on duty in these hours of a day."""
    shifts = [shift("anna", f"2026-03-03 {a:02}:00", f"2026-03-03 {b:02}:00") for a, b in spans]
    return workforce([role("OVDBZ", **more)], ["anna"], shifts)


def hours(times: tuple[Interval, ...]) -> list[Hours]:
    midnight = at(DAY[0])
    return [tuple((at_ms - midnight) // HOUR_MS for at_ms in each) for each in times]  # type: ignore[misc]


def compared(first: Workforce, second: Workforce) -> RoleComparison:
    (found,) = compare_coverage(first, second, window(*DAY))
    return found


def test_the_same_roster_is_the_same() -> None:
    found = compared(duty((8, 12)), duty((8, 12)))
    assert (found.outcome, found.better, found.worse) == ("same", (), ())


def test_gaps_that_open_and_close() -> None:
    found = compared(duty((8, 12)), duty((10, 14)))
    assert (hours(found.better), hours(found.worse)) == ([(12, 14)], [(8, 10)])
    assert found.outcome == "mixed"
    assert found.first is not None
    assert found.second is not None
    assert found.first.gap_ms == found.second.gap_ms


def test_better_alone_and_worse_alone() -> None:
    assert compared(duty((8, 12)), duty((8, 13))).outcome == "better"
    assert compared(duty((8, 12)), duty((8, 11))).outcome == "worse"


def test_certain_is_better_than_probable() -> None:
    found = compared(duty((8, 12), duty="soft"), duty((8, 12)))
    assert (hours(found.better), found.worse) == ([(8, 12)], ())


def test_fewer_missing_is_better_within_a_gap() -> None:
    found = compared(duty((8, 12), minimum=3), duty((8, 12), minimum=2))
    assert hours(found.better) == [(0, 24)]


def test_what_only_one_asks_for_is_neither_better_nor_worse() -> None:
    office = {"weekdays": "Mon-Sun", "from": "08:00", "until": "16:00"}
    found = compared(duty(), duty(cover=office))
    assert (found.outcome, hours(found.dropped)) == ("same", [(0, 8), (16, 24)])
    assert hours(compared(duty(cover=office), duty()).added) == [(0, 8), (16, 24)]


def test_roles_of_one_side_only() -> None:
    first = workforce([role("OVDBZ"), role("LTBZ")])
    second = workforce([role("HCC"), role("LTBZ")])
    found = compare_coverage(first, second, window(*DAY))
    assert [each.role for each in found] == ["OVDBZ", "LTBZ", "HCC"]
    sides = [(each.first is not None, each.second is not None) for each in found]
    assert sides == [(True, False), (True, True), (False, True)]
    assert [each.outcome for each in found] == ["same"] * 3


def test_the_same_scenario_on_both() -> None:
    needs = [{"role": "OVDBZ", "from": "8h", "until": "12h"}, {"role": "OVDBZ", "until": "10h"}]
    found = compare_readiness(duty((8, 12)), duty((8, 11)), script((*DAY, needs)))
    assert (found.first.verdict, found.second.verdict) == ("not-ready", "not-ready")
    assert [each.outcome for each in found.needs] == ["worse", "same"]
    assert hours(found.needs[0].worse) == [(11, 12)]


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ({}, {"duty": "soft"}, "worse"),
        ({"duty": "soft"}, {}, "better"),
        ({}, {"requires": ["BOB"]}, "worse"),
        ({}, {"minimum": 3}, "same"),
    ],
)
def test_a_need_on_another_kind_of_duty(
    before: dict[str, object], after: dict[str, object], outcome: str
) -> None:
    needs = [{"role": "OVDBZ", "from": "8h", "until": "12h"}]
    rosters = duty((8, 12), **before), duty((8, 12), **after)
    (found,) = compare_readiness(*rosters, script((*DAY, needs))).needs
    assert found.outcome == outcome


def test_one_of_two_is_better_than_none_of_two() -> None:
    needs = [{"role": "OVDBZ", "count": 2}]
    one = workforce(people=[person("anna")], duties=[rotation(["anna"])])
    (found,) = compare_readiness(workforce(), one, script((*DAY, needs))).needs
    assert found.outcome == "better"
    (back,) = compare_readiness(one, workforce(), script((*DAY, needs))).needs
    assert back.outcome == "worse"


RANKS = ("filled", "probable")


def rank(post: Post, at_ms: int) -> int | None:
    """Return the same as a number, the slow way: 2 certain, 1 probable, else 0 less who misses."""
    segment = post.at(at_ms)
    status = status_of(segment, post.duty)
    if status == "not-required":
        return None
    if status in RANKS:
        return 2 - RANKS.index(status)
    return -(segment.required - sum(seat.cause is None for seat in segment.seats))


@settings(max_examples=40, deadline=None)
@given(first=rosters(WINTER), second=rosters(WINTER), minute=st.integers(0, 48 * 60 - 1))
def test_each_instant_is_judged_on_its_own(
    first: Workforce, second: Workforce, minute: int
) -> None:
    days = Interval(at(WINTER) - 24 * HOUR_MS, at(WINTER) + 24 * HOUR_MS)
    at_ms = days.from_ms + minute * 60_000
    found = compare_coverage(first, second, days)
    for each, before, after in zip(found, first.posts(days), second.posts(days), strict=True):
        ranks = rank(before, at_ms), rank(after, at_ms)
        signs = [
            any(span.contains(at_ms) for span in times)
            for times in (each.better, each.worse, each.dropped, each.added)
        ]
        both = None not in ranks
        assert signs == [
            both and (ranks[1] or 0) > (ranks[0] or 0),
            both and (ranks[1] or 0) < (ranks[0] or 0),
            ranks[0] is not None and ranks[1] is None,
            ranks[0] is None and ranks[1] is not None,
        ]
