"""Segments of one demand over a window, in one sweep."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
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
    borders, states = _timetable(demand.people, demand.times, office, horizon_ms)
    result: list[Segment] = []
    begun_ms, required, planned, seats = duty[0].from_ms, 0, True, None
    for at_ms, state, crew in _pieces(duty, _Crews(fitness), borders, states):
        now = crew[state.in_office] if state.planned else ()
        if now == seats and state.required == required and state.planned == planned:
            continue
        if seats is not None:
            result.append(Segment(begun_ms, at_ms, required, planned, seats))
        begun_ms, required, planned, seats = at_ms, state.required, state.planned, now
    result.append(Segment(begun_ms, duty[-1].until_ms, required, planned, seats or ()))
    return tuple(result)


def _pieces(
    duty: Sequence[DutySpan], crews: _Crews, borders: Sequence[int], states: Sequence[_State]
) -> Iterator[tuple[int, _State, _Crew]]:
    """Yield the instants at which something may change, with what holds from there on."""
    index, count = 0, len(borders)
    for span in duty:
        for part_ms, until_ms, crew in crews.of(span):
            while index < count and borders[index] <= part_ms:
                index += 1
            yield part_ms, states[index], crew
            while index < count and borders[index] < until_ms:
                index += 1
                yield borders[index - 1], states[index], crew


@lru_cache(maxsize=16)
def _timetable(
    people: int, asked_times: IntervalSet, office: IntervalSet, horizon_ms: int
) -> tuple[tuple[int, ...], tuple[_State, ...]]:
    """Return instants in order, and the states before the first and from each of them on."""
    times = [at_ms for each in asked_times for at_ms in each]
    hours = [at_ms for each in office for at_ms in each]
    borders = sorted({*times, *hours, horizon_ms})
    states = [_State(0, planned=True, in_office=False)]
    asked = working = 0
    for at_ms in borders:
        while asked < len(times) and times[asked] <= at_ms:
            asked += 1
        while working < len(hours) and hours[working] <= at_ms:
            working += 1
        required = people if asked % 2 else 0
        states.append(_State(required, at_ms < horizon_ms, bool(working % 2)))
    return tuple(borders), tuple(states)


_Crew = tuple[tuple["Seat", ...], tuple["Seat", ...]]
"""The seats of those on duty while none of them changes: outside office hours, and in them."""


class _Crews:
    """Who is on duty, as seats. Rotations bring the same people back, so they are kept."""

    def __init__(self, fitness: Mapping[str, Fitness]) -> None:
        self._fitness = fitness
        self._steps = sorted({at_ms for each in fitness.values() for at_ms in each.steps})
        self._kept: dict[tuple[tuple[OnDuty, ...], int], _Crew] = {}

    def of(self, span: DutySpan) -> Iterable[tuple[int, int, _Crew]]:
        """Return the parts of a span in which nobody changes, with the crew of each."""
        from_ms, until_ms, people = span
        first = bisect_right(self._steps, from_ms)
        if first == len(self._steps) or self._steps[first] >= until_ms:
            return ((from_ms, until_ms, self._crew(people, first, from_ms)),)
        inside = self._steps[first : bisect_left(self._steps, until_ms)]
        return [
            (part_ms, end_ms, self._crew(people, first + number, part_ms))
            for number, (part_ms, end_ms) in enumerate(pairwise((from_ms, *inside, until_ms)))
        ]

    def _crew(self, people: tuple[OnDuty, ...], passed: int, at_ms: int) -> _Crew:
        """Return the crew when `passed` of all steps have passed."""
        found = self._kept.get((people, passed))
        if found is None:
            outside = self._seats(people, at_ms, in_office=False)
            travels = [name for name, _ in people if self._fitness[name].depends_on_office]
            inside = self._seats(people, at_ms, in_office=True) if travels else outside
            found = self._kept[people, passed] = (outside, inside)
        return found

    def _seats(self, people: Sequence[OnDuty], at_ms: int, *, in_office: bool) -> tuple[Seat, ...]:
        seats = []
        for name, assignment in people:
            fit = self._fitness[name]
            passed = bisect_right(fit.steps, at_ms)
            seats.append(fit.seat_after(passed, assignment, in_office=in_office))
        return _supervised(tuple(seats))


def _supervised(seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """Let those in training count who have one of their mentors beside them, who counts."""
    learning = [seat for seat in seats if seat.mentors]
    if not learning:
        return seats
    usable = {seat.person for seat in seats if seat.cause is None}
    return tuple(
        seat._replace(cause=None)
        if seat.cause == "unsupervised" and not usable.isdisjoint(seat.mentors)
        else seat
        for seat in seats
    )


class CrewTime(NamedTuple):
    """For how long (ms) one crew is on a post; `segment` is the first of those times."""

    segment: Segment
    length_ms: int


def lengths_by_crew(parts: Iterable[Segment]) -> list[CrewTime]:
    """Return how long each crew is on a post, asked for as many: crews come back in rotations.

    A crew that was made twice may be there twice; the lengths add up all the same.
    """
    lengths: dict[tuple[int, int], int] = {}
    first: dict[tuple[int, int], Segment] = {}
    for part in parts:
        from_ms, until_ms, required, _, seats = part
        key = (required, id(seats))
        if key in lengths:
            lengths[key] += until_ms - from_ms
        else:
            lengths[key], first[key] = until_ms - from_ms, part
    return [CrewTime(first[key], length_ms) for key, length_ms in lengths.items()]


def joined(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return adjacent segments with the neighbours that do not differ made one."""
    result: list[Segment] = []
    last: Segment | None = None
    for part in parts:
        if (
            last is not None
            and last.until_ms == part.from_ms
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
