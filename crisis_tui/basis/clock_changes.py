"""When the clocks of a zone change, such as the two nights a year of summer time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import DAY_MS, SECOND_MS
from crisis_tui.basis.instants import Interval, local_datetime

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo


class ClockChange(NamedTuple):
    """From `at_ms` on the clock shows `by_ms` more than before; negative in autumn."""

    at_ms: int
    by_ms: int


def clock_changes(zone: ZoneInfo, window: Interval) -> Iterator[ClockChange]:
    """Yield the changes within the window, in order; no zone has two within a day."""
    for from_ms in range(window.from_ms, window.until_ms, DAY_MS):
        until_ms = min(from_ms + DAY_MS, window.until_ms)
        by_ms = offset_ms(until_ms, zone) - offset_ms(from_ms, zone)
        if by_ms:
            yield ClockChange(_moment(zone, Interval(from_ms, until_ms)), by_ms)


def _moment(zone: ZoneInfo, day: Interval) -> int:
    """Return the first second of the new offset, by halving."""
    before_ms, after_ms = day
    old_ms = offset_ms(before_ms, zone)
    while after_ms - before_ms > SECOND_MS:
        middle_ms = (before_ms + after_ms) // (2 * SECOND_MS) * SECOND_MS
        if offset_ms(middle_ms, zone) == old_ms:
            before_ms = middle_ms
        else:
            after_ms = middle_ms
    return after_ms


def offset_ms(at_ms: int, zone: ZoneInfo) -> int:
    """Return how far the zone's clocks are ahead of UTC at an instant."""
    offset = local_datetime(at_ms, zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() * SECOND_MS)
