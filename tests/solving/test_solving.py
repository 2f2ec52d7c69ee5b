"""The solver's relief rosters: against every plan there is, and against counting."""

from __future__ import annotations

import threading
from itertools import count, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.readiness.shifts.bounds import bounds, earliest
from crisis_tui.readiness.shifts.checking import breaches, is_allowed, misplaced
from crisis_tui.readiness.shifts.greedy import fill, latest_break
from tests.readiness.rest_norms import BASIC, rest_norms
from tests.readiness.shift_problems import START, break_ms, latest_break_ms, problem
from tests.roster.build import at

pytest.importorskip("ortools.sat", reason="the optional extra [solver] is not installed")

from crisis_tui.readiness.shifts.greedy import Filled
from crisis_tui.readiness.shifts.problem import Plan, Problem
from crisis_tui.solving.model import ReliefModel
from crisis_tui.solving.running import Run, run
from crisis_tui.solving.search import Progress, Solved, solve

LONG_ENOUGH = 20.0
AT_ONCE = 0.3
"""Seconds for questions whose answer need not be final."""

pools_of_two = st.dictionaries(
    st.sampled_from(["P", "Q"]),
    st.sets(st.sampled_from("abcd"), max_size=4).map(sorted),
    min_size=1,
)


def solved(whole: Problem, seconds: float = LONG_ENOUGH, *, evenly: bool = False) -> Solved:
    """Solve with a clock that counts looks, so that a test does not depend on the machine."""
    looks = count()
    known = fill(whole, latest_break)
    return solve(whole, known, seconds, lambda: next(looks) / 1e6, lambda _: None, evenly=evenly)


def checked(whole: Problem, found: Solved) -> int | None:
    """Return when the plan breaks, after looking whether it may be worked."""
    assert not misplaced(whole, found.filled.plan)
    assert all(each.warning for each in breaches(whole, found.filled.plan))
    return break_ms(whole, found.filled)


@settings(max_examples=30, deadline=None)
@given(
    pools_of_two,
    st.sampled_from([8, 12]),
    st.sampled_from([True, False]),
    st.sampled_from([BASIC, None]),
)
def test_no_plan_lasts_longer_than_the_solvers(
    pools: dict[str, list[str]],
    shift_hours: int,
    crisis: bool,  # noqa: FBT001 - hypothesis gives it
    names: tuple[str, ...] | None,
) -> None:
    norms = rest_norms() if names is None else rest_norms(names)
    whole = problem(pools, 2, shift_hours, norms=norms, crisis=crisis)
    found = solved(whole)
    best_ms = latest_break_ms(whole)
    assert checked(whole, found) == best_ms
    assert found.at_most_ms == best_ms


@settings(max_examples=12, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["P", "Q", "R"]),
        st.sets(st.sampled_from("abcdefg"), min_size=2).map(sorted),
        min_size=1,
    ),
    st.sampled_from([8, 12]),
)
def test_simple_plan_solver_and_count_are_in_order(
    pools: dict[str, list[str]], shift_hours: int
) -> None:
    whole = problem(pools, 9, shift_hours, crisis=True)
    found = solved(whole, AT_ONCE)
    simple_ms = break_ms(whole, fill(whole, latest_break))
    solver_ms = checked(whole, found)
    bound = earliest(bounds(whole))
    assert simple_ms is None or solver_ms is None or simple_ms <= solver_ms
    assert solver_ms is None or simple_ms is not None
    assert bound is None or (solver_ms is not None and solver_ms <= bound.at_ms)
    assert found.at_most_ms is None or solver_ms is not None


@settings(max_examples=10, deadline=None)
@given(st.sets(st.sampled_from("abcd"), min_size=1, max_size=3).map(sorted), st.integers(0, 23))
def test_one_person_more_never_shortens_it(pool: list[str], hour: int) -> None:
    start_ms = at(f"2026-03-03 {hour:02}:00")
    fewer = problem({"P": pool}, 12, start_ms=start_ms)
    more = problem({"P": [*pool, "z"]}, 12, start_ms=start_ms)
    first, second = solved(fewer), solved(more)
    assert first.at_most_ms == break_ms(fewer, first.filled)
    later_ms = break_ms(more, second.filled)
    assert later_ms is None or later_ms >= (first.at_most_ms or 0)


def test_three_people_last_until_one_of_them_needs_the_weekly_rest() -> None:
    """With two left a post cannot be kept: of three, nobody can rest 36 hours before that."""
    found = solved(problem({"P": list("abc")}, 27))
    assert found.at_most_ms is not None
    assert found.at_most_ms == START + 144 * HOUR_MS


def test_the_solver_finds_what_simple_means_do_not() -> None:
    """Four posts' worth of people who can do this and that, and only one way to lay it."""
    pools = {"P": list("abcde"), "Q": list("defgh"), "R": list("ghia")}
    whole = problem(pools, 14)
    simple_ms = break_ms(whole, fill(whole, latest_break))
    found_ms = checked(whole, solved(whole))
    assert simple_ms is not None
    assert found_ms is None or found_ms >= simple_ms


