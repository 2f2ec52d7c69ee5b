"""Who could be asked for a role: deployable and qualified, on duty or not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crisis_tui.basis.instants import Interval
    from crisis_tui.roster.fitness import Fitness
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce


class PoolSpan(NamedTuple):
    """A time in which the same people make up a role's pool; being away does not end it."""

    from_ms: int
    until_ms: int
    people: tuple[str, ...]


def pool_fitness(workforce: Workforce, demand: Demand) -> dict[str, Fitness]:
    """Return everybody who bears the role, with how they fit apart from their arrival."""
    anyhow = demand._replace(limit_ms=None)
    return {
        person.id: workforce.fitness(person.id, anyhow)
        for person in workforce.roster.people
        if demand.role in person.roles
    }


def pool_spans(workforce: Workforce, demand: Demand, window: Interval) -> tuple[PoolSpan, ...]:
    """Return the role's pool over the window, without holes."""
    fitness = pool_fitness(workforce, demand)
    borders = {window.from_ms, window.until_ms}
    for each in fitness.values():
        borders.update(each.borders(window.from_ms, window.until_ms))
    spans: list[PoolSpan] = []
    for from_ms, until_ms in pairwise(sorted(borders)):
        people = tuple(name for name, each in fitness.items() if _belongs(each, from_ms))
        if spans and spans[-1].people == people:
            spans[-1] = spans[-1]._replace(until_ms=until_ms)
        else:
            spans.append(PoolSpan(from_ms, until_ms, people))
    return tuple(spans)


def _belongs(fitness: Fitness, at_ms: int) -> bool:
    seat = fitness.seat(at_ms, "standby")
    return seat.cause in (None, "away") and not seat.lacking


def smallest_pool(workforce: Workforce, demand: Demand, window: Interval) -> PoolSpan:
    """Return the role's pool when it is smallest; the first such time of the window."""
    return min(pool_spans(workforce, demand, window), key=lambda span: len(span.people))
