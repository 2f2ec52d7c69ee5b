"""Who is able to work when: deployable, qualified, in time, and not needed for another role."""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, interval_set
from crisis_tui.basis.wall_clock import WallClock
from crisis_tui.readiness.shifts.problem import Problem, Shift, ShiftMaker
from crisis_tui.readiness.shifts.rules import acute_rules, settings, shift_rules
from crisis_tui.roster.pool import pool_fitness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.roster.fitness import Fitness
    from crisis_tui.roster.seats import Seat
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce

    Elsewhere = Mapping[str, Mapping[str, IntervalSet]]
    """When somebody is needed for another role: by person, then by role."""


_HISTORY_MS = 20 * WEEK_MS
"""Longer than any stretch of time that a rule counts in."""


class Slot(NamedTuple):
    """A time for which a post asks for people; `relieves` if a crew before hands over to them."""

    post: int
    span: Interval
    demand: Demand
    relieves: bool


class Candidates:
    """The pools of the demands of a window, and when they are free for them."""

    def __init__(self, workforce: Workforce, elsewhere: Elsewhere, window: Interval) -> None:
        """Take when people are needed for other roles than those that are asked for."""
        self._workforce = workforce
        self._elsewhere = elsewhere
        self.window = window
        self._fitness: dict[Demand, dict[str, Fitness]] = {}
        self._times: dict[Demand, dict[str, IntervalSet]] = {}
        norms = workforce.norms
        self.maker = ShiftMaker(
            shift_rules(norms),
            acute_rules(norms),
            settings(norms),
            WallClock(workforce.zone, _with_history(window)),
        )

    def beside(self, elsewhere: Elsewhere) -> Candidates:
        """Return the same people, needed elsewhere at other times; what is known of them is kept."""
        other = copy(self)
        other._elsewhere = elsewhere  # noqa: SLF001 - of the same class
        return other

    def fitness(self, demand: Demand) -> Mapping[str, Fitness]:
        """Return everybody who bears the role, with how they fit."""
        key = demand._replace(times=())
        if key not in self._fitness:
            self._fitness[key] = pool_fitness(self._workforce, key)
        return self._fitness[key]

    def fit_times(self, demand: Demand) -> Mapping[str, IntervalSet]:
        """Return when everybody who bears the role is fit for it within the window."""
        key = demand._replace(times=())
        if key not in self._times:
            self._times[key] = {
                name: _fit_times(each, self.window) for name, each in self.fitness(key).items()
            }
        return self._times[key]

    def able(self, slot: Slot) -> tuple[str, ...]:
        """Return who could work all of a slot."""
        return tuple(
            name
            for name, times in self.fit_times(slot.demand).items()
            if _holds(times, slot.span) and self.needed_for(name, slot) is None
        )

    def needed_for(self, name: str, slot: Slot) -> str | None:
        """Return the other role that somebody is needed for during a slot, if any."""
        for role, times in self._elsewhere.get(name, {}).items():
            if role != slot.demand.role and _touches(times, slot.span):
                return role
        return None

    def bar(self, name: str, slot: Slot) -> Seat | None:
        """Return the seat of somebody who cannot work a slot whatever the plan, with the cause."""
        fitness, span = self.fitness(slot.demand)[name], slot.span
        for at_ms in (span.from_ms, *sorted(fitness.borders(span.from_ms, span.until_ms))):
            seat = fitness.seat(at_ms, "work")
            if seat.cause is not None:
                return seat
        other = self.needed_for(name, slot)
        if other is None:
            return None
        seat = fitness.seat(span.from_ms, "work")
        return seat._replace(cause="on-other-post", other_role=other)


def problem_of(
    roles: Sequence[str],
    slots: Sequence[Slot],
    candidates: Candidates,
    workforce: Workforce,
    crisis_ms: int | None,
) -> tuple[Problem, tuple[Slot, ...]]:
    """Return what is to be planned, and the slots in the order of its shifts.

    At one moment the post with the smallest pool comes first. `crisis_ms` is when the crisis
    began: its acute phase counts from there, None for no acute phase.
    """
    maker = candidates.maker

    def shift(slot: Slot) -> Shift:
        able = candidates.able(slot)
        people = slot.demand.people
        return maker.shift(slot.span, slot.post, people, able, relieves=slot.relieves)

    sizes = {slot.demand.role: len(candidates.fitness(slot.demand)) for slot in slots}
    ordered = sorted(
        slots, key=lambda each: (each.span.from_ms, sizes[each.demand.role], each.post)
    )
    return Problem(
        roles=tuple(roles),
        shifts=tuple(shift(slot) for slot in ordered),
        rules=maker.rules,
        acute=maker.acute,
        acute_until_ms=0 if crisis_ms is None else crisis_ms + maker.settings.acute_ms,
        unbound=frozenset(
            person.id for person in workforce.roster.people if person.kind == "partner"
        ),
        clock=maker.clock,
    ), tuple(ordered)


def _with_history(window: Interval) -> Interval:
    """Return the window with what rules look back on before it, and on to after it."""
    return Interval(window.from_ms - _HISTORY_MS, window.until_ms + _HISTORY_MS)


def _fit_times(fitness: Fitness, window: Interval) -> IntervalSet:
    borders = sorted({*window, *fitness.borders(*window)})
    return interval_set(
        Interval(from_ms, until_ms)
        for from_ms, until_ms in pairwise(borders)
        if fitness.seat(from_ms, "work").cause is None
    )


def _holds(times: IntervalSet, span: Interval) -> bool:
    number = bisect_right(times, span.from_ms, key=lambda each: each.from_ms) - 1
    return number >= 0 and times[number].until_ms >= span.until_ms


def _touches(times: IntervalSet, span: Interval) -> bool:
    number = bisect_right(times, span.from_ms, key=lambda each: each.until_ms)
    return number < len(times) and times[number].from_ms < span.until_ms
