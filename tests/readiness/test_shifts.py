"""Planning shifts: histories against the rules read aloud, bounds and plans against every plan."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.readiness.shifts.bounds import bounds, components, earliest
from crisis_tui.readiness.shifts.checking import breaches, broken_rules, is_allowed, misplaced
from crisis_tui.readiness.shifts.greedy import fill, first_breaks, latest_break
from crisis_tui.readiness.shifts.history import History
from crisis_tui.readiness.shifts.parts import merged, part_of
from crisis_tui.readiness.shifts.problem import Plan, Problem, Shift
from tests.readiness.rest_norms import BASIC, rest_norms
from tests.readiness.shift_problems import START, break_ms, latest_break_ms, problem
from tests.roster.build import at

small_pools = st.dictionaries(
    st.sampled_from(["P", "Q"]),
    st.sets(st.sampled_from("abcd"), max_size=4).map(sorted),
    min_size=1,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 89), min_size=1, max_size=60, unique=True).map(sorted),
    st.sampled_from([6, 8, 10, 12]),
    st.sampled_from([30, 90]),
)
def test_a_history_says_what_the_rules_say(numbers: list[int], shift_hours: int, days: int) -> None:
    whole = problem({"P": ["a"]}, days, shift_hours)
    history = History(whole.rules)
    worked: list[Shift] = []
    for number in numbers:
        shift = whole.shifts[number % len(whole.shifts)]
        if worked and shift.busy.from_ms < worked[-1].busy.until_ms:
            continue
        broken = set(broken_rules(whole.rules, worked, shift))
        said = history.broken(shift)
        assert (said is None) == (not broken)
        assert said is None or said in broken
        if not broken or number % 3:
            history.add(shift)
            worked.append(shift)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=3, max_size=40, unique=True).map(sorted))
def test_a_shift_goes_in_and_out_of_a_history_in_its_place(numbers: list[int]) -> None:
    whole = problem({"P": ["a"]}, 70)
    history, worked = History(whole.rules), []
    for number in numbers:
        if history.free_ms <= whole.shifts[number].busy.from_ms:
            history.add(whole.shifts[number])
            worked.append(whole.shifts[number])
    taken = worked[len(worked) // 2]
    history.remove(taken)
    without = [each for each in worked if each != taken]
    assert history.shifts == without
    fits = not any(
        each == taken or each.busy.from_ms > taken.busy.from_ms
        for number, each in enumerate(worked)
        if [*broken_rules(whole.rules, worked[:number], each)]
        and each.busy.from_ms >= taken.busy.from_ms
    )
    assert history.accepts(taken) == fits
    assert history.shifts == (worked if fits else without)
    if not fits:
        history.put_back(taken)
    assert history.shifts == worked
    assert history.work_ms == sum(each.work_ms for each in worked)


def test_an_hour_in_the_night_is_no_night_shift_more_is() -> None:
    def nights(start: str) -> list[bool]:
        whole = problem({"P": ["a"]}, 1, start_ms=at(start))
        return [shift.night for shift in whole.shifts]

    assert nights("2026-03-03 09:00") == [False, False, True]
    assert nights("2026-03-03 09:01") == [False, True, True]


def test_nights_follow_the_clock_on_the_wall() -> None:
    """In the night of 29 March 2026 the clock goes from 2 to 3: 23:00-07:00 lasts seven hours."""
    whole = problem({"P": ["a"]}, 2, start_ms=at("2026-03-28 07:00"))
    ends = [(shift.span.until_ms, shift.night, shift.rest_ms // HOUR_MS) for shift in whole.shifts]
    assert ends[2] == (at("2026-03-29 08:00"), True, 14)
    assert ends[3] == (at("2026-03-29 16:00"), False, 11)


def test_who_relieves_comes_earlier() -> None:
    first, second, _ = problem({"P": ["a"]}, 1).shifts
    assert first.busy == first.span
    assert second.span.from_ms - second.busy.from_ms == 30 * 60_000


@settings(max_examples=50, deadline=None)
@given(small_pools, st.sampled_from([8, 12]), st.sampled_from([True, False]))
def test_simple_plan_and_count_hold_the_best_plan_between_them(
    pools: dict[str, list[str]],
    shift_hours: int,
    crisis: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    whole = problem(pools, 2, shift_hours, crisis=crisis)
    best_ms = latest_break_ms(whole)
    filled = fill(whole, latest_break)
    bound = earliest(bounds(whole))
    found_ms = break_ms(whole, filled)
    assert not misplaced(whole, filled.plan)
    assert all(each.warning for each in breaches(whole, filled.plan))
    if best_ms is None:
        assert bound is None
    else:
        assert found_ms is not None
        assert found_ms <= best_ms
        assert bound is None or bound.at_ms >= best_ms


@pytest.mark.parametrize(
    ("pool", "days", "rules"),
    [
        ("", 0, {None}),
        ("a", 1, {"atw-5.3-dagrust", "atw-5.9-werk-per-etmaal"}),
        ("ab", 2, {"atw-5.3-dagrust", "atw-5.9-werk-per-etmaal"}),
        ("abc", 28, {"atw-5.7-week", "atw-5.7-vier-weken"}),
    ],
)
def test_counting_alone_bounds_a_small_pool(pool: str, days: int, rules: set[str | None]) -> None:
    bound = earliest(bounds(problem({"P": list(pool)}, 60)))
    assert bound is not None
    assert bound.at_ms <= START + days * DAY_MS
    assert bound.rule in rules


def test_a_whole_year_needs_five_people_and_counting_does_not_object() -> None:
    whole = problem({"P": list("abcde")}, 365)
    filled = fill(whole, latest_break)
    assert not filled.obstacles
    assert not bounds(whole)


def test_four_people_have_too_many_nights_for_so_much_work() -> None:
    """28 nights each in 16 weeks: then 40 hours a week are the most, and 44 are asked for."""
    bound = earliest(bounds(problem({"P": list("abcd")}, 200)))
    assert bound is not None
    assert bound.rule == "atw-5.8-gemiddelde-nachtdienst"
    assert START + 100 * DAY_MS < bound.at_ms <= START + 112 * DAY_MS


def test_posts_that_live_off_one_pool_are_counted_together() -> None:
    """Four people last for either post, not for both."""
    whole = problem({"P": list("abcd"), "Q": list("abcd")}, 30)
    found = bounds(whole)
    assert earliest(found, 0) is None
    both = earliest(found)
    assert both is not None
    assert both.posts == {0, 1}
    assert both.at_ms < START + 2 * DAY_MS


def test_nobody_works_longer_than_a_shift_may_last() -> None:
    """Twelve hours and the handover are more than twelve hours; counting proves it."""
    whole = problem({"P": list("abcdefgh")}, 7, 12)
    bound = earliest(bounds(whole))
    assert bound is not None
    assert bound.at_ms == START + 12 * HOUR_MS
    assert bound.rule == "atw-5.7-dienst"


def test_in_the_acute_phase_a_rule_is_bent_where_nothing_else_fills_the_post() -> None:
    crew = {"P": list("abcdefgh")}
    whole = problem(crew, 7, 12, crisis=True)
    filled = fill(whole, latest_break)
    assert break_ms(whole, filled) == START + 48 * HOUR_MS
    found = breaches(whole, Plan(filled.plan.people))
    assert {each.rule for each in found} == {"atw-5.7-dienst", "atw-5.8-nachtdienst"}
    assert all(each.warning for each in found)


def test_in_the_acute_phase_nobody_works_two_shifts_on_end() -> None:
    """One person works eight hours and not forty-eight, two take no turns of eight hours."""
    for pool, hours in (("a", 8), ("ab", 16)):
        whole = problem({"P": list(pool)}, 3, crisis=True)
        assert break_ms(whole, fill(whole, latest_break)) == START + hours * HOUR_MS


def test_in_the_acute_phase_a_rest_may_be_shorter() -> None:
    whole = problem({"P": ["a", "b"]}, 3, 12, crisis=True)
    filled = fill(whole, latest_break)
    assert break_ms(whole, filled) == START + 48 * HOUR_MS
    assert {each.rule for each in breaches(whole, filled.plan)} == {
        "atw-5.7-dienst",
        "atw-5.8-nachtdienst",
        "atw-5.8-na-nachtdienst",
    }


def test_no_rule_is_bent_where_somebody_rested_is_there() -> None:
    whole = problem({"P": list("abc")}, 2, crisis=True)
    assert not breaches(whole, fill(whole, latest_break).plan)


def test_after_three_nights_comes_a_long_rest() -> None:
    """Nights 00-08, then a shift by day 46 hours later or not."""
    norms = rest_norms(crew_overlap="0m")
    whole = problem({"P": ["a"]}, 7, norms=norms, start_ms=at("2026-03-03 00:00"))
    nights = [whole.shifts[number] for number in (0, 3, 6)]
    day_after, two_later = whole.shifts[10], whole.shifts[13]
    history = History(whole.rules)
    for each in nights:
        history.add(each)
    assert history.broken(day_after) == "atw-5.8-na-reeks"
    assert list(broken_rules(whole.rules, nights, day_after)) == ["atw-5.8-na-reeks"]
    assert history.broken(two_later) is None
    assert history.broken(whole.shifts[9]) is None  # a fourth night


def test_a_partner_is_relieved_by_its_own_organisation() -> None:
    whole = problem({"P": ["a"]}, 30, kind="partner")
    assert not fill(whole, latest_break).obstacles
    assert not bounds(whole)


def test_a_mayor_is_planned_by_the_same_rules() -> None:
    whole = problem({"P": ["a"]}, 30, kind="administrator")
    assert break_ms(whole, fill(whole, latest_break)) == START + 8 * HOUR_MS


def test_the_absent_work_nothing() -> None:
    away = {"a": [{"from": "2026-03-03 08:00", "until": "2026-03-10 08:00"}]}
    whole = problem({"P": list("abcdef")}, 7, away=away)
    filled = fill(whole, latest_break)
    assert not filled.obstacles
    assert not any("a" in people for people in filled.plan.people)


@pytest.mark.parametrize(
    ("people", "place"),
    [
        ((("a",), ("a",), ("b",)), "rest"),
        ((("z",), ("a",), ("b",)), "stranger"),
        ((("a", "b"), ("c",), ("b",)), "too many"),
        (((), ("a",), ("b",)), "nobody"),
    ],
)
def test_the_check_refuses(people: tuple[tuple[str, ...], ...], place: str) -> None:
    whole = problem({"P": list("abc")}, 1)
    assert is_allowed(whole, (("a",), ("b",), ("c",)))
    assert not is_allowed(whole, people), place


def test_the_check_refuses_two_posts_at_once() -> None:
    whole = problem({"P": list("ab"), "Q": list("ab")}, 1 / 3)
    assert is_allowed(whole, (("a",), ("b",)))
    assert not is_allowed(whole, (("a",), ("a",)))


def test_posts_that_share_nobody_are_planned_apart_and_laid_together() -> None:
    whole = problem({"P": list("abc"), "Q": list("def"), "R": list("fgh")}, 4)
    groups = components(whole.pools())
    assert sorted(map(sorted, groups)) == [[0], [1, 2]]
    filled = fill(whole, latest_break)
    parts = [part_of(whole, filled, posts) for posts in groups]
    assert merged(whole, parts) == filled


@settings(max_examples=15, deadline=None)
@given(small_pools, st.integers(1, 12))
def test_a_plan_goes_on_from_its_beginning(pools: dict[str, list[str]], count: int) -> None:
    whole = problem(pools, 6)
    filled = fill(whole, latest_break)
    first = min(first_breaks(whole, filled).values(), default=len(whole.shifts))
    assume(first)
    kept = filled.plan.people[: min(count, first)]
    again = fill(whole, latest_break, Plan(kept))
    assert again.plan.people[: len(kept)] == kept
    assert not misplaced(whole, again.plan)
    assert not breaches(whole, again.plan)


def test_without_norms_everybody_works_around_the_clock() -> None:
    whole: Problem = problem({"P": ["a"]}, 30, norms=[])
    assert not fill(whole, latest_break).obstacles


def test_basic_norms_know_no_nights() -> None:
    whole = problem({"P": list("ab")}, 20, 12, norms=rest_norms(BASIC))
    assert not any(shift.night for shift in whole.shifts)
