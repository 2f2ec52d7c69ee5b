"""Relief in shifts: every plan keeps every rule, and enough people are enough."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, WEEK_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.relief import ReliefNeed, StaffedShift, relief
from crisis_tui.roster.sweep import Demand
from tests.readiness.rest_norms import BASIC, rest_norms
from tests.roster.build import at, person, role, window, workforce

START = at("2026-03-03 08:00")
RULES = rest_norms(BASIC)


def plan(
    pools: dict[str, list[str]], days: int, shift_hours: int = 8, people: int = 1
) -> dict[str, tuple[StaffedShift, ...]]:
    """Return the shifts of each role, staffed by its pool."""
    everybody = sorted({name for pool in pools.values() for name in pool})
    force = workforce(
        [role(name) for name in pools],
        [
            person(who, roles=[name for name, pool in pools.items() if who in pool])
            for who in everybody
        ],
        norms=RULES,
    )
    span = Interval(START, START + days * DAY_MS)
    needs = [
        ReliefNeed(Demand(name, people, (span,), (), None), span, shift_hours * HOUR_MS)
        for name in pools
    ]
    return dict(zip(pools, relief(needs, force, {}, None).shifts, strict=True))


def work_of(plans: dict[str, tuple[StaffedShift, ...]]) -> dict[str, list[Interval]]:
    found: dict[str, list[Interval]] = {}
    for shifts in plans.values():
        for shift in shifts:
            for name in shift.people:
                found.setdefault(name, []).append(shift.span)
    return {name: sorted(spans) for name, spans in found.items()}


def keeps_the_rules(spans: list[Interval]) -> bool:
    """Read the rules aloud, at every shift's end, over all that was worked."""
    before = [Interval(START - 20 * WEEK_MS, START - 20 * WEEK_MS)]
    for number, shift in enumerate(spans):
        until = shift.until_ms
        if number and shift.from_ms - spans[number - 1].until_ms < 11 * HOUR_MS:
            return False
        for weeks, limit in ((1, 60), (4, 4 * 55), (16, 16 * 48)):
            stretch = Interval(until - weeks * WEEK_MS, until)
            parts = [part for each in spans if (part := each.overlap(stretch))]
            if sum(part.length_ms for part in parts) > limit * HOUR_MS:
                return False
        week_from = until - WEEK_MS
        ends = [max(each.until_ms, week_from) for each in [*before, *spans[:number]]]
        starts = [max(each.from_ms, week_from) for each in [*spans[: number + 1]]]
        if max(start - end for end, start in zip(ends, starts, strict=True)) < 36 * HOUR_MS:
            return False
    return True


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1), min_size=1, max_size=3),
    st.integers(1, 30),
    st.sampled_from([4, 6, 8, 12]),
)
def test_whoever_is_planned_keeps_every_rule(
    pools: list[set[str]], days: int, shift_hours: int
) -> None:
    named = {f"R{number}": sorted(pool) for number, pool in enumerate(pools)}
    plans = plan(named, days, shift_hours)
    for spans in work_of(plans).values():
        assert keeps_the_rules(spans)
    for name, shifts in plans.items():
        assert all(set(shift.people) <= set(named[name]) for shift in shifts)
        assert shifts[0].span.from_ms == START
        assert shifts[-1].span.until_ms == START + days * DAY_MS


@pytest.mark.parametrize(
    ("pool", "days", "shift_hours"),
    [("abc", 3, 8), ("abcd", 28, 8), ("abcde", 112, 8), ("abcde", 56, 12), ("ab", 1, 12)],
)
def test_enough_people_last(pool: str, days: int, shift_hours: int) -> None:
    shifts = plan({"R": list(pool)}, days, shift_hours)["R"]
    assert all(shift.people for shift in shifts)


@pytest.mark.parametrize(
    ("pool", "days", "shift_hours"), [("ab", 2, 8), ("abc", 28, 8), ("a", 1, 8)]
)
def test_too_few_people_do_not_last(pool: str, days: int, shift_hours: int) -> None:
    shifts = plan({"R": list(pool)}, days, shift_hours)["R"]
    empty = [shift for shift in shifts if not shift.people]
    assert empty
    assert {seat.cause for seat in empty[0].others} == {"resting"}
    assert {seat.person for seat in empty[0].others} == set(pool)


def test_nobody_works_two_posts_at_once() -> None:
    plans = plan({"P": ["a", "b", "c"], "Q": ["a", "b", "c"]}, 1)
    assert all(keeps_the_rules(spans) for spans in work_of(plans).values())
    first = [shifts[0].people for shifts in plans.values()]
    assert first[0] != first[1]


def test_two_on_a_post_are_two_people() -> None:
    shifts = plan({"R": list("abcdefgh")}, 7, people=2)["R"]
    assert {len(set(shift.people)) for shift in shifts} == {2}


def test_the_absent_are_not_planned() -> None:
    away = [{"from": "2026-03-03 08:00", "until": "2026-03-05 08:00"}]
    force = workforce(
        [role("R")],
        [person("a", roles=["R"], away=away), person("b", roles=["R"])],
        norms=RULES,
    )
    span = window("2026-03-03 08:00", "2026-03-04 08:00")
    need = ReliefNeed(Demand("R", 1, (span,), (), None), span, 8 * HOUR_MS)
    shifts = relief([need], force, {}, None).shifts[0]
    assert [shift.people for shift in shifts] == [("b",), (), ()] or shifts[2].people == ("b",)
    assert {seat.cause for seat in shifts[1].others} == {"away", "resting"}
