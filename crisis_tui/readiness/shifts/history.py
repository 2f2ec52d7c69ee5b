"""What one person works, in order of time: does one shift more break a rule?

Answers take O(log n) in the shifts before, so that a year can be planned.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import FAR_PAST_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.readiness.shifts.problem import Shift
    from crisis_tui.readiness.shifts.rules import ShiftRules

_RESTED = (10 * FAR_PAST_MS, FAR_PAST_MS)
"""Before the first shift people are taken as rested."""


class History:
    """The shifts of one person; each starts after the one before has ended."""

    def __init__(self, rules: ShiftRules) -> None:
        """Keep what is needed to ask by these rules."""
        self._rules = rules
        self._weekly_ms = 0 if rules.weekly_rest is None else rules.weekly_rest.value
        self._series_ms = 0 if rules.series is None else rules.series.rest_ms
        self.shifts: list[Shift] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._work = [0]
        self._nights = [0]
        self._series = [0]
        self._long_rests = [_RESTED]
        """The latest unbroken weekly rest before each shift, the next one last."""

    @property
    def work_ms(self) -> int:
        """Return how long the person works in all."""
        return self._work[-1]

    @property
    def free_ms(self) -> int:
        """Return when the last shift ends."""
        return self._ends[-1] if self._ends else FAR_PAST_MS

    def rested_ms(self, at_ms: int) -> int:
        """Return when the latest weekly rest ended, `at_ms` if it still lasts."""
        if not self._ends or at_ms - self._ends[-1] >= self._weekly_ms:
            return at_ms
        return max(self._long_rests[-1][1], self._starts[0])

    def add(self, shift: Shift) -> None:
        """Put a shift behind the others."""
        rest = (self._ends[-1] if self._ends else _RESTED[0], shift.busy.from_ms)
        length_ms = rest[1] - rest[0]
        self._long_rests.append(rest if length_ms >= self._weekly_ms else self._long_rests[-1])
        before = self._series[-1] if length_ms < self._series_ms else 0
        self._series.append(before + 1 if shift.night else 0)
        self.shifts.append(shift)
        self._starts.append(shift.busy.from_ms)
        self._ends.append(shift.busy.until_ms)
        self._work.append(self._work[-1] + shift.work_ms)
        self._nights.append(self._nights[-1] + shift.night)

    def take_last(self) -> Shift:
        """Take the last shift out and return it."""
        for each in (self._starts, self._ends, self._work, self._nights, self._series):
            each.pop()
        self._long_rests.pop()
        return self.shifts.pop()

    def broken(self, shift: Shift, acute: ShiftRules | None = None) -> str | None:
        """Return the first rule that working one more shift breaks, or None.

        `acute` asks by the rules that are kept even in the acute phase.
        """
        rules, work_ms = acute or self._rules, shift.work_ms
        if rules.longest is not None and work_ms > rules.longest.length_ms:
            return rules.longest.rule
        night = rules.longest_night
        if shift.night and night is not None and work_ms > night.length_ms:
            return night.rule
        return (
            self._broken_rest(shift, rules, acute=acute is not None)
            or self._broken_limit(shift, rules)
            or self._broken_week(shift, rules)
        )

    def _broken_rest(self, shift: Shift, rules: ShiftRules, *, acute: bool) -> str | None:
        if not self.shifts:
            return None
        last = self.shifts[-1]
        rested_ms = shift.busy.from_ms - last.busy.until_ms
        if rested_ms < (last.acute_rest_ms if acute else last.rest_ms):
            return last.rest_rule
        series = rules.series
        if series is None or shift.night or self._series[-1] < series.nights:
            return None
        return series.rule if rested_ms < series.rest_ms else None

    def _broken_limit(self, shift: Shift, rules: ShiftRules) -> str | None:
        for limit, since_ms in zip(rules.limits, shift.since.limits, strict=True):
            if self._work_since(since_ms) + shift.work_ms > limit.value:
                return limit.rule
        most = rules.most_nights
        if most is not None and shift.night:
            nights = self._nights_since(shift.since.nights_ms) + 1
            if nights > most.value:
                return most.rule
        return self._broken_average(shift, rules)

    def _broken_average(self, shift: Shift, rules: ShiftRules) -> str | None:
        average, since_ms = rules.night_average, shift.since.average_ms
        if average is None or self._nights_since(since_ms) + shift.night < rules.many_nights:
            return None
        work_ms = self._work_since(since_ms) + shift.work_ms
        return average.rule if work_ms > average.value else None

    def _broken_week(self, shift: Shift, rules: ShiftRules) -> str | None:
        """Tell whether the week that ends with the shift has no unbroken rest that is long enough.

        Of all long rests the latest reaches furthest into the week.
        """
        weekly, week_ms = rules.weekly_rest, shift.since.week_ms
        if weekly is None or shift.busy.from_ms - max(self.free_ms, week_ms) >= weekly.value:
            return None
        from_ms, until_ms = self._long_rests[-1]
        return None if until_ms - max(from_ms, week_ms) >= weekly.value else weekly.rule

    def _work_since(self, at_ms: int) -> int:
        number = bisect_right(self._ends, at_ms)
        if number == len(self._ends):
            return 0
        return self._work[-1] - self._work[number] - max(0, at_ms - self._starts[number])

    def _nights_since(self, at_ms: int) -> int:
        return self._nights[-1] - self._nights[bisect_right(self._ends, at_ms)]

    def accepts(self, shift: Shift) -> bool:
        """Put a shift in its place in time if that breaks no rule, then or later; tell whether."""
        if self._is_crowded(shift):
            return False
        later = self._taken_after(shift)
        before = len(self.shifts)
        if self._follow([shift, *later]):
            return True
        while len(self.shifts) > before:
            self.take_last()
        for each in later:
            self.add(each)
        return False

    def _is_crowded(self, shift: Shift) -> bool:
        """Tell at a glance whether the shifts before and after leave no rest."""
        number = bisect_right(self._starts, shift.busy.from_ms)
        if number and self._ends[number - 1] + self.shifts[number - 1].rest_ms > shift.busy.from_ms:
            return True
        return number < len(self._starts) and (
            shift.busy.until_ms + shift.rest_ms > self._starts[number]
        )

    def put_back(self, shift: Shift) -> None:
        """Put a shift in its place in time, whatever it breaks."""
        later = self._taken_after(shift)
        for each in (shift, *later):
            self.add(each)

    def remove(self, shift: Shift) -> None:
        """Take a shift out, wherever in time it is."""
        later = self._taken_after(shift)
        self.take_last()
        for each in later:
            self.add(each)

    def _taken_after(self, shift: Shift) -> list[Shift]:
        """Take out the shifts that start later, and return them in order."""
        later = []
        while self._starts and self._starts[-1] > shift.busy.from_ms:
            later.append(self.take_last())
        return later[::-1]

    def _follow(self, shifts: Sequence[Shift]) -> bool:
        for each in shifts:
            if self.free_ms > each.busy.from_ms or self.broken(each) is not None:
                return False
            self.add(each)
        return True
