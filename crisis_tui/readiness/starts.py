"""The possible starts of a story in a period: so often on the wall clock, each its own instant."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.times import LocalTime, possible_instants

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.instants import Interval


def possible_starts(period: Interval, step_ms: int, zone: ZoneInfo) -> tuple[int, ...]:
    """Return the instants in the period that are whole steps after its start on the wall clock.

    So `every 1d` stays at eight o'clock when summer time begins. An hour that the clock skips has no
    start, one that it shows twice has its starts twice: a day has 23, 24 or 25 hours.
    """
    first, step = local_datetime(period.from_ms, zone), timedelta(milliseconds=step_ms)
    last = local_datetime(period.until_ms, zone).replace(tzinfo=None) + timedelta(days=1)
    wall = first.replace(tzinfo=None, fold=0)
    found: list[int] = []
    while wall < last:
        found += possible_instants(LocalTime(wall), zone)
        wall += step
    return tuple(sorted(at_ms for at_ms in found if period.contains(at_ms)))
