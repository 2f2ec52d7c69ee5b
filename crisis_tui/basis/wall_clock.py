"""A zone's wall clock over some time: days, nights and weeks by the clock, fast for many instants."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from crisis_tui.basis.clock_changes import clock_changes, offset_ms
from crisis_tui.basis.durations import DAY_MS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.fields import Period
    from crisis_tui.basis.instants import Interval


class WallClock:
    """Right within the window that it is made for; beyond, the clocks no longer change."""

    def __init__(self, zone: ZoneInfo, window: Interval) -> None:
        """Look up the zone's clock changes in the window once."""
        changes = list(clock_changes(zone, window))
        first_ms = offset_ms(window.from_ms, zone)
        self._changes = [change.at_ms for change in changes]
        self._offsets = [*accumulate((change.by_ms for change in changes), initial=first_ms)]
        self.most_change_ms = max(self._offsets) - min(self._offsets)
        """How much longer or shorter a stretch by the clock may be than the same elapsed time."""

    def after(self, at_ms: int, period: Period) -> int:
        """Return the instant a period later; a time that the clock skips is when it has done so."""
        later_ms = at_ms + period.length_ms
        if not period.on_wall:
            return later_ms
        number = bisect_right(self._changes, later_ms)
        if not number or self._changes[number - 1] <= at_ms:
            return later_ms
        shift_ms = self._offsets[number] - self._offset(at_ms)
        if shift_ms <= 0:
            return later_ms - shift_ms
        return max(later_ms - shift_ms, self._changes[number - 1])

    def before(self, at_ms: int, period: Period) -> int:
        """Return the instant a period earlier, the earliest `t` with `after(t)` at or past it."""
        earlier_ms = at_ms - period.length_ms
        if not period.on_wall:
            return earlier_ms
        shift_ms = self._offset(at_ms) - self._offset(earlier_ms)
        found_ms = earlier_ms + shift_ms
        return found_ms if self.after(found_ms, period) == at_ms else self._nearest(at_ms, period)

    def _nearest(self, at_ms: int, period: Period) -> int:
        """Search for what arithmetic misses around a change: `after` never runs backwards."""
        low_ms = at_ms - period.length_ms - self.most_change_ms - 1
        high_ms = at_ms - period.length_ms + self.most_change_ms
        while high_ms - low_ms > 1:
            middle_ms = (low_ms + high_ms) // 2
            if self.after(middle_ms, period) < at_ms:
                low_ms = middle_ms
            else:
                high_ms = middle_ms
        return high_ms

    def day(self, at_ms: int) -> int:
        """Return the number of the local day, counted from 1 January 1970."""
        return (at_ms + self._offset(at_ms)) // DAY_MS

    def of_day(self, at_ms: int) -> int:
        """Return how much the clock shows after midnight."""
        return (at_ms + self._offset(at_ms)) % DAY_MS

    def at(self, day: int, after_midnight_ms: int = 0) -> int:
        """Return when the clock first shows so much after midnight on a day.

        A time that the clock skips is counted on from before, as a handover's is.
        """
        wall_ms = day * DAY_MS + after_midnight_ms
        before_ms = self._offset(wall_ms - self._offset(wall_ms) - self.most_change_ms)
        early_ms = wall_ms - before_ms
        after_ms = self._offset(early_ms)
        if after_ms == before_ms or self._offset(wall_ms - after_ms) != after_ms:
            return early_ms
        return wall_ms - after_ms

    def _offset(self, at_ms: int) -> int:
        return self._offsets[bisect_right(self._changes, at_ms)]
