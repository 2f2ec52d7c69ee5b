"""Needs staffed in shifts by a pool: which of them would be short from a start of the story.

A relief roster depends only on the shifts' times after the start, on which of them are night
shifts, and on who is barred from which of them. Many starts have that in common with one that was
staffed before: the same hour of another day. Needs that share no people are planned apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.clock_changes import clock_changes, offset_ms
from crisis_tui.basis.durations import DAY_MS, WEEK_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import difference, interval_set, parts_within
from crisis_tui.readiness.needs import PlannedNeed, demand_of, shifted
from crisis_tui.readiness.relief import SHORTEST_SHIFT_MS, ReliefNeed, planned_apart, short_needs
from crisis_tui.readiness.shifts.availability import Candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crisis_tui.readiness.duty_shortages import Times
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce

    Barred = tuple[tuple[int, int], ...]
    """The first and last number of each run of shifts that somebody cannot work."""


class ShiftShortages:
    """Needs with shifts, asked for at any time of a window."""

    def __init__(
        self, needs: Iterable[PlannedNeed], workforce: Workforce, window: Interval
    ) -> None:
        """Work out who of the pools is out when; `window` holds all times that may be asked for."""
        self._workforce = workforce
        self._candidates = Candidates(workforce, {}, window)
        self._out = {
            demand: {
                person: difference((window,), fit)
                for person, fit in self._candidates.fit_times(demand).items()
            }
            for demand in {self._demand(need) for need in needs}
        }
        self._changes = tuple(clock_changes(workforce.zone, _with_weeks_rest(window)))
        self._short: dict[tuple[object, ...], frozenset[str]] = {}

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is in one of the pools."""
        return frozenset(person for pool in self._out.values() for person in pool)

    def short_roles(
        self, needs: Sequence[PlannedNeed], start_ms: int, taken: Times
    ) -> frozenset[str]:
        """Return the roles of which a need, counted from the start, has a shift without enough.

        `taken` tells when people are needed on duty if the story starts then.
        """
        relief = [self._relief_need(need, start_ms) for need in needs]
        candidates = self._candidates.beside(taken)
        return frozenset().union(
            *(
                self._short_of([relief[number] for number in numbers], start_ms, candidates, taken)
                for numbers in planned_apart(relief, candidates)
            )
        )

    def _short_of(
        self, needs: Sequence[ReliefNeed], start_ms: int, candidates: Candidates, taken: Times
    ) -> frozenset[str]:
        """Return the same of needs that are planned together."""
        key = tuple(
            (
                need.demand,
                need.span.from_ms - start_ms,
                need.span.length_ms,
                need.shift_ms,
                self._clock(need.span),
                *self._barred(need, taken),
            )
            for need in needs
        )
        if key not in self._short:
            short = short_needs(needs, self._workforce, candidates, start_ms)
            self._short[key] = frozenset(needs[number].demand.role for number in short)
        return self._short[key]

    def _clock(self, span: Interval) -> tuple[object, ...]:
        """Return what the wall clock shows: where nights are, and weeks of rest begin."""
        second = (span.from_ms + offset_ms(span.from_ms, self._workforce.zone)) % DAY_MS
        seen = _with_weeks_rest(span)
        inside = (each for each in self._changes if seen.contains(each.at_ms))
        return second, *((each.at_ms - span.from_ms, each.by_ms) for each in inside)

    def _demand(self, need: PlannedNeed) -> Demand:
        return demand_of(need, self._workforce)._replace(times=())

    def _relief_need(self, need: PlannedNeed, start_ms: int) -> ReliefNeed:
        return ReliefNeed(self._demand(need), shifted(need.span, start_ms), need.need.shift_ms or 0)

    def _barred(self, need: ReliefNeed, taken: Times) -> Iterator[Barred]:
        """Yield for everybody of the pool the shifts that they cannot work, whatever the plan."""
        for person, out in self._out[need.demand].items():
            elsewhere = (
                each
                for role, times in taken.get(person, {}).items()
                if role != need.demand.role
                for each in parts_within(times, need.span)
            )
            yield _shifts_touched(need, (*parts_within(out, need.span), *elsewhere))


def _with_weeks_rest(span: Interval) -> Interval:
    """Return a span with the time before its first shift in which rules look for rest."""
    return Interval(span.from_ms - WEEK_MS - DAY_MS, span.until_ms)


def _shifts_touched(need: ReliefNeed, times: Iterable[Interval]) -> Barred:
    """Return the runs of shifts that overlap with these times, all of them within the need."""
    length_ms = max(need.shift_ms, SHORTEST_SHIFT_MS)
    numbers = interval_set(
        Interval(
            (each.from_ms - need.span.from_ms) // length_ms,
            (each.until_ms - 1 - need.span.from_ms) // length_ms + 1,
        )
        for each in times
    )
    return tuple(numbers)
