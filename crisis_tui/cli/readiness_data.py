"""Readiness for programs: the answers as JSON documents, times in the scenario's zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.instants import iso_time
from crisis_tui.cli.finding_formats import finding_data
from crisis_tui.cli.gap_data import gap_data, times_data
from crisis_tui.readiness.wording import seat_detail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.assessment import NeedAnswer, Readiness
    from crisis_tui.readiness.heatmap import StartAnswer
    from crisis_tui.readiness.leavers import Leaver
    from crisis_tui.readiness.together import Shared, Together
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script


def readiness_document(
    script: Script,
    workforce: Workforce,
    answer: Readiness,
    roster: str,
    faults: Iterable[Finding],
) -> dict[str, Any]:
    """Return the answer for one start."""
    return {
        "scenario": script.scenario.id,
        "roster": roster,
        "start": iso_time(answer.start_ms, script.zone),
        "verdict": answer.verdict,
        "needs": [need_data(need, workforce, script.zone) for need in answer.needs],
        "findings": [finding_data(finding) for finding in faults],
    }


def together_document(
    answer: Together, workforce: Workforce, roster: str, faults: Iterable[Finding]
) -> dict[str, Any]:
    """Return the answer for two scenarios at once: the first as ever, the second beside it."""
    first, second = (_shared_data(each, workforce) for each in (answer.first, answer.second))
    return {
        **first,
        "roster": roster,
        "verdict": answer.verdict,
        "also": {**second, "verdict": answer.second.together.verdict},
        "findings": [finding_data(finding) for finding in faults],
    }


def _shared_data(shared: Shared, workforce: Workforce) -> dict[str, Any]:
    zone = shared.script.zone
    return {
        "scenario": shared.script.scenario.id,
        "start": iso_time(shared.script.story_start_ms, zone),
        "alone": {"verdict": shared.alone.verdict},
        "needs": [
            {
                **need_data(need, workforce, zone),
                "alone": {"status": before.status},
                "lost": times_data(lost, zone),
            }
            for need, before, lost in zip(
                shared.together.needs, shared.alone.needs, shared.lost, strict=True
            )
        ],
    }


def need_data(need: NeedAnswer, workforce: Workforce, zone: ZoneInfo) -> dict[str, Any]:
    """Return how one need is met."""
    return {
        "phase": need.phase,
        "role": need.role,
        "count": need.people,
        "shift_seconds": None if need.shift_ms is None else need.shift_ms // 1000,
        "from": iso_time(need.from_ms, zone),
        "until": iso_time(need.until_ms, zone),
        "status": need.status,
        "certain_min": need.certain_min,
        "probable_min": need.probable_min,
        "gaps": [gap_data(gap, need.limit_ms, workforce, zone) for gap in need.gaps],
        "leaving": [_leaver_data(leaver, workforce, zone) for leaver in need.leaving],
        "impossible": need.impossible,
        "warnings": [
            {"rule": each.rule, "at": iso_time(each.at_ms, zone), "person": each.person}
            for each in need.warnings
        ],
    }


def _leaver_data(leaver: Leaver, workforce: Workforce, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "person": leaver.person,
        "at": iso_time(leaver.at_ms, zone),
        "cause": leaver.seat.cause,
        "detail": seat_detail(leaver.seat, None, workforce.zone),
    }


def heatmap_document(
    script: Script,
    period: Interval,
    step_ms: int,
    answers: Sequence[StartAnswer],
    roster: str,
    faults: Iterable[Finding],
) -> dict[str, Any]:
    """Return the answers for many starts."""
    return {
        "scenario": script.scenario.id,
        "roster": roster,
        "from": iso_time(period.from_ms, script.zone),
        "until": iso_time(period.until_ms, script.zone),
        "every_seconds": step_ms // 1000,
        "hours": [
            {
                "start": iso_time(answer.start_ms, script.zone),
                "verdict": answer.verdict,
                "short": list(answer.short),
            }
            for answer in answers
        ],
        "findings": [finding_data(finding) for finding in faults],
    }
