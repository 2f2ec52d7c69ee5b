"""The rest rules of one person as constraints of CP-SAT: the same numbers that plain planning reads.

Work is counted by running sums, so that a stretch of weeks costs a few terms and not one a shift.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisis_tui.readiness.shifts.problem import Problem, Shift
    from crisis_tui.readiness.shifts.rules import Limit


class Placed(NamedTuple):
    """A shift that somebody may work, and the variable that says whether they do."""

    shift: Shift
    works: cp_model.IntVar


class Sums(NamedTuple):
    """Running sums of one person: `totals[n]` is what the shifts ending until `ends[n]` add up to."""

    ends: list[int]
    totals: list[cp_model.LinearExprT]
    most: list[int]
    """What the totals may be at most, whoever works what."""


class RuleKeeper:
    """Adds the rules to a model, person by person.

    `warnings` collects variables that are true where a rule is broken in the acute phase. Where
    shifts of several posts lie so that a series of nights is not told by the calendar, the rule for
    series is taken loosely, or with `strict` too strictly; everything else is exact.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        problem: Problem,
        unit_ms: int,
        warnings: list[cp_model.IntVar],
        *,
        strict: bool,
    ) -> None:
        """Count work in units that divide all its lengths."""
        self._model = model
        self._problem = problem
        self._unit_ms = unit_ms
        self._warnings = warnings
        self._strict = strict

    def keep(self, placed: Sequence[Placed]) -> tuple[cp_model.LinearExprT, cp_model.LinearExprT]:
        """Add every rule for what one person may work; return their work and nights in all."""
        rules = self._problem.rules
        self._keep_rest(placed)
        self._keep_series(placed)
        self._keep_weekly_rest(placed)
        work = self._sums(placed, lambda shift: shift.work_ms // self._unit_ms)
        nights = self._sums(placed, lambda shift: int(shift.night))
        for number, limit in enumerate(rules.limits):
            self._keep_limit(placed, work, limit, [e.shift.since.limits[number] for e in placed])
        if rules.most_nights is not None:
            since = [each.shift.since.nights_ms for each in placed]
            self._keep_number(placed, nights, rules.most_nights.value, since)
        if rules.night_average is not None:
            self._keep_average(placed, work, nights, rules.night_average)
        return work.totals[-1], nights.totals[-1]

    def _keep_rest(self, placed: Sequence[Placed]) -> None:
        """Let nobody work two shifts closer together than the rest after the first.

        Only where the later one starts in the acute phase is a shorter rest enough, with a warning.
        """
        acute_ms = self._problem.acute_until_ms
        later = [each for each in placed if each.shift.span.from_ms >= acute_ms]
        self.keep_apart(later, lambda shift: _and_rest(shift, shift.rest_ms))
        early = [each for each in placed if each.shift.span.from_ms < acute_ms]
        self.keep_apart(early, lambda shift: _and_rest(shift, shift.acute_rest_ms))
        for number, (first, works) in enumerate(early):
            for second, then_works in (*early[number + 1 :], *later):
                rested_ms = second.busy.from_ms - first.busy.until_ms
                if rested_ms >= first.rest_ms:
                    continue
                if second.span.from_ms >= acute_ms:
                    self._model.add_at_most_one(works, then_works)
                elif rested_ms >= first.acute_rest_ms:
                    warning = self._model.new_bool_var("")
                    self._model.add_bool_or(works.negated(), then_works.negated(), warning)
                    self._warnings.append(warning)

    def keep_apart(self, placed: Sequence[Placed], time: Callable[[Shift], Interval]) -> None:
        """Let nobody work two shifts whose times overlap.

        Times that hold a common instant are pairwise apart: one constraint for each such clique.
        """
        clique: list[Placed] = []
        for each in sorted(placed, key=lambda each: time(each.shift)):
            from_ms = time(each.shift).from_ms
            still = [one for one in clique if time(one.shift).until_ms > from_ms]
            if 1 < len(clique) > len(still):
                self._model.add_at_most_one(one.works for one in clique)
            clique = [*still, each]
        if len(clique) > 1:
            self._model.add_at_most_one(one.works for one in clique)

    def _keep_weekly_rest(self, placed: Sequence[Placed]) -> None:
        """Give everybody who works a shift the long rest in the week that ends with it."""
        weekly = self._problem.rules.weekly_rest
        if weekly is None or not placed:
            return
        first_ms = placed[0].shift.busy.from_ms
        rests: dict[int, cp_model.IntVar] = {}
        ends = sorted({each.shift.busy.until_ms for each in placed})
        for shift, works in placed:
            week_ms, last_ms = shift.since.week_ms, shift.busy.from_ms - weekly.value
            if first_ms - week_ms >= weekly.value:
                continue
            inside = ends[bisect_left(ends, week_ms) : bisect_right(ends, last_ms)]
            starts = sorted({week_ms, *inside}) if week_ms <= last_ms else []
            for at_ms in starts:
                if at_ms not in rests:
                    rests[at_ms] = self._rest(placed, at_ms, at_ms + weekly.value)
            self._model.add_bool_or(works.negated(), *(rests[at_ms] for at_ms in starts))

    def _rest(self, placed: Sequence[Placed], from_ms: int, until_ms: int) -> cp_model.IntVar:
        """Return a variable that keeps this time free of work if it is true."""
        rest = self._model.new_bool_var("")
        for shift, works in placed:
            if shift.busy.from_ms < until_ms and shift.busy.until_ms > from_ms:
                self._model.add_implication(rest, works.negated())
        return rest

    def _keep_series(self, placed: Sequence[Placed]) -> None:
        """After a series of nights, let no shift by day begin before the long rest is over."""
        series = self._problem.rules.series
        if series is None:
            return
        nights: dict[int, list[Placed]] = defaultdict(list)
        days = [each for each in placed if not each.shift.night]
        for each in placed:
            if each.shift.night:
                nights[self._problem.clock.day(each.shift.busy.until_ms - 1)].append(each)
        for day in days:
            number = self._problem.clock.day(day.shift.busy.from_ms)
            for last in range(number - series.rest_ms // DAY_MS - 1, number + 1):
                if last in nights and self._follows(nights[last], [day], series.rest_ms):
                    for chain in self._chains(nights, last, series.nights, series.rest_ms):
                        self._forbid(nights, chain, day, days)

    def _chains(
        self, nights: dict[int, list[Placed]], last: int, length: int, rest_ms: int
    ) -> list[tuple[int, ...]]:
        """Return the series of nights of this length that end with a night, as days' numbers."""
        if length == 1:
            return [(last,)]
        return [
            (*chain, last)
            for before in (last - 2, last - 1)
            if before in nights and self._follows(nights[before], nights[last], rest_ms)
            for chain in self._chains(nights, before, length - 1, rest_ms)
        ]

    def _follows(self, first: Sequence[Placed], then: Sequence[Placed], rest_ms: int) -> bool:
        """Tell whether shifts come after others, before such a rest is over: all, or any of them."""
        apart = [b.shift.busy.from_ms - a.shift.busy.until_ms for a in first for b in then]
        close = [0 <= each < rest_ms for each in apart]
        return any(close) if self._strict else all(close)

    def _forbid(
        self,
        nights: dict[int, list[Placed]],
        chain: tuple[int, ...],
        day: Placed,
        days: Sequence[Placed],
    ) -> None:
        """Forbid a shift by day right after a chain of nights, unless one by day lies between."""
        worked = [each.works for night in chain for each in nights[night]]
        from_ms = min(each.shift.busy.until_ms for each in nights[chain[0]])
        between = [
            each.works
            for each in days
            if from_ms <= each.shift.busy.from_ms < day.shift.busy.from_ms
        ]
        self._model.add(sum(worked) + day.works - sum(between) <= len(chain))

    def _sums(self, placed: Sequence[Placed], size: Callable[[Shift], int]) -> Sums:
        """Return running sums over the ends of shifts."""
        by_end: dict[int, list[Placed]] = defaultdict(list)
        for each in placed:
            by_end[each.shift.busy.until_ms].append(each)
        ends = sorted(by_end)
        total: cp_model.LinearExprT = 0
        totals: list[cp_model.LinearExprT] = [0]
        most = [0]
        for end in ends:
            sizes = [size(each.shift) for each in by_end[end]]
            works = [each.works for each in by_end[end]]
            most.append(most[-1] + max(sizes))
            total = self._model.new_int_var(0, most[-1], "")
            added = cp_model.LinearExpr.weighted_sum(works, sizes)
            self._model.add(total == totals[-1] + added)
            totals.append(total)
        return Sums(ends, totals, most)

    def _stretches(
        self, placed: Sequence[Placed], sums: Sums, since: Sequence[int], most: int
    ) -> Iterator[tuple[int, int, int]]:
        """Yield (first, last, since) of the stretches in which more than `most` is possible.

        Of the stretches that begin before all shifts the last holds the others.
        """
        first_ms = placed[0].shift.busy.from_ms
        seen: dict[int, tuple[int, int, int]] = {}
        for each, since_ms in zip(placed, since, strict=True):
            last = bisect_left(sums.ends, each.shift.busy.until_ms) + 1
            first = bisect_right(sums.ends, since_ms)
            if sums.most[last] - sums.most[first] > most:
                key = last if since_ms > first_ms else -1
                seen[key] = max(seen.get(key, (0, 0, 0)), (first, last, since_ms))
        yield from seen.values()

    def _within(
        self, placed: Sequence[Placed], sums: Sums, first: int, last: int, since_ms: int
    ) -> cp_model.LinearExprT:
        """Return the work of a stretch; of a shift that it cuts only the part inside counts."""
        cut = [
            (each.works, (since_ms - each.shift.busy.from_ms) // self._unit_ms)
            for each in placed
            if each.shift.busy.from_ms < since_ms < each.shift.busy.until_ms
        ]
        outside = cp_model.LinearExpr.weighted_sum([w for w, _ in cut], [part for _, part in cut])
        return sums.totals[last] - sums.totals[first] - outside

    def _keep_limit(
        self, placed: Sequence[Placed], work: Sums, limit: Limit, since: Sequence[int]
    ) -> None:
        most = limit.value // self._unit_ms
        for first, last, since_ms in self._stretches(placed, work, since, most):
            self._model.add(self._within(placed, work, first, last, since_ms) <= most)

    def _keep_number(
        self, placed: Sequence[Placed], nights: Sums, most: int, since: Sequence[int]
    ) -> None:
        for first, last, _ in self._stretches(placed, nights, since, most):
            self._model.add(nights.totals[last] - nights.totals[first] <= most)

    def _keep_average(
        self, placed: Sequence[Placed], work: Sums, nights: Sums, average: Limit
    ) -> None:
        """With many nights in a stretch, allow less work in it."""
        many = self._problem.rules.many_nights
        since = [each.shift.since.average_ms for each in placed]
        most = average.value // self._unit_ms
        for first, last, since_ms in self._stretches(placed, work, since, most):
            few = self._model.new_bool_var("")
            worked = self._within(placed, work, first, last, since_ms)
            self._model.add(worked <= most).only_enforce_if(few.negated())
            found = nights.totals[last] - nights.totals[first]
            self._model.add(found <= many - 1).only_enforce_if(few)


def _and_rest(shift: Shift, rest_ms: int) -> Interval:
    return Interval(shift.busy.from_ms, shift.busy.until_ms + rest_ms)
