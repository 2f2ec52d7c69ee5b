"""Posts that are staffed around the clock in shifts, by everybody deployable for them.

Two simple ways of choosing the next person are tried and the better one is kept. A plan that works
out is a proof; one that does not names the first shifts it could not fill, and why.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.rest_rules import RestRules, broken_rule, last_long_rest_ms, rest_rules
from crisis_tui.roster.pool import pool_fitness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.roster.fitness import Fitness
    from crisis_tui.roster.seats import Seat
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce

    Choice = Callable[[RestRules, Sequence[Interval], int], tuple[int, int]]

Worked = dict[str, list[Interval]]

SHORTEST_SHIFT_MS = 15 * MINUTE_MS
"""Shorter shifts are counted as this long: nobody relieves a post every second."""


class ReliefNeed(NamedTuple):
    """A demand to be staffed without a break in shifts of this length."""

    demand: Demand
    span: Interval
    shift_ms: int


class StaffedShift(NamedTuple):
    """One shift of a need: who works it, and for those who do not, why not."""

    span: Interval
    people: tuple[str, ...]
    others: tuple[Seat, ...]


class _Shift(NamedTuple):
    from_ms: int
    number: int
    span: Interval


def staff(
    needs: Sequence[ReliefNeed],
    workforce: Workforce,
    elsewhere: Mapping[str, Mapping[str, IntervalSet]],
) -> tuple[tuple[StaffedShift, ...], ...]:
    """Return the shifts of each need, staffed as far as the pools and the rest rules allow.

    `elsewhere` tells when somebody is needed for another role: by person, then by role.
    """
    rules = rest_rules(workforce.norms)
    plans = [
        _Plan(needs, workforce, elsewhere, rules, choice).staffed()
        for choice in (_freshest_of_the_week, _longest_rested)
    ]
    return min(plans, key=lambda plan: _missing(needs, plan))


def _missing(needs: Sequence[ReliefNeed], plan: Sequence[Sequence[StaffedShift]]) -> int:
    return sum(
        need.demand.people - len(shift.people)
        for need, shifts in zip(needs, plan, strict=True)
        for shift in shifts
    )


def _freshest_of_the_week(
    rules: RestRules, worked: Sequence[Interval], at_ms: int
) -> tuple[int, int]:
    """Prefer who had the long weekly rest last, so that the others can complete theirs."""
    rest_ms = rules.weekly_rest_ms or 0
    return (-last_long_rest_ms(rest_ms, worked, at_ms), sum(each.length_ms for each in worked))


def _longest_rested(_: RestRules, worked: Sequence[Interval], at_ms: int) -> tuple[int, int]:
    """Prefer who rests longest."""
    return (worked[-1].until_ms - at_ms if worked else -at_ms, len(worked))


class _Plan:
    """One attempt: shifts in order of time, each filled at once."""

    def __init__(
        self,
        needs: Sequence[ReliefNeed],
        workforce: Workforce,
        elsewhere: Mapping[str, Mapping[str, IntervalSet]],
        rules: RestRules,
        choice: Choice,
    ) -> None:
        self._needs = needs
        self._elsewhere = elsewhere
        self._rules = rules
        self._choice = choice
        self._pools = [pool_fitness(workforce, need.demand) for need in needs]
        self._worked: Worked = defaultdict(list)

    def staffed(self) -> tuple[tuple[StaffedShift, ...], ...]:
        """Fill all shifts; at one moment the need with the smallest pool chooses first."""
        result: list[list[StaffedShift]] = [[] for _ in self._needs]
        for shift in self._shifts():
            result[shift.number].append(self._fill(shift))
        return tuple(tuple(shifts) for shifts in result)

    def _shifts(self) -> list[_Shift]:
        shifts: list[_Shift] = []
        for number, need in enumerate(self._needs):
            length_ms = max(need.shift_ms, SHORTEST_SHIFT_MS)
            for from_ms in range(need.span.from_ms, need.span.until_ms, length_ms):
                until_ms = min(from_ms + length_ms, need.span.until_ms)
                shifts.append(_Shift(from_ms, number, Interval(from_ms, until_ms)))
        return sorted(shifts, key=lambda each: (each.from_ms, len(self._pools[each.number])))

    def _fill(self, shift: _Shift) -> StaffedShift:
        demand, pool = self._needs[shift.number].demand, self._pools[shift.number]
        able: list[tuple[tuple[int, int], int, str]] = []
        others: list[Seat] = []
        for order, (name, fitness) in enumerate(pool.items()):
            obstacle = self._obstacle(name, fitness, demand.role, shift.span)
            if obstacle is None:
                key = self._choice(self._rules, self._worked[name], shift.from_ms)
                insort(able, (key, order, name))
            else:
                others.append(obstacle)
        chosen = tuple(name for _, _, name in able[: demand.people])
        for name in chosen:
            self._worked[name].append(shift.span)
        return StaffedShift(shift.span, chosen, tuple(others))

    def _obstacle(self, name: str, fitness: Fitness, role: str, span: Interval) -> Seat | None:
        """Return the seat of somebody who cannot work the shift, with the cause."""
        for at_ms in (span.from_ms, *sorted(fitness.borders(span.from_ms, span.until_ms))):
            seat = fitness.seat(at_ms, "work")
            if seat.cause is not None:
                return seat
        seat = fitness.seat(span.from_ms, "work")
        for other, times in self._elsewhere.get(name, {}).items():
            if other != role and any(each.overlap(span) for each in times):
                return seat._replace(cause="on-other-post", other_role=other)
        working = self._worked[name]
        if working and working[-1].overlap(span):
            return seat._replace(cause="on-other-post")
        rule = broken_rule(self._rules, working, span)
        return None if rule is None else seat._replace(cause="resting", rule=rule)
