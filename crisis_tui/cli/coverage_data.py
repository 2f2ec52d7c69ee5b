"""Coverage for programs: one JSON document, times in the roster's zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.instants import iso_time
from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.cli.finding_formats import finding_data
from crisis_tui.cli.gap_data import gap_data, times_data
from crisis_tui.cli.rest_data import rest_data
from crisis_tui.i18n import language

if TYPE_CHECKING:
    from crisis_tui.cli.coverage_answer import CoverageAnswer
    from crisis_tui.roster.conflicts import Conflict
    from crisis_tui.roster.coverage import RoleCoverage
    from crisis_tui.roster.workforce import Workforce


def coverage_document(answer: CoverageAnswer) -> dict[str, Any]:
    """Return the whole answer."""
    zone = answer.workforce.zone
    window, horizon_ms = answer.coverage.window, answer.coverage.horizon_ms
    return {
        "from": iso_time(window.from_ms, zone),
        "until": iso_time(window.until_ms, zone),
        "roster": answer.roster,
        "planned_until": None
        if answer.workforce.roster.planned_until is None
        else iso_time(horizon_ms, zone),
        "roles": [_role_data(each, answer) for each in answer.roles],
        "conflicts": [
            _conflict_data(each, answer.workforce)
            for each in answer.coverage.conflicts
            if not answer.pools.keys().isdisjoint(each.short)
        ],
        "rest": rest_data(answer.rest, answer.workforce),
        "findings": [finding_data(finding) for finding in answer.findings],
        "errors": answer.errors,
        "unread": [{"role": role, "file": file} for role, file in answer.unread],
    }


def _role_data(covered: RoleCoverage, answer: CoverageAnswer) -> dict[str, Any]:
    role = answer.workforce.roles[covered.role]
    limit_ms = answer.workforce.limit_ms(role)
    return {
        "role": covered.role,
        "title": role.title.in_language(language()),
        "minimum": covered.minimum,
        "desired": role.desired,
        "duty": covered.duty,
        "required_seconds": covered.required_ms // 1000,
        "covered_seconds": covered.covered_ms // 1000,
        "probable_seconds": covered.probable_ms // 1000,
        "gap_seconds": covered.gap_ms // 1000,
        "below_desired_seconds": covered.below_desired_ms // 1000,
        "min_depth": covered.min_depth,
        "slack_seconds": None
        if limit_ms is None or covered.latest_ms is None
        else (limit_ms - covered.latest_ms) // 1000,
        "gaps": [
            gap_data(gap, limit_ms, answer.workforce, answer.workforce.zone) for gap in covered.gaps
        ],
        "sole": [
            {"person": person, "seconds": length_ms // 1000} for person, length_ms in covered.sole
        ],
        "pairs": [
            {"people": list(pair), "seconds": length_ms // 1000}
            for pair, length_ms in covered.pairs
        ],
        "pool": list(answer.pools[covered.role].people),
    }


def _conflict_data(conflict: Conflict, workforce: Workforce) -> dict[str, Any]:
    return {
        "roles": list(conflict.dependence.roles),
        "people": list(conflict.dependence.people),
        "short": list(conflict.short),
        "seconds": total_ms(conflict.times) // 1000,
        "times": times_data(conflict.times, workforce.zone),
    }
