"""Segments of one demand over a window, in one sweep."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.roster.seats import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crisis_tui.basis.instants import Interval
    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.roster.fitness import Fitness
    from crisis_tui.roster.on_duty import DutySpan


class Demand(NamedTuple):
    """How many people a role must have when, qualified how, there how soon (None: no limit)."""

    role: str
    people: int
    times: IntervalSet
    requires: tuple[str, ...]
    limit_ms: int | None


def segments(
    demand: Demand,
    duty: Sequence[DutySpan],
    fitness: Mapping[str, Fitness],
    horizon_ms: int,
) -> tuple[Segment, ...]:
    """Return the window of `duty` cut wherever anything about the demand changes, without holes.

    From `horizon_ms` on nothing is planned, whoever is named there.
    """
    steps = sorted([at for each in demand.times for at in (each.from_ms, each.until_ms)])

    def cut(span: DutySpan) -> Iterator[Segment]:
        for from_ms, until_ms in pairwise(_borders(span, steps, fitness, horizon_ms)):
            planned = from_ms < horizon_ms
            people = span.people if planned else ()
            seats = tuple(fitness[each.person].seat(from_ms, each.assignment) for each in people)
            required = demand.people if bisect_right(steps, from_ms) % 2 else 0
            yield Segment(from_ms, until_ms, required, planned, seats)

    return joined(segment for span in duty for segment in cut(span))


def _borders(
    span: DutySpan, steps: Sequence[int], fitness: Mapping[str, Fitness], horizon_ms: int
) -> list[int]:
    """Return where the demand's answer may change within a duty span, its ends included."""
    borders = {span.from_ms, span.until_ms}
    borders.update(steps[bisect_right(steps, span.from_ms) : bisect_left(steps, span.until_ms)])
    if span.from_ms < horizon_ms < span.until_ms:
        borders.add(horizon_ms)
    for each in span.people:
        borders.update(fitness[each.person].borders(span.from_ms, span.until_ms))
    return sorted(borders)


def joined(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return adjacent segments with the neighbours that do not differ made one."""
    result: list[Segment] = []
    for part in parts:
        last = result[-1] if result else None
        if last and last._replace(from_ms=part.from_ms, until_ms=part.until_ms) == part:
            result[-1] = last._replace(until_ms=part.until_ms)
        else:
            result.append(part)
    return tuple(result)


def clipped(parts: Iterable[Segment], window: Interval) -> tuple[Segment, ...]:
    """Return the parts of the segments that lie in the window."""
    inside = (
        part._replace(
            from_ms=max(part.from_ms, window.from_ms),
            until_ms=min(part.until_ms, window.until_ms),
        )
        for part in parts
    )
    return tuple(part for part in inside if part.from_ms < part.until_ms)
