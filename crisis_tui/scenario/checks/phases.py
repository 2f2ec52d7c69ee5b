"""T230, T231, T232: phases that nothing starts, and what the plan takes for granted of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.basis.times import story_time_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.script import PlannedPhase


def check(case: Case) -> Iterator[Finding]:
    """Report phases without a way to begin, and those whose place in the story is a guess."""
    before = None
    for planned in case.script.phases:
        yield from _ways(case, planned)
        if _is_guess(before, planned):
            yield _assumed(case, planned)
        before = planned


def _ways(case: Case, planned: PlannedPhase) -> Iterator[Finding]:
    phase = planned.phase
    timed = phase.at_ms is not None or phase.when is not None
    if phase.by_hand and timed:
        yield case.report.error(
            "T232",
            Text('phase "{name}" is entered by hand and by itself', name=phase.id),
            planned.source.child("by_hand").key(),
            Text("take `by_hand` out: every phase can be entered by hand before its time"),
        )
    if not (phase.by_hand or timed):
        yield case.report.error(
            "T231",
            Text('nothing says when phase "{name}" starts', name=phase.id),
            planned.source.child("id"),
            Text("write at: 30m, when: {{reached: ID}}, or by_hand: true"),
        )


def _is_guess(before: PlannedPhase | None, planned: PlannedPhase) -> bool:
    """Tell whether needs are asked of a story that only the exercise can tell."""
    if planned.start_play_ms is not None or planned.phase.story is not None:
        return False
    told = before is not None and before.phase.lasts_ms is not None
    return not told and bool(planned.phase.needs)


def _assumed(case: Case, planned: PlannedPhase) -> Finding:
    script = case.script
    start, until = (
        str(story_time_at(at_ms, script.story_start_ms, script.zone))
        for at_ms in (planned.start_story_ms, planned.until_story_ms)
    )
    return case.report.hint(
        "T230",
        Text(
            'only the exercise tells when phase "{name}" starts; its needs are asked from '
            "{start} to {until}",
            name=planned.phase.id,
            start=start,
            until=until,
        ),
        planned.source.child("needs").key(),
        Text("write `story: D15 08:00` here, or `lasts: 2w` in the phase before it"),
    )
