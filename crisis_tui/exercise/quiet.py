"""Quiet hours: when nothing comes by itself, by the wall clock of the exercise's zone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import Interval, local_datetime, resolve_handover

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from crisis_tui.scenario.model import QuietHours

_WEEK = 7


def quiet_until_ms(quiet: QuietHours | None, zone: tzinfo, at_ms: int) -> int | None:
    """Return when the quiet hours end in which an instant lies; None if it lies in none."""
    nights = (night for night in _nights(quiet, zone, at_ms) if night.contains(at_ms))
    return max((night.until_ms for night in nights), default=None)


def last_quiet_end_ms(quiet: QuietHours | None, zone: tzinfo, at_ms: int) -> int | None:
    """Return when quiet hours ended last, at or before an instant."""
    ends = (night.until_ms for night in _nights(quiet, zone, at_ms) if night.until_ms <= at_ms)
    return max(ends, default=None)


def _nights(quiet: QuietHours | None, zone: tzinfo, at_ms: int) -> Iterator[Interval]:
    """Yield the quiet hours of a week and a day up to an instant; without any, nothing.

    Their ends follow the wall clock, so that a night in which it changes is longer or shorter.
    """
    if quiet is None:
        return
    today = local_datetime(at_ms, zone).date()
    for back in range(_WEEK + 2):
        day = today - timedelta(days=back)
        if day.weekday() in quiet.days:
            midnight = datetime.combine(day, time())
            from_ms, until_ms = (
                resolve_handover(midnight + timedelta(seconds=seconds), zone)
                for seconds in (quiet.from_second, quiet.last_second)
            )
            yield Interval(from_ms, until_ms)
