"""Hours of the week, such as office hours, as intervals in a time zone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import Interval, local_datetime, resolve_handover
from crisis_tui.basis.interval_sets import IntervalSet, interval_set

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.model import Cover


@lru_cache(maxsize=64)
def weekly_hours(
    weekdays: tuple[int, ...],
    from_second: int,
    until_second: int,
    zone: ZoneInfo,
    window: Interval,
) -> IntervalSet:
    """Return the hours on these weekdays (0 is Monday) that touch the window, whole.

    Seconds count after local midnight on the wall clock. Hours that end at or before their start
    run on into the next day.
    """
    days = 1 if until_second <= from_second else 0

    def hours_of(day: date) -> Interval:
        midnight = datetime.combine(day, time())
        return Interval(
            resolve_handover(midnight + timedelta(seconds=from_second), zone),
            resolve_handover(midnight + timedelta(days=days, seconds=until_second), zone),
        )

    each = (hours_of(day) for day in _days(window, zone) if day.weekday() in weekdays)
    return interval_set(hours for hours in each if hours.overlap(window))


def _days(window: Interval, zone: ZoneInfo) -> Iterator[date]:
    """Yield the local days that touch the window, and the one before."""
    day = local_datetime(window.from_ms, zone).date() - timedelta(days=1)
    last = local_datetime(window.until_ms, zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def cover_times(cover: Cover, zone: ZoneInfo, window: Interval) -> IntervalSet:
    """Return when the role must be filled within the window."""
    if cover.kind == "always":
        return (window,)
    if cover.kind == "none":
        return ()
    hours = weekly_hours(cover.weekdays, cover.from_second, cover.until_second, zone, window)
    return interval_set(part for each in hours if (part := each.overlap(window)))