@pytest.mark.parametrize("start", ["2026-03-25 09:10", "2026-10-21 17:30"])
def test_long_plans_keep_nights_averages_and_the_wall_clock(start: str) -> None:
    """Five weeks: the average of four, series of nights, and a night when the clocks change."""
    whole = problem({"P": list("abcdef")}, 35, start_ms=at(start))
    found = run(ReliefModel(whole, len(whole.shifts), strict=True), LONG_ENOUGH, lambda: None)
    assert found.people is not None
    assert is_allowed(whole, found.people)


def test_a_loose_model_without_a_plan_proves_that_there_is_none() -> None:
    whole = problem({"P": list("ab")}, 1)
    for strict in (False, True):
        found = run(ReliefModel(whole, 3, strict=strict), LONG_ENOUGH, lambda: None)
        assert found.people is None
        assert found.is_final


def test_too_few_people_need_no_search() -> None:
    whole = problem({"P": []}, 1)
    model = ReliefModel(whole, 1)
    assert not model.is_possible
    assert run(model, LONG_ENOUGH, lambda: None).is_final
    assert solved(whole).at_most_ms == START


def test_work_is_spread_evenly() -> None:
    whole = problem({"P": list("abcdef")}, 4)
    found = solved(whole, evenly=True)
    assert found.fair
    worked = [sum(name in people for people in found.filled.plan.people) for name in "abcdef"]
    nights = [
        sum(
            name in people and shift.night
            for shift, people in zip(whole.shifts, found.filled.plan.people, strict=True)
        )
        for name in "abcdef"
    ]
    assert max(worked) - min(worked) == 0
    assert max(nights) - min(nights) <= 1


def test_no_rule_is_bent_that_need_not_be() -> None:
    whole = problem({"P": list("abcd")}, 3, crisis=True)
    assert not breaches(whole, solved(whole, evenly=True).filled.plan)


def test_the_same_question_has_the_same_answer() -> None:
    whole = problem({"P": list("abcd"), "Q": list("bcde")}, 6)
    assert solved(whole) == solved(whole)


def test_without_time_the_known_plan_stands() -> None:
    whole = problem({"P": list("abc"), "Q": list("cde")}, 14)
    known = fill(whole, latest_break)
    found = solve(whole, known, 0.0, count().__next__, lambda _: None)
    assert found.filled == known
    bound = earliest(bounds(whole))
    assert found.at_most_ms == (None if bound is None else bound.at_ms)


def test_it_tells_how_far_it_is_and_only_comes_closer() -> None:
    whole = problem({"P": list("abcd"), "Q": list("cdef")}, 20)
    told: list[Progress] = []
    looks = count()
    solve(whole, fill(whole, latest_break), LONG_ENOUGH, lambda: next(looks) / 1e6, told.append)
    assert told
    far = 1 << 62
    for earlier, later in pairwise(told):
        assert (later.at_least_ms or far) >= (earlier.at_least_ms or far)
        assert (later.at_most_ms or far) <= (earlier.at_most_ms or far)


def test_ctrl_c_ends_the_search_and_keeps_the_best() -> None:
    whole = problem({"P": list("abc"), "Q": list("cde")}, 14)
    known = fill(whole, latest_break)

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    before = threading.active_count()
    found = solve(whole, known, LONG_ENOUGH, lambda: 0.0, stop)
    assert found.filled == known
    assert not found.fair
    assert threading.active_count() == before


def test_a_plan_that_breaks_a_rule_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that answers nonsense changes nothing."""
    from crisis_tui.solving import search

    whole = problem({"P": list("abc"), "Q": list("cde")}, 14)
    known = fill(whole, latest_break)

    def nonsense(model: ReliefModel, *_: object) -> Run:
        return Run(tuple(("a",) for _ in model.shifts), is_final=True)

    monkeypatch.setattr(search, "run", nonsense)
    assert solved(whole).filled == known


def test_a_known_plan_of_nothing_is_improved() -> None:
    whole = problem({"P": list("abcd")}, 3)
    nothing = Filled(Plan(tuple(() for _ in whole.shifts)), dict.fromkeys(range(9), ()))
    looks = count()
    found = solve(
        whole, nothing, LONG_ENOUGH, lambda: next(looks) / 1e6, lambda _: None, evenly=False
    )
    assert checked(whole, found) is None


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_absences_are_kept(data: st.DataObject) -> None:
    days = data.draw(st.lists(st.integers(3, 8), min_size=2, max_size=3))
    away = {
        name: [{"from": f"2026-03-{day:02} 00:00", "until": f"2026-03-{day + 2:02} 12:00"}]
        for name, day in zip("abc", days, strict=False)
    }
    whole = problem({"P": list("abcd")}, 5, away=away)
    assume(any(len(shift.able) < 4 for shift in whole.shifts))
    found = solved(whole)
    checked(whole, found)
    bound = earliest(bounds(whole))
    assert bound is None or (found.at_most_ms is not None and found.at_most_ms <= bound.at_ms)
