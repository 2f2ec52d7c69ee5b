"""When clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crisis_tui.basis.clock_changes import clock_changes, offset_ms
from crisis_tui.basis.durations import HOUR_MS, SECOND_MS
from crisis_tui.basis.instants import Interval, instant_ms


def at(text: str) -> int:
    return instant_ms(datetime.fromisoformat(text).replace(tzinfo=UTC))


def changes(zone: str, from_: str, until: str) -> list[tuple[str, float]]:
    found = clock_changes(ZoneInfo(zone), Interval(at(from_), at(until)))
    return [
        (f"{datetime.fromtimestamp(at_ms / 1000, UTC):%Y-%m-%d %H:%M:%S}", by_ms / HOUR_MS)
        for at_ms, by_ms in found
    ]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Amsterdam", [("2026-03-29 01:00:00", 1), ("2026-10-25 01:00:00", -1)]),
        ("Australia/Lord_Howe", [("2026-04-04 15:00:00", -0.5), ("2026-10-03 15:30:00", 0.5)]),
        ("UTC", []),
    ],
)
def test_the_changes_of_a_year(zone: str, expected: list[tuple[str, float]]) -> None:
    assert changes(zone, "2026-01-01", "2027-01-01") == expected


def test_a_day_that_was_left_out() -> None:
    assert changes("Pacific/Apia", "2011-12-01", "2012-01-15") == [("2011-12-30 10:00:00", 24)]


def test_the_window_is_half_open_at_its_start() -> None:
    """At its first instant the clock shows the new time already: nothing changes in it."""
    amsterdam, change = "Europe/Amsterdam", "2026-03-29 01:00:00"
    assert changes(amsterdam, change, "2026-04-10") == []
    assert changes(amsterdam, "2026-03-29 00:59:59", "2026-03-29 01:00:01") == [(change, 1)]


def test_offsets() -> None:
    zone, change_ms = ZoneInfo("Europe/Amsterdam"), at("2026-03-29 01:00")
    assert offset_ms(change_ms - SECOND_MS, zone) == HOUR_MS
    assert offset_ms(change_ms, zone) == 2 * HOUR_MS
