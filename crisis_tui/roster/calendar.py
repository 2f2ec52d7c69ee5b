"""Weeks, months and days of a zone, and the cells that a chart cuts them into."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from crisis_tui.basis.instants import Interval, local_datetime, resolve_handover

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

Period = Literal["week", "month"]

CELLS_A_DAY = (24, 12, 8, 6, 4, 3, 2, 1)
"""Cells of whole hours."""


def period_at(kind: Period, at_ms: int, zone: ZoneInfo) -> Interval:
    """Return the calendar week (from Monday) or month that holds an instant."""
    day = local_datetime(at_ms, zone).date()
    if kind == "week":
        first = day - timedelta(days=day.weekday())
        return Interval(midnight(first, zone), midnight(first + timedelta(weeks=1), zone))
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Interval(midnight(first, zone), midnight(following, zone))


def midnight(day: date, zone: ZoneInfo) -> int:
    """Return the first instant of a local day."""
    return resolve_handover(datetime.combine(day, time()), zone)


def days_of(window: Interval, zone: ZoneInfo) -> tuple[Interval, ...]:
    """Return the local days in the window, its ends cut off: a day has 23, 24 or 25 hours."""
    found = []
    day = local_datetime(window.from_ms, zone).date()
    from_ms = window.from_ms
    while from_ms < window.until_ms:
        day += timedelta(days=1)
        until_ms = min(midnight(day, zone), window.until_ms)
        found.append(Interval(from_ms, until_ms))
        from_ms = until_ms
    return tuple(found)


def clock_step_ms(day: Interval, zone: ZoneInfo) -> int:
    """Return how far the clock is put forward within a day; negative in autumn, mostly 0."""
    before = local_datetime(day.from_ms, zone).utcoffset() or timedelta()
    after = local_datetime(day.until_ms, zone).utcoffset() or timedelta()
    return round((after - before) / timedelta(milliseconds=1))


def cells_a_day(days: int, width: int) -> int:
    """Return into how many cells a day is cut so that `days` of them fit in `width`."""
    return next((cells for cells in CELLS_A_DAY if cells * days <= width), 1)


def cell_edges(days: tuple[Interval, ...], cells: int) -> list[int]:
    """Return the borders of the cells, one more than there are; those of a day are of one length."""
    found = [
        day.from_ms + number * day.length_ms // cells for day in days for number in range(cells)
    ]
    return [*found, days[-1].until_ms] if days else []
