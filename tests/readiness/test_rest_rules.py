"""Rest rules, read from norms and applied to the next shift."""

from __future__ import annotations

import pytest

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.norms import Norms
from crisis_tui.readiness.rest_rules import broken_rule, last_long_rest_ms, rest_rules

DUTCH = {
    "atw-5.3-dagrust": "11h",
    "atw-5.5-weekrust": "36h",
    "atw-5.7-dienst": "12h",
    "atw-5.7-week": "60h",
    "atw-5.7-vier-weken": "55h",
    "atw-5.7-zestien-weken": "48h",
}


def norms(values: dict[str, str]) -> Norms:
    common = {"kind": "rest", "title": "x", "source": "x", "certainty": "example"}
    items = [
        {"id": name, "value": value, "checked": "2026-01-01", **common}
        for name, value in values.items()
    ]
    return Norms.model_validate({"norms": "1", "items": items})


def hours(from_: float, until: float) -> Interval:
    return Interval(round(from_ * HOUR_MS), round(until * HOUR_MS))


RULES = rest_rules(norms(DUTCH))


@pytest.mark.parametrize(
    ("worked", "shift", "rule"),
    [
        ([], hours(0, 8), None),
        ([], hours(0, 12), None),
        ([], hours(0, 12.01), "atw-5.7-dienst"),
        ([hours(0, 8)], hours(19, 27), None),
        ([hours(0, 8)], hours(18.99, 27), "atw-5.3-dagrust"),
        ([hours(24 * day, 24 * day + 12) for day in range(5)], hours(132, 132.1), "atw-5.7-week"),
        ([hours(24 * day, 24 * day + 8) for day in range(6)], hours(144, 152), "atw-5.5-weekrust"),
        ([hours(24 * day, 24 * day + 8) for day in range(5)], hours(148, 156), None),
    ],
)
def test_the_next_shift_breaks(worked: list[Interval], shift: Interval, rule: str | None) -> None:
    assert broken_rule(RULES, worked, shift) == rule


def test_without_norms_there_are_no_rules() -> None:
    worked = [hours(0, 100)]
    assert broken_rule(rest_rules(norms({})), worked, hours(100, 200)) is None


def test_the_average_counts_over_four_weeks() -> None:
    weekly = [
        hours(168 * week + 24 * day, 168 * week + 24 * day + 11)
        for week in range(4)
        for day in range(5)
    ]
    assert broken_rule(RULES, weekly, hours(168 * 3 + 144, 168 * 3 + 147)) == "atw-5.7-vier-weken"


def test_the_last_long_rest() -> None:
    day = 24 * HOUR_MS
    assert last_long_rest_ms(36 * HOUR_MS, [], day) == day
    assert last_long_rest_ms(36 * HOUR_MS, [hours(0, 8)], day) == 0
    assert last_long_rest_ms(36 * HOUR_MS, [hours(0, 8)], 2 * day) == 2 * day
    assert last_long_rest_ms(36 * HOUR_MS, [hours(0, 8), hours(44, 52)], 3 * day) == 44 * HOUR_MS
