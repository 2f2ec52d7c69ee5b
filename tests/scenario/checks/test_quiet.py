"""Quiet hours must last some time, and not all day."""

from __future__ import annotations

import pytest

from tests.scenario.build import found, scenario


@pytest.mark.parametrize(
    ("start", "until", "is_wrong"),
    [
        ("22:00", "22:00", True),
        ("00:00", "24:00", True),
        ("22:00", "07:00", False),
        ("22:00", "24:00", False),
        ("12:00", "13:00", False),
    ],
)
def test_quiet_hours_without_a_length_are_wrong(start: str, until: str, *, is_wrong: bool) -> None:
    findings = found(scenario(quiet={"from": start, "until": until}))
    assert ("T234" in {finding.code for finding in findings}) == is_wrong
