"""What the rest rules say, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.instants import iso_time
from crisis_tui.basis.rest_measures import FORMS
from crisis_tui.roster.rest.findings import severity_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.rest.evaluation import RestReport, RuleBreach, UnknownTime
    from crisis_tui.roster.rest.rules import RestRule
    from crisis_tui.roster.workforce import Workforce


def rest_data(report: RestReport, workforce: Workforce) -> dict[str, Any]:
    """Return breaches, times that cannot be judged, and people whom no rule is about.

    A rule that counts has `found` and `limit`, one that measures `found_seconds` and
    `limit_seconds`; `counted_from` and `counted_until` are where it is worst.
    """
    return {
        "breaches": [_breach_data(each, workforce) for each in report.breaches],
        "unknown": [_unknown_data(each, workforce.zone) for each in report.unknown],
        "exempt": list(report.exempt),
    }


def _breach_data(breach: RuleBreach, workforce: Workforce) -> dict[str, Any]:
    rule, zone = breach.rule, workforce.zone
    return {
        "rule": rule.id,
        "counts": rule.counts,
        "person": breach.person,
        "severity": severity_of(breach, workforce).value,
        "from": iso_time(breach.from_ms, zone),
        "until": iso_time(breach.until_ms, zone),
        "counted_from": iso_time(breach.counted_from_ms, zone),
        "counted_until": iso_time(breach.counted_until_ms, zone),
        **_value("found", rule, breach.found),
        **_value("limit", rule, rule.value),
        **({} if breach.dates is None else {"dates": breach.dates}),
        "source": rule.source,
        "certainty": rule.certainty,
    }


def _value(key: str, rule: RestRule, value: int) -> dict[str, int]:
    if FORMS[rule.counts].value == "count":
        return {key: value}
    return {f"{key}_seconds": value // 1000}


def _unknown_data(unknown: UnknownTime, zone: ZoneInfo) -> dict[str, str]:
    return {
        "rule": unknown.rule.id,
        "from": iso_time(unknown.from_ms, zone),
        "until": iso_time(unknown.until_ms, zone),
        "reason": unknown.reason,
    }
