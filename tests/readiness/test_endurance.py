"""How long the posts of a scenario last: what is asked of whom when, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.readiness.assessment import assess
from crisis_tui.readiness.endurance import Endurance, Staffing, endurance, simple_plan, staffing_of
from crisis_tui.readiness.proposal import RefusedPlanError, proposal
from crisis_tui.readiness.shifts.checking import is_allowed
from crisis_tui.readiness.shifts.problem import Plan
from tests.readiness.rest_norms import rest_norms
from tests.readiness.scripts import script
from tests.roster.build import at, person, role, shift, workforce

if TYPE_CHECKING:
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

SHIFT_MS = 8 * HOUR_MS
DAY = ("2026-03-03 08:00", "2026-03-04 08:00")
NEXT = ("2026-03-04 08:00", "2026-03-06 08:00")


def force(pools: dict[str, str], **more: object) -> Workforce:
    names = sorted(set("".join(pools.values())))
    people = [person(n, roles=[r for r, pool in pools.items() if n in pool]) for n in names]
    roles = [role(name) for name in pools]
    return workforce(roles, people, norms=rest_norms(), **more)  # type: ignore[arg-type]


def asked(story: Script, crew: Workforce, until: str | None = None) -> tuple[Staffing, Endurance]:
    staffing = staffing_of(story, crew, SHIFT_MS, None if until is None else at(until))
    return staffing, endurance(staffing, crew, simple_plan(staffing))


def spans(staffing: Staffing, post: int = 0) -> list[tuple[float, float]]:
    """Return a post's shifts in hours after the start."""
    return [
        ((s.span.from_ms - at(DAY[0])) / HOUR_MS, (s.span.until_ms - at(DAY[0])) / HOUR_MS)
        for s in staffing.problem.shifts
        if s.post == post
    ]


def test_phases_do_not_begin_the_shifts_anew() -> None:
    story = script(
        ("2026-03-03 08:00", "2026-03-03 10:00", [{"role": "P"}]),
        ("2026-03-03 10:00", "2026-03-04 08:00", [{"role": "P"}]),
    )
    staffing, _ = asked(story, force({"P": "abcde"}), "2026-03-04 08:00")
    assert spans(staffing) == [(0, 8), (8, 16), (16, 24)]


def test_a_post_that_is_not_needed_for_a_while_begins_anew_and_takes_over_from_nobody() -> None:
    story = script(
        ("2026-03-03 08:00", "2026-03-03 10:00", [{"role": "P"}]),
        ("2026-03-03 10:00", "2026-03-03 15:00", []),
        ("2026-03-03 15:00", "2026-03-04 08:00", [{"role": "P"}]),
    )
    staffing, _ = asked(story, force({"P": "abcde"}), "2026-03-04 08:00")
    assert spans(staffing) == [(0, 2), (7, 15), (15, 23), (23, 24)]
    handovers = [s.span.from_ms - s.busy.from_ms for s in staffing.problem.shifts]
    assert [each // 60_000 for each in handovers] == [0, 0, 30, 30]


def test_a_need_that_lasts_to_the_end_goes_on_and_others_do_not() -> None:
    needs = [{"role": "P"}, {"role": "Q", "until": "10h"}]
    staffing, answer = asked(script((*DAY, needs)), force({"P": "abcde", "Q": "fghij"}))
    assert spans(staffing, 1) == [(0, 8), (8, 10)]
    assert spans(staffing)[-1][1] == 365 * 24
    assert answer.planned_until_ms == at(DAY[1])
    assert [post.sustained_ms for post in answer.posts] == [None, None]
    assert answer.lasts
    assert answer.proven


def test_a_crew_must_meet_what_all_phases_of_its_shift_ask() -> None:
    story = script(
        ("2026-03-03 08:00", "2026-03-03 10:00", [{"role": "P"}]),
        ("2026-03-03 10:00", "2026-03-04 08:00", [{"role": "P", "count": 2, "qualified": ["X"]}]),
    )
    staffing, _ = asked(story, force({"P": "abcde"}), "2026-03-04 08:00")
    assert staffing.slots[0].demand.people == 2
    assert staffing.slots[0].demand.requires == ("X",)


def test_planned_work_on_another_role_stands() -> None:
    crew = force({"P": "a", "Q": "a"}, duties=[shift("a", *DAY, on="Q")])
    _, answer = asked(script((*DAY, [{"role": "P"}])), crew)
    (post,) = answer.posts
    assert post.sustained_ms == 0
    assert post.broken is not None
    assert post.broken.seat is not None
    assert (post.broken.seat.cause, post.broken.seat.other_role) == ("on-other-post", "Q")


def test_standby_on_another_role_gives_way() -> None:
    duty = shift("a", *DAY, on="Q", **{"as": "standby"})
    _, answer = asked(script((*DAY, [{"role": "P"}])), force({"P": "a", "Q": "a"}, duties=[duty]))
    assert answer.sustained_ms == 8 * HOUR_MS


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["P", "Q", "R"]), st.text("abcdefgh", max_size=6), min_size=1)
)
def test_the_scenario_lasts_as_long_as_its_shortest_post_and_the_proposal_too(
    pools: dict[str, str],
) -> None:
    crew = force(pools)
    story = script((*NEXT, [{"role": name} for name in pools]))
    staffing, answer = asked(story, crew, "2026-03-18 08:00")
    times = [post.sustained_ms for post in answer.posts if post.sustained_ms is not None]
    assert answer.sustained_ms == min(times, default=None)
    if answer.at_most_ms is not None:
        assert answer.sustained_ms is not None
        assert answer.sustained_ms <= answer.at_most_ms
    plan = simple_plan(staffing).plan
    proposed = proposal(staffing, plan, answer)
    assert is_allowed(staffing.problem, plan.people[: len(proposed.shifts)])
    assert sum(load.shifts for load in proposed.loads) == len(proposed.shifts)
    assert all(each.people for each in proposed.shifts)


