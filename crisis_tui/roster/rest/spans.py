"""Times of one person, kept so that many questions about them are answered by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Spans:
    """Half-open times in order, disjoint and not touching."""

    def __init__(self, times: Iterable[tuple[int, int]]) -> None:
        """Join times that are in order of their beginning."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        last_ms: int | None = None
        for from_ms, until_ms in times:
            if last_ms is None or from_ms > last_ms:
                self.starts.append(from_ms)
                self.ends.append(until_ms)
                last_ms = until_ms
            elif until_ms > last_ms:
                self.ends[-1] = last_ms = until_ms

    def __bool__(self) -> bool:
        """Tell whether there is any time."""
        return bool(self.starts)

    def __len__(self) -> int:
        """Return the number of unbroken times."""
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield (from, until)."""
        return zip(self.starts, self.ends, strict=True)

    def joined(self, other: Spans) -> Spans:
        """Return the times of either."""
        if not other or not self:
            return self or other
        return Spans(sorted([*self, *other]))

    @cached_property
    def totals(self) -> list[int]:
        """Milliseconds before each time, and of all together."""
        return [*accumulate(map(sub, self.ends, self.starts), initial=0)]

    @cached_property
    def _daily(self) -> list[int]:
        """Milliseconds before the beginning of the first, and before each day of 24 h after it."""
        if not self:
            return [0]
        days = range(self.starts[0], self.ends[-1] + DAY_MS, DAY_MS)
        return [self.before(at_ms) for at_ms in days]

    def most_in(self, length_ms: int) -> int:
        """Return a bound of how long they are in any window of a length; never too low."""
        days = length_ms // DAY_MS + 2
        daily = self._daily
        if len(daily) <= days:
            return self.total_ms
        most_ms: int = max(map(sub, daily[days:], daily))
        return most_ms

    @property
    def total_ms(self) -> int:
        """How long they are together."""
        return self.totals[-1]

    def before(self, at_ms: int) -> int:
        """Return how long they are before an instant."""
        number = bisect_right(self.starts, at_ms)
        if not number:
            return 0
        return self.totals[number] - max(0, self.ends[number - 1] - at_ms)

    def within(self, from_ms: int, until_ms: int) -> int:
        """Return how long they are within a window."""
        return self.before(until_ms) - self.before(from_ms)

    def parts_within(self, from_ms: int, until_ms: int) -> Iterator[tuple[int, int]]:
        """Yield the parts that lie in a window."""
        first = bisect_right(self.ends, from_ms)
        last = bisect_left(self.starts, until_ms)
        for number in range(first, last):
            yield max(from_ms, self.starts[number]), min(until_ms, self.ends[number])
