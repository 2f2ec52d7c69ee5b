"""Posts that are staffed around the clock in shifts, by everybody deployable for them.

Two simple ways of choosing the next person are tried and the better one is kept. A plan that works
out is a proof; one that does not names the first shifts it could not fill, and why.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.rest_rules import RestRules, broken_rule, last_long_rest_ms, rest_rules
from crisis_tui.roster.pool import pool_fitness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.roster.seats import Seat
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce

    Choice = Callable[[RestRules, Sequence[Interval], int], tuple[int, int]]

SWAPS_BACK = 4
"""How many of somebody's last shifts may still be given to somebody else."""

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
    span: Interval
    number: int
    """Of the need."""


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
    """One attempt: shifts in order of time, each filled at once, with swaps where that fails."""

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
        self._worked: dict[str, list[_Shift]] = defaultdict(list)

    def staffed(self) -> tuple[tuple[StaffedShift, ...], ...]:
        """Fill all shifts; at one moment the need with the smallest pool chooses first."""
        shifts = self._shifts()
        others = {shift: self._fill(shift) for shift in shifts}
        people: dict[_Shift, list[str]] = defaultdict(list)
        for name, worked in self._worked.items():
            for shift in worked:
                people[shift].append(name)
        result: list[list[StaffedShift]] = [[] for _ in self._needs]
        for shift in shifts:
            found = StaffedShift(shift.span, tuple(people[shift]), others[shift])
            result[shift.number].append(found)
        return tuple(tuple(each) for each in result)

    def _shifts(self) -> list[_Shift]:
        shifts: list[_Shift] = []
        for number, need in enumerate(self._needs):
            length_ms = max(need.shift_ms, SHORTEST_SHIFT_MS)
            for from_ms in range(need.span.from_ms, need.span.until_ms, length_ms):
                until_ms = min(from_ms + length_ms, need.span.until_ms)
                shifts.append(_Shift(Interval(from_ms, until_ms), number))
        return sorted(shifts, key=lambda each: (each.span.from_ms, len(self._pools[each.number])))

    def _fill(self, shift: _Shift) -> tuple[Seat, ...]:
        """Put people on a shift; return those who cannot work it, if somebody is missing."""
        pool = list(self._pools[shift.number])
        obstacles = {name: self._obstacle(name, shift) for name in pool}
        able = [name for name in pool if obstacles[name] is None]
        able.sort(key=lambda name: self._choice(self._rules, self._spans(name), shift.span.from_ms))
        missing = self._needs[shift.number].demand.people
        for name in able[:missing]:
            self._worked[name].append(shift)
        missing = max(0, missing - len(able))
        while missing and self._fill_by_swap(shift):
            missing -= 1
        found = (self._obstacle(name, shift) for name in pool) if missing else ()
        return tuple(seat for seat in found if seat is not None and not self._works(seat, shift))

    def _works(self, seat: Seat, shift: _Shift) -> bool:
        return shift in self._worked[seat.person]

    def _fill_by_swap(self, shift: _Shift) -> bool:
        """Free somebody who must rest by giving one of their last shifts to somebody else."""
        for name in self._pools[shift.number]:
            worked = self._worked[name]
            if self._bound(name, shift) is not None or shift in worked:
                continue
            for earlier in worked[-SWAPS_BACK:][::-1]:
                without = [each for each in worked if each != earlier]
                if self._rule(without, shift) is not None:
                    continue
                stand_in = self._stand_in(earlier, name)
                if stand_in is not None:
                    self._worked[stand_in] = sorted([*self._worked[stand_in], earlier])
                    self._worked[name] = [*without, shift]
                    return True
        return False

    def _stand_in(self, shift: _Shift, instead_of: str) -> str | None:
        """Return somebody who can take over a shift and still work their later ones."""
        for name in self._pools[shift.number]:
            worked = self._worked[name]
            if name == instead_of or shift in worked or self._bound(name, shift) is not None:
                continue
            mine = sorted([*worked, shift])
            later = range(mine.index(shift), len(mine))
            if all(self._rule(mine[:number], mine[number]) is None for number in later):
                return name
        return None

    def _obstacle(self, name: str, shift: _Shift) -> Seat | None:
        """Return the seat of somebody who cannot work the shift, with the cause."""
        bound = self._bound(name, shift)
        if bound is not None:
            return bound
        seat = self._pools[shift.number][name].seat(shift.span.from_ms, "work")
        worked = self._worked[name]
        if worked and worked[-1].span.overlap(shift.span):
            other = self._needs[worked[-1].number].demand.role
            return seat._replace(cause="on-other-post", other_role=other)
        rule = self._rule(worked, shift)
        return None if rule is None else seat._replace(cause="resting", rule=rule)

    def _bound(self, name: str, shift: _Shift) -> Seat | None:
        """Return the seat of somebody who cannot work then whatever the plan."""
        fitness, span = self._pools[shift.number][name], shift.span
        for at_ms in (span.from_ms, *sorted(fitness.borders(span.from_ms, span.until_ms))):
            seat = fitness.seat(at_ms, "work")
            if seat.cause is not None:
                return seat
        role = self._needs[shift.number].demand.role
        for other, times in self._elsewhere.get(name, {}).items():
            if other != role and any(each.overlap(span) for each in times):
                seat = fitness.seat(span.from_ms, "work")
                return seat._replace(cause="on-other-post", other_role=other)
        return None

    def _rule(self, worked: Sequence[_Shift], shift: _Shift) -> str | None:
        return broken_rule(self._rules, [each.span for each in worked], shift.span)

    def _spans(self, name: str) -> list[Interval]:
        return [each.span for each in self._worked[name]]
