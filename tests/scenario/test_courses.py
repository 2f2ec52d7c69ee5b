"""A story from many starts: worked out for few, right for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.scenario.courses import courses
from tests.readiness.test_heatmap import started, story
from tests.roster.build import at

if TYPE_CHECKING:
    from crisis_tui.basis.parts import Part
    from crisis_tui.scenario.model import Scenario
    from crisis_tui.scenario.script import Script

YEAR = 366 * 24


def after_start(script: Script) -> list[tuple[int, int]]:
    start_ms = script.story_start_ms
    return [
        (phase.start_story_ms - start_ms, phase.until_story_ms - start_ms)
        for phase in script.phases
    ]


def told(*times: str) -> Part[Scenario]:
    return story(*({"story": time} for time in times))


def test_no_starts() -> None:
    part = told("D1 08:00")
    assert list(courses(started(part, 0), lambda at_ms: started(part, at_ms), [])) == []


def test_a_year_of_hours_is_worked_out_a_few_times() -> None:
    part = told("D1 08:00", "D2 08:00", "D100 08:00")
    worked_out: list[int] = []

    def script_at(start_ms: int) -> Script:
        worked_out.append(start_ms)
        return started(part, start_ms)

    starts = [at("2026-01-01") + hour * HOUR_MS for hour in range(YEAR)]
    found = list(courses(started(part, starts[0]), script_at, starts))
    assert sorted(start for _, same in found for start in same) == starts
    assert len(worked_out) < 60


@settings(max_examples=50, deadline=None)
@given(
    hours=st.lists(st.integers(0, 100), min_size=1, max_size=4).map(sorted),
    minute=st.sampled_from([0, 30, 59]),
    near=st.sampled_from(["2026-03-29", "2026-10-25", "2026-07-01"]),
    step=st.sampled_from([HOUR_MS, HOUR_MS // 4, 7 * HOUR_MS]),
)
def test_every_start_runs_as_if_worked_out_for_itself(
    hours: list[int], minute: int, near: str, step: int
) -> None:
    part = told("D1 08:00", *(f"D{1 + (8 + h) // 24} {(8 + h) % 24:02}:{minute:02}" for h in hours))
    starts = [at(near) + number * step for number in range(-40, 40)]
    found = courses(started(part, starts[0]), lambda at_ms: started(part, at_ms), starts)
    seen = [(start, after_start(script)) for script, same in found for start in same]
    assert sorted(seen) == [(start, after_start(started(part, start))) for start in starts]
