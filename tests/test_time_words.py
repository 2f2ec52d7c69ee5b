"""Days, times and durations as every front end says them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS
from crisis_tui.i18n import activate
from crisis_tui.time_words import day, day_and_time, full_date, hours, weekday

MOMENT = datetime(2026, 11, 21, 22, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("duration_ms", "english", "dutch"),
    [
        (0, "0 s", "0 s"),
        (MINUTE_MS - 1, "59 s", "59 s"),
        (MINUTE_MS, "1 min", "1 min"),
        (HOUR_MS - 1, "59 min", "59 min"),
        (HOUR_MS, "1 h 00", "1 u 00"),
        (47 * HOUR_MS + 59 * MINUTE_MS, "47 h 59", "47 u 59"),
        (2 * DAY_MS, "2 d 0 h", "2 d 0 u"),
        (9 * DAY_MS - 1, "8 d 23 h", "8 d 23 u"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(
    duration_ms: int, english: str, dutch: str
) -> None:
    activate("en")
    assert hours(duration_ms) == english
    activate("nl")
    assert hours(duration_ms) == dutch


def test_days_and_times_in_both_languages() -> None:
    activate("en")
    assert (weekday(MOMENT), day(MOMENT)) == ("sat 21", "sat 21 nov")
    activate("nl")
    assert (full_date(MOMENT), day_and_time(MOMENT)) == ("21 nov 2026", "za 21 nov 22:14")


def test_seconds_are_said_only_where_there_are_some() -> None:
    activate("nl")
    assert day_and_time(MOMENT.replace(second=5)) == "za 21 nov 22:14:05"