def test_a_plan_that_breaks_a_rule_is_never_proposed() -> None:
    staffing, answer = asked(script((*DAY, [{"role": "P"}])), force({"P": "abcde"}))
    wrong = simple_plan(staffing).plan.people[:1] * len(staffing.problem.shifts)
    with pytest.raises(RefusedPlanError):
        proposal(staffing, Plan(wrong), answer)


def test_the_nearest_to_working_is_who_rests_longest() -> None:
    _, answer = asked(script((*DAY, [{"role": "P"}])), force({"P": "ab"}))
    broken = answer.posts[0].broken
    assert broken is not None
    assert broken.at_ms == at("2026-03-04 00:00")
    assert broken.seat is not None
    assert (broken.seat.person, broken.seat.rule) == ("a", "atw-5.3-dagrust")
    assert {seat.person for seat in broken.others} == {"a", "b"}


def test_readiness_bends_a_rule_in_the_acute_phase_with_a_warning() -> None:
    needs = [{"role": "P", "shift": "12h"}]
    found = assess(script((*NEXT, needs)), force({"P": "abc"})).needs[0]
    assert found.status == "filled"
    assert found.gaps == ()
    rules = {each.rule for each in found.warnings}
    assert rules == {"atw-5.7-dienst", "atw-5.8-nachtdienst"}
    assert all(each.at_ms < at(NEXT[0]) + 2 * DAY_MS for each in found.warnings)


def test_after_the_acute_phase_the_same_is_a_gap() -> None:
    story = script((NEXT[0], "2026-03-07 08:00", [{"role": "P", "shift": "12h"}]))
    found = assess(story, force({"P": "abc"})).needs[0]
    assert found.gaps[0].from_ms == at("2026-03-06 08:00")
    assert found.impossible


def test_readiness_does_not_call_impossible_what_is_only_not_found() -> None:
    """Three people last six days; counting alone sees an end only after four weeks."""
    story = script(("2026-03-03 08:00", "2026-03-13 08:00", [{"role": "P", "shift": "8h"}]))
    found = assess(story, force({"P": "abc"})).needs[0]
    assert found.gaps[0].from_ms == at("2026-03-09 08:00")
    assert not found.impossible
    alone = assess(story, force({"P": "a"})).needs[0]
    assert alone.impossible
