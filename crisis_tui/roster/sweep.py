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
    from crisis_tui.roster.on_duty import DutySpan, OnDuty
    from crisis_tui.roster.seats import Seat


class Demand(NamedTuple):
    """How many people a role must have when, qualified how, there how soon (None: no limit)."""

    role: str
    people: int
    times: IntervalSet
    requires: tuple[str, ...]
    limit_ms: int | None


class _State(NamedTuple):
    """What holds whoever is on duty."""

    required: int
    planned: bool
    in_office: bool


def segments(
    demand: Demand,
    duty: Sequence[DutySpan],
    fitness: Mapping[str, Fitness],
    office: IntervalSet,
    horizon_ms: int,
) -> tuple[Segment, ...]:
    """Return the window of `duty` cut wherever anything about the demand changes, without holes.

    From `horizon_ms` on nothing is planned, whoever is named there.
    """
    if not any(each.depends_on_office for each in fitness.values()):
        office = ()
    borders, states = _timetable(demand, office, horizon_ms)

    def cut(span: DutySpan) -> Iterator[Segment]:
        first = bisect_right(borders, span.from_ms)
        for part_ms, until_ms, counts in _quiet_parts(span, fitness):
            crew = _Crew(span.people, counts, fitness)
            last = bisect_left(borders, until_ms, first)
            at_ms = part_ms
            for index in range(first, last + 1):
                end_ms = borders[index] if index < last else until_ms
                required, planned, in_office = states[index]
                yield Segment(at_ms, end_ms, required, planned, crew.seats(planned, in_office))
                at_ms = end_ms
            first = last + (last < len(borders) and borders[last] == until_ms)

    return joined(segment for span in duty for segment in cut(span))


def _timetable(
    demand: Demand, office: IntervalSet, horizon_ms: int
) -> tuple[list[int], list[_State]]:
    """Return instants in order, and the states before the first and from each of them on."""
    times = [at_ms for each in demand.times for at_ms in each]
    hours = [at_ms for each in office for at_ms in each]
    borders = sorted({*times, *hours, horizon_ms})
    states = [_State(0, planned=True, in_office=False)]
    asked = working = 0
    for at_ms in borders:
        while asked < len(times) and times[asked] <= at_ms:
            asked += 1
        while working < len(hours) and hours[working] <= at_ms:
            working += 1
        required = demand.people if asked % 2 else 0
        states.append(_State(required, at_ms < horizon_ms, bool(working % 2)))
    return borders, states


def _quiet_parts(
    span: DutySpan, fitness: Mapping[str, Fitness]
) -> Iterable[tuple[int, int, tuple[int, ...]]]:
    """Return the parts in which nobody's own steps lie, with how many of them have passed."""
    from_ms, until_ms, people = span
    steps = [fitness[each.person].steps for each in people]
    counts = tuple([bisect_right(each, from_ms) for each in steps])
    if all(
        count == len(each) or each[count] >= until_ms
        for each, count in zip(steps, counts, strict=True)
    ):
        return ((from_ms, until_ms, counts),)
    inside = {
        at_ms
        for each, count in zip(steps, counts, strict=True)
        for at_ms in each[count : bisect_left(each, until_ms)]
    }
    return [
        (part_ms, end_ms, tuple(bisect_right(each, part_ms) for each in steps))
        for part_ms, end_ms in pairwise((from_ms, *sorted(inside), until_ms))
    ]


class _Crew:
    """Those on duty while none of them changes: their seats in office hours and outside."""

    def __init__(
        self, people: Sequence[OnDuty], counts: Sequence[int], fitness: Mapping[str, Fitness]
    ) -> None:
        self._people = people
        self._counts = counts
        self._fitness = fitness
        self._found: dict[bool, tuple[Seat, ...]] = {}

    def seats(self, planned: bool, in_office: bool) -> tuple[Seat, ...]:  # noqa: FBT001 - a state
        """Return the seats, none beyond the horizon."""
        if not planned:
            return ()
        found = self._found.get(in_office)
        if found is None:
            seats = tuple(
                [
                    self._fitness[person].seat_after(count, assignment, in_office=in_office)
                    for (person, assignment), count in zip(self._people, self._counts, strict=True)
                ]
            )
            found = self._found[in_office] = _supervised(seats)
        return found


def _supervised(seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """Let those in training count who have one of their mentors beside them, who counts."""
    if not any(seat.mentors for seat in seats):
        return seats
    usable = {seat.person for seat in seats if seat.cause is None}
    return tuple(
        seat._replace(cause=None)
        if seat.cause == "unsupervised" and not usable.isdisjoint(seat.mentors)
        else seat
        for seat in seats
    )


def joined(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return adjacent segments with the neighbours that do not differ made one."""
    result: list[Segment] = []
    last: Segment | None = None
    for part in parts:
        if (
            last is not None
            and last.seats == part.seats
            and last.required == part.required
            and last.planned == part.planned
        ):
            last = result[-1] = last._replace(until_ms=part.until_ms)
        else:
            result.append(part)
            last = part
    return tuple(result)


def clipped(parts: Iterable[Segment], window: Interval) -> tuple[Segment, ...]:
    """Return the parts of the segments that lie in the window."""
    return tuple(
        part
        if window.from_ms <= part.from_ms and part.until_ms <= window.until_ms
        else part._replace(
            from_ms=max(part.from_ms, window.from_ms), until_ms=min(part.until_ms, window.until_ms)
        )
        for part in parts
        if part.from_ms < window.until_ms and part.until_ms > window.from_ms
    )
