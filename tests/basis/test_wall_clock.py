"""Days and weeks by the clock on the wall, over both nights of clock change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.clock_changes import offset_ms
from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS
from crisis_tui.basis.fields import Period, parse_period
from crisis_tui.basis.instants import Interval, instant_ms, local_datetime
from crisis_tui.basis.wall_clock import WallClock

ZONE = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> int:
    return instant_ms(datetime.fromisoformat(text).replace(tzinfo=ZONE))


YEAR = Interval(at("2026-01-01"), at("2027-01-01"))
CLOCK = WallClock(ZONE, YEAR)
WEEK = Period(7 * DAY_MS, on_wall=True)
minutes = st.integers(YEAR.from_ms // MINUTE_MS, (YEAR.until_ms - 8 * DAY_MS) // MINUTE_MS)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("24h", Period(DAY_MS, on_wall=False)),
        ("1d", Period(DAY_MS, on_wall=True)),
        ("16w", Period(112 * DAY_MS, on_wall=True)),
        ("1w1d", Period(8 * DAY_MS, on_wall=True)),
        ("1d12h", Period(36 * HOUR_MS, on_wall=False)),
        ("0m", None),
        ("week", None),
    ],
)
def test_days_go_by_the_clock_and_hours_as_they_pass(text: str, period: Period | None) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-23 12:00", "2026-03-30 12:00", 167),
        ("2026-10-19 12:00", "2026-10-26 12:00", 169),
        ("2026-06-01 12:00", "2026-06-08 12:00", 168),
        # The clock skips 02:30: a time that is not there is over when the clock has skipped it.
        ("2026-03-22 02:30", "2026-03-29 03:00", 168 - 0.5),
        # It shows 02:30 twice: a week after a summer's 02:30 is the first, in summer time still.
        ("2026-10-18 02:30", "2026-10-25 02:30", 168),
    ],
)
def test_a_week_later(start: str, end: str, hours: float) -> None:
    assert CLOCK.after(at(start), WEEK) == at(end)
    assert CLOCK.after(at(start), WEEK) - at(start) == hours * HOUR_MS


@given(minutes)
def test_a_week_later_the_clock_shows_the_same(minute: int) -> None:
    at_ms = minute * MINUTE_MS
    shown = local_datetime(at_ms, ZONE).replace(tzinfo=None)
    later = local_datetime(CLOCK.after(at_ms, WEEK), ZONE).replace(tzinfo=None)
    skipped = datetime(2026, 3, 29, 3)  # noqa: DTZ001 - what a clock shows
    assert later in (shown + timedelta(days=7), skipped)
    if later == skipped:
        assert timedelta() <= later - (shown + timedelta(days=7)) <= timedelta(hours=1)


@given(minutes, minutes)
def test_time_never_runs_backwards(first: int, second: int) -> None:
    first_ms, second_ms = sorted((first * MINUTE_MS, second * MINUTE_MS))
    assert CLOCK.after(first_ms, WEEK) <= CLOCK.after(second_ms, WEEK)
    assert CLOCK.before(first_ms, WEEK) <= CLOCK.before(second_ms, WEEK)


@given(minutes)
def test_before_is_the_first_from_which_it_is_reached(minute: int) -> None:
    at_ms = minute * MINUTE_MS
    before_ms = CLOCK.before(at_ms, WEEK)
    assert CLOCK.after(before_ms, WEEK) >= at_ms
    assert CLOCK.after(before_ms - 1, WEEK) < at_ms


@given(minutes)
def test_days_and_midnights(minute: int) -> None:
    at_ms = minute * MINUTE_MS
    shown = local_datetime(at_ms, ZONE)
    day = CLOCK.day(at_ms)
    assert datetime.fromtimestamp(day * 86_400, UTC).date() == shown.date()
    midnight = datetime.combine(shown.date(), datetime.min.time(), ZONE)
    assert CLOCK.at(day) == instant_ms(midnight.astimezone(UTC))
    assert CLOCK.at(day, 6 * HOUR_MS) == instant_ms(midnight.replace(hour=6).astimezone(UTC))


@pytest.mark.parametrize(
    ("shown", "instant"),
    [
        ("2026-10-25 02:30", "2026-10-25T00:30+00:00"),
        ("2026-10-25 03:00", "2026-10-25T02:00+00:00"),
        ("2026-03-29 02:30", "2026-03-29T01:30+00:00"),
        ("2026-03-29 03:00", "2026-03-29T01:00+00:00"),
        ("2026-03-29 01:59", "2026-03-29T00:59+00:00"),
    ],
)
def test_a_doubled_time_is_the_first_and_a_skipped_one_is_counted_on(
    shown: str, instant: str
) -> None:
    wall = datetime.fromisoformat(shown)
    day = (wall.date() - date(1970, 1, 1)).days
    after_midnight = wall - datetime.combine(wall.date(), datetime.min.time())
    found = CLOCK.at(day, after_midnight // timedelta(milliseconds=1))
    assert found == instant_ms(datetime.fromisoformat(instant))


def test_a_zone_without_clock_changes() -> None:
    utc = WallClock(ZoneInfo("UTC"), YEAR)
    assert utc.after(YEAR.from_ms, WEEK) == YEAR.from_ms + 7 * DAY_MS
    assert utc.most_change_ms == 0
    assert offset_ms(YEAR.from_ms, ZoneInfo("UTC")) == 0
