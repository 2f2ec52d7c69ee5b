"""Instants, UTC milliseconds since 1970, and half-open intervals of them.

Apart from `times`, so that what only compares instants loads at once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import DAY_MS

if TYPE_CHECKING:
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def instant_ms(moment: datetime) -> int:
    """Return an aware datetime as milliseconds since 1970."""
    return (moment - _EPOCH) // _MILLISECOND


def utc_datetime(at_ms: int) -> datetime:
    """Return an instant as an aware datetime in UTC; beyond the calendar, its end."""
    return _EPOCH + timedelta(milliseconds=max(FAR_PAST_MS, min(at_ms, FAR_FUTURE_MS)))


def local_datetime(at_ms: int, zone: tzinfo) -> datetime:
    """Return an instant as an aware datetime in `zone`."""
    return utc_datetime(at_ms).astimezone(zone)


def resolve_handover(wall: datetime, zone: tzinfo) -> int:
    """Return the one instant of a handover: the doubled hour's first, a skipped time's shift.

    Both sides of a handover use this instant, so no second is lost or counted twice.
    """
    if beyond_zones(wall):
        return instant_ms(wall.replace(tzinfo=UTC))
    return instant_ms(wall.replace(tzinfo=zone, fold=0).astimezone(UTC))


def beyond_zones(wall: datetime) -> bool:
    """Tell whether an offset could leave the years that datetimes know; people mean "always"."""
    return not date.min.year < wall.year < date.max.year


def iso_time(at_ms: int, zone: ZoneInfo) -> str:
    """Return an instant as programs read it: ISO 8601 in `zone`, with its offset, to the second."""
    return local_datetime(at_ms, zone).isoformat(timespec="seconds")


class Interval(NamedTuple):
    """Half-open: `from_ms` counts, `until_ms` is the first instant that no longer does."""

    from_ms: int
    until_ms: int

    @property
    def length_ms(self) -> int:
        """Return the length; never negative for an interval that was checked."""
        return self.until_ms - self.from_ms

    def overlap(self, other: Interval) -> Interval | None:
        """Return the common part, or None if there is none."""
        from_ms, until_ms = (
            max(self.from_ms, other.from_ms),
            min(self.until_ms, other.until_ms),
        )
        return Interval(from_ms, until_ms) if from_ms < until_ms else None

    def contains(self, at_ms: int) -> bool:
        """Tell whether the instant lies in the interval."""
        return self.from_ms <= at_ms < self.until_ms


FAR_PAST_MS = -62_135_596_800_000
FAR_FUTURE_MS = 253_402_214_400_000 - DAY_MS
"""Bounds for "always": about the years 1 and 9999, safe to turn into datetimes."""
