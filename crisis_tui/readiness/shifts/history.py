"""What one person works, in order of time: does one shift more break a rule?

Answers take O(log n) in the shifts before, so that a year can be planned.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.readiness.shifts.rules import LONGEST_NIGHT, LONGEST_SHIFT, WEEKLY_REST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.readiness.shifts.problem import Shift
    from crisis_tui.readiness.shifts.rules import ShiftRules

_RESTED = (-(10**18), -(10**17))
"""Before the first shift people are taken as rested."""


class History:
    """The shifts of one person; each starts after the one before has ended."""

    def __init__(self) -> None:
        self.shifts: list[Shift] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._work = [0]
        self._nights = [0]
        self._long_rests = [_RESTED]
        """The latest unbroken weekly rest before each shift, and before the next one so far."""

    @property
    def work_ms(self) -> int:
        """Return how long the person works in all."""
        return self._work[-1]

    @property
    def free_ms(self) -> int:
        """Return when the last shift ends."""
        return self._ends[-1] if self._ends else _RESTED[1]

    @property
    def nights(self) -> int:
        """Return how many night shifts there are."""
        return self._nights[-1]

    def rested_ms(self, at_ms: int, weekly_ms: int) -> int:
        """Return when the latest weekly rest ended, `at_ms` if it still lasts."""
        if not self._ends or at_ms - self._ends[-1] >= weekly_ms:
            return at_ms
        return max(self._long_rests[-1][1], self._starts[0])

    def add(self, shift: Shift, rules: ShiftRules) -> None:
        """Put a shift behind the others."""
        rest = (self._ends[-1] if self._ends else _RESTED[0], shift.busy.from_ms)
        long = rest[1] - rest[0] >= (rules.weekly_rest_ms or 0)
        self._long_rests.append(rest if long else self._long_rests[-1])
        self.shifts.append(shift)
        self._starts.append(shift.busy.from_ms)
        self._ends.append(shift.busy.until_ms)
        self._work.append(self._work[-1] + shift.work_ms)
        self._nights.append(self._nights[-1] + shift.night)

    def take_last(self) -> Shift:
        """Take the last shift out and return it."""
        for each in (self._starts, self._ends, self._work, self._nights, self._long_rests):
            each.pop()
        return self.shifts.pop()

    def broken(self, shift: Shift, rules: ShiftRules, *, acute: bool = False) -> str | None:
        """Return the first rule that working one more shift breaks, or None.

        `acute` asks by the rests that are kept even in the acute phase.
        """
        work_ms, night_ms = shift.work_ms, rules.longest_night_ms
        if rules.longest_ms is not None and work_ms > rules.longest_ms:
            return LONGEST_SHIFT
        if shift.night and night_ms is not None and work_ms > night_ms:
            return LONGEST_NIGHT
        if self.shifts:
            last = self.shifts[-1]
            rest_ms = last.acute_rest_ms if acute else last.rest_ms
            if shift.busy.from_ms - last.busy.until_ms < rest_ms:
                return last.rest_rule
        return self._broken_limit(shift, rules) or self._broken_week(shift, rules)

    def _broken_limit(self, shift: Shift, rules: ShiftRules) -> str | None:
        until_ms = shift.busy.until_ms
        for limit in rules.limits:
            if self._work_since(until_ms - limit.stretch_ms) + shift.work_ms > limit.most:
                return limit.rule
        most = rules.most_nights
        if most is not None and shift.night:
            nights = self._nights_since(until_ms - most.stretch_ms) + 1
            if nights > most.most:
                return most.rule
        return self._broken_average(shift, rules)

    def _broken_average(self, shift: Shift, rules: ShiftRules) -> str | None:
        average = rules.night_average
        if average is None:
            return None
        since_ms = shift.busy.until_ms - average.stretch_ms
        if self._nights_since(since_ms) + shift.night < average.nights:
            return None
        work_ms = self._work_since(since_ms) + shift.work_ms
        return average.rule if work_ms > average.most_ms else None

    def _broken_week(self, shift: Shift, rules: ShiftRules) -> str | None:
        """Tell whether the week that ends with the shift has no unbroken rest that is long enough.

        Of all long rests the latest reaches furthest into the week.
        """
        rest_ms = rules.weekly_rest_ms
        if rest_ms is None:
            return None
        week_ms = shift.busy.until_ms - WEEK_MS
        if shift.busy.from_ms - max(self.free_ms, week_ms) >= rest_ms:
            return None
        from_ms, until_ms = self._long_rests[-1]
        return None if until_ms - max(from_ms, week_ms) >= rest_ms else WEEKLY_REST

    def _work_since(self, at_ms: int) -> int:
        number = bisect_right(self._ends, at_ms)
        if number == len(self._ends):
            return 0
        return self._work[-1] - self._work[number] - max(0, at_ms - self._starts[number])

    def _nights_since(self, at_ms: int) -> int:
        return self._nights[-1] - self._nights[bisect_right(self._ends, at_ms)]

    def accepts(self, shift: Shift, rules: ShiftRules) -> bool:
        """Put a shift in its place in time if that breaks no rule, then or later; tell whether."""
        later: list[Shift] = []
        while self._starts and self._starts[-1] > shift.busy.from_ms:
            later.append(self.take_last())
        later.reverse()
        before = len(self.shifts)
        if self._follow([shift, *later], rules):
            return True
        while len(self.shifts) > before:
            self.take_last()
        for each in later:
            self.add(each, rules)
        return False

    def _follow(self, shifts: Sequence[Shift], rules: ShiftRules) -> bool:
        for each in shifts:
            if self.free_ms > each.busy.from_ms or self.broken(each, rules) is not None:
                return False
            self.add(each, rules)
        return True

    def remove(self, shift: Shift, rules: ShiftRules) -> None:
        """Take a shift out, wherever in time it is."""
        later = []
        while (last := self.take_last()) != shift:
            later.append(last)
        for each in reversed(later):
            self.add(each, rules)

    def put_back(self, shift: Shift, rules: ShiftRules) -> None:
        """Put a shift in its place in time, whatever it breaks."""
        later = []
        while self._starts and self._starts[-1] > shift.busy.from_ms:
            later.append(self.take_last())
        for each in (shift, *reversed(later)):
            self.add(each, rules)
