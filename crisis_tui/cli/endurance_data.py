"""Endurance for programs: one JSON document, times in the scenario's zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.instants import iso_time
from crisis_tui.cli.finding_formats import finding_data
from crisis_tui.readiness.wording import seat_detail

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.cli.endurance import Answer
    from crisis_tui.readiness.endurance import Break, PostEndurance
    from crisis_tui.readiness.proposal import Proposal
    from crisis_tui.roster.workforce import Workforce


def endurance_document(shown: Answer, faults: Iterable[Finding]) -> dict[str, Any]:
    """Return the answer; null is no end before `until`."""
    answer, zone = shown.endurance, shown.script.zone
    return {
        "scenario": shown.script.scenario.id,
        "roster": shown.roster,
        "start": iso_time(answer.start_ms, zone),
        "until": iso_time(answer.until_ms, zone),
        "planned_seconds": (answer.planned_until_ms - answer.start_ms) // 1000,
        "shift_seconds": shown.shift_ms // 1000,
        "roles": [_role(post, shown) for post in answer.posts],
        "scenario_seconds": _seconds(answer.sustained_ms),
        "at_most_seconds": _seconds(answer.at_most_ms),
        "at_most_rule": answer.at_most_rule,
        "proven": answer.proven,
        "lasts": answer.lasts,
        "warnings": [
            {
                "role": each.role,
                "rule": each.rule,
                "at": iso_time(each.at_ms, zone),
                "person": each.person,
            }
            for each in answer.warnings
        ],
        "proposal": None if shown.proposal is None else _proposal(shown.proposal, shown, zone),
        "findings": [finding_data(finding) for finding in faults],
    }


def _seconds(duration_ms: int | None) -> int | None:
    return None if duration_ms is None else duration_ms // 1000


def _role(post: PostEndurance, shown: Answer) -> dict[str, Any]:
    zone = shown.script.zone
    role = shown.workforce.roles.get(post.role)
    return {
        "role": post.role,
        "duty": "hard" if role is None else role.duty,
        "pool": len(post.pool[0].people),
        "pool_changes": [
            {"at": iso_time(span.from_ms, zone), "pool": len(span.people)} for span in post.pool[1:]
        ],
        "count": post.people,
        "shift_seconds": post.shift_ms // 1000,
        "needed_from": iso_time(post.needed_from_ms, zone),
        "needed_until": iso_time(post.needed_until_ms, zone),
        "sustained_seconds": _seconds(post.sustained_ms),
        "at_most_seconds": _seconds(post.at_most_ms),
        "breaks": None if post.broken is None else _break(post.broken, shown.workforce, zone),
    }


def _break(broken: Break, workforce: Workforce, zone: ZoneInfo) -> dict[str, Any]:
    seat = broken.seat
    return {
        "rule": None if seat is None else seat.rule,
        "at": iso_time(broken.at_ms, zone),
        "person": None if seat is None else seat.person,
        "cause": "nobody-planned" if seat is None else seat.cause,
        "people": [
            {
                "person": each.person,
                "cause": each.cause,
                "detail": seat_detail(each, None, workforce.zone),
            }
            for each in broken.others
        ],
    }


def _proposal(proposed: Proposal, shown: Answer, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "from": iso_time(shown.endurance.start_ms, zone),
        "until": iso_time(proposed.until_ms, zone),
        "by": "simple" if shown.fair is None else "solver",
        "evenness_proven": bool(shown.fair),
        "shifts": [
            {
                "role": shift.role,
                "person": person,
                "from": iso_time(shift.span.from_ms, zone),
                "until": iso_time(shift.span.until_ms, zone),
                "handover_seconds": shift.handover_ms // 1000,
            }
            for shift in proposed.shifts
            for person in shift.people
        ],
        "people": [
            {
                "person": load.person,
                "shifts": load.shifts,
                "seconds": load.work_ms // 1000,
                "nights": load.nights,
            }
            for load in proposed.loads
        ],
    }
