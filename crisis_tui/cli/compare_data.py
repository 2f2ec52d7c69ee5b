"""Two rosters side by side, for programs: times in the first roster's or the scenario's zone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.instants import iso_time
from crisis_tui.basis.interval_sets import total_ms
from crisis_tui.cli.finding_formats import finding_data
from crisis_tui.cli.gap_data import times_data
from crisis_tui.cli.readiness_data import need_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.instants import Interval
    from crisis_tui.cli.asked_roster import AskedRoster
    from crisis_tui.readiness.comparison import Outcome, RoleComparison, ScenarioComparison
    from crisis_tui.roster.coverage import RoleCoverage
    from crisis_tui.scenario.script import Script


def coverage_document(
    window: Interval, found: Sequence[RoleComparison], first: AskedRoster, second: AskedRoster
) -> dict[str, Any]:
    """Return the comparison of all roles over a window."""
    zone = first.workforce.zone
    return {
        "first": first.loaded.name,
        "second": second.loaded.name,
        "from": iso_time(window.from_ms, zone),
        "until": iso_time(window.until_ms, zone),
        **_counts(each.outcome for each in found),
        "gap_seconds": {
            "first": _gap_seconds(each.first for each in found),
            "second": _gap_seconds(each.second for each in found),
        },
        "roles": [_role_data(each, zone) for each in found],
        **_sides(first, second, ()),
    }


def scenario_document(
    script: Script,
    found: ScenarioComparison,
    first: AskedRoster,
    second: AskedRoster,
    faults: Iterable[Finding],
) -> dict[str, Any]:
    """Return the comparison for one scenario."""
    zone = script.zone
    return {
        "first": first.loaded.name,
        "second": second.loaded.name,
        "scenario": script.scenario.id,
        "start": iso_time(script.story_start_ms, zone),
        "verdicts": {"first": found.first.verdict, "second": found.second.verdict},
        **_counts(each.outcome for each in found.needs),
        "needs": [
            {
                "phase": each.first.phase,
                "role": each.first.role,
                "outcome": each.outcome,
                "better": times_data(each.better, zone),
                "worse": times_data(each.worse, zone),
                "first": need_data(each.first, first.workforce, zone),
                "second": need_data(each.second, second.workforce, zone),
            }
            for each in found.needs
        ],
        **_sides(first, second, faults),
    }


def _counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    counted = Counter(outcomes)
    return {name: counted[name] for name in ("better", "worse", "mixed", "same")}


def _gap_seconds(roles: Iterable[RoleCoverage | None]) -> int:
    return sum(covered.gap_ms for covered in roles if covered is not None) // 1000


def _role_data(found: RoleComparison, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "role": found.role,
        "outcome": found.outcome,
        "first": _covered_data(found.first),
        "second": _covered_data(found.second),
        "better_seconds": total_ms(found.better) // 1000,
        "worse_seconds": total_ms(found.worse) // 1000,
        "better": times_data(found.better, zone),
        "worse": times_data(found.worse, zone),
        "dropped": times_data(found.dropped, zone),
        "added": times_data(found.added, zone),
    }


def _covered_data(covered: RoleCoverage | None) -> dict[str, Any] | None:
    """Return the fields of `coverage` that can be compared; None for a role that is not there."""
    if covered is None:
        return None
    return {
        "minimum": covered.minimum,
        "duty": covered.duty,
        "required_seconds": covered.required_ms // 1000,
        "covered_seconds": covered.covered_ms // 1000,
        "probable_seconds": covered.probable_ms // 1000,
        "gap_seconds": covered.gap_ms // 1000,
        "min_depth": covered.min_depth,
    }


def _sides(first: AskedRoster, second: AskedRoster, faults: Iterable[Finding]) -> dict[str, Any]:
    """Return who is on one roster alone, and what is wrong in the files."""
    people = [set(each.workforce.people) for each in (first, second)]
    return {
        "people": {
            "first_only": sorted(people[0] - people[1]),
            "second_only": sorted(people[1] - people[0]),
        },
        "findings": [finding_data(finding) for finding in (*faults, *first.faults, *second.faults)],
    }
