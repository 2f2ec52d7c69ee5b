"""Possible starts on the wall clock, also in the two nights that the clock changes."""

from __future__ import annotations

from datetime import datetime

import pytest

from crisis_tui.basis.durations import HOUR_MS, parse_duration
from crisis_tui.readiness.starts import possible_starts
from tests.roster.build import AMSTERDAM, at, window


def starts(from_: str, until: str, every: str) -> list[str]:
    found = possible_starts(window(from_, until), parse_duration(every) or 0, AMSTERDAM)
    assert list(found) == sorted(set(found))
    return [f"{datetime.fromtimestamp(at_ms / 1000, AMSTERDAM):%d %H:%M%z}" for at_ms in found]


def test_the_end_is_excluded() -> None:
    assert starts("2026-03-03 08:00", "2026-03-03 10:00", "1h") == [
        "03 08:00+0100",
        "03 09:00+0100",
    ]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_each_hour_of_the_night_that_the_clock_changes_once(day: str, hours: int) -> None:
    midnight = at(day)
    expected = [midnight + number * HOUR_MS for number in range(hours)]
    following = f"{day[:-2]}{int(day[-2:]) + 1}"
    assert list(possible_starts(window(day, following), HOUR_MS, AMSTERDAM)) == expected


def test_longer_steps_keep_their_hour() -> None:
    assert starts("2026-03-28 08:00", "2026-03-31", "1d") == [
        "28 08:00+0100",
        "29 08:00+0200",
        "30 08:00+0200",
    ]


def test_from_the_second_of_a_doubled_hour() -> None:
    assert starts("2026-10-25 02:30+01:00", "2026-10-25 03:30", "30m") == [
        "25 02:30+0100",
        "25 03:00+0100",
    ]
