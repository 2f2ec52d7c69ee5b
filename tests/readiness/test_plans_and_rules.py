"""What a planner of shifts makes is judged by the rest rules that judge a roster."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.instants import Interval, utc_datetime
from crisis_tui.files.library import Library
from crisis_tui.files.norm_files import load_norms
from crisis_tui.files.workspace import sample_workspace
from crisis_tui.readiness.relief import ReliefNeed, relief
from crisis_tui.roster.rest.evaluation import RuleBreach, rest_report
from crisis_tui.roster.sweep import Demand
from tests.roster.build import at, person, role, shift, workforce

NORMS = load_norms(sample_workspace(), Library()).model
"""The shipped norms."""


def spelled(at_ms: int) -> str:
    return f"{utc_datetime(at_ms):%Y-%m-%d %H:%M}Z"


def judged(pool: str, start: str, days: int, shift_hours: int) -> tuple[RuleBreach, ...]:
    """Plan a post in shifts, write the plan down as a roster, and ask the rest rules."""
    assert NORMS is not None
    strict = [norm for norm in NORMS.items if norm.counts != "acute-phase"]
    people = [person(who, roles=["R"]) for who in pool]
    force = workforce([role("R")], people)
    force.norms = NORMS.model_copy(update={"items": tuple(strict)})
    span = Interval(at(start), at(start) + days * DAY_MS)
    need = ReliefNeed(Demand("R", 1, (span,), (), None), span, shift_hours * HOUR_MS)
    (shifts,) = relief([need], force, {}, None).shifts
    duties = [
        shift(who, spelled(each.span.from_ms), spelled(each.span.until_ms), on=f"R-{who}")
        for each in shifts
        for who in each.people
    ]
    written = workforce([role("R")], people, duties)
    written.norms = force.norms
    return rest_report(written, Interval(span.from_ms, span.until_ms + 7 * DAY_MS)).breaches


@settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["abc", "abcd", "abcdef"]),
    st.sampled_from(["2026-03-03 08:00", "2026-03-27 06:00", "2026-10-20 23:00"]),
    st.integers(1, 40),
    st.sampled_from([6, 8, 12]),
)
def test_who_is_planned_breaks_no_rule(pool: str, start: str, days: int, hours: int) -> None:
    assert judged(pool, start, days, hours) == ()


@pytest.mark.parametrize("hours", [8, 12])
def test_sixteen_weeks_over_a_clock_change(hours: int) -> None:
    assert judged("abcdef", "2026-02-02 07:00", 120, hours) == ()
