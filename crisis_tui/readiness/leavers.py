"""Who is counted on at first and leaves before a need ends: out of service, unqualified, away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from crisis_tui.readiness.relief import StaffedShift
    from crisis_tui.roster.fitness import Fitness
    from crisis_tui.roster.seats import Cause, Post, Seat
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce

FOR_GOOD: frozenset[Cause] = frozenset({"left", "not-deployable", "unqualified"})


class Leaver(NamedTuple):
    """From `at_ms` on somebody who counted before does not; the seat tells why."""

    at_ms: int
    person: str
    seat: Seat


def leavers_on_duty(post: Post, demand: Demand, workforce: Workforce) -> tuple[Leaver, ...]:
    """Return who counts on a post and then leaves, on duty at that moment or not.

    Being away is told only of those who would be on duty: others need nobody in their place.
    """
    required = [segment for segment in post.segments if segment.required]
    counted: dict[str, int] = {}
    away: dict[str, Leaver] = {}
    for segment in required:
        for seat in segment.seats:
            if seat.cause is None:
                counted.setdefault(seat.person, segment.from_ms)
            elif seat.cause == "away" and seat.person in counted:
                away.setdefault(seat.person, Leaver(segment.from_ms, seat.person, seat))
    until_ms = required[-1].until_ms
    gone = _leavers(counted, until_ms, demand, workforce, FOR_GOOD)
    return tuple(sorted((*gone, *away.values())))


def leavers_in_shifts(
    shifts: Sequence[StaffedShift], demand: Demand, workforce: Workforce
) -> tuple[Leaver, ...]:
    """Return who works one of the shifts and leaves before the last of them ends."""
    counted: dict[str, int] = {}
    for shift in shifts:
        for person in shift.people:
            counted.setdefault(person, shift.span.from_ms)
    until_ms = shifts[-1].span.until_ms
    return tuple(sorted(_leavers(counted, until_ms, demand, workforce, FOR_GOOD | {"away"})))


def _leavers(
    counted: Mapping[str, int],
    until_ms: int,
    demand: Demand,
    workforce: Workforce,
    causes: Collection[Cause],
) -> Iterator[Leaver]:
    """Yield when people, counted from an instant on, first stop to be fit, once for each cause."""
    anyhow = demand._replace(limit_ms=None)
    for person, since_ms in counted.items():
        fitness = workforce.fitness(person, anyhow)
        seen: set[Cause | None] = set()
        for at_ms, seat in _changes(fitness, since_ms, until_ms):
            if seat.cause in causes and seat.cause not in seen:
                seen.add(seat.cause)
                yield Leaver(at_ms, person, seat)


def _changes(fitness: Fitness, from_ms: int, until_ms: int) -> Iterator[tuple[int, Seat]]:
    for at_ms in sorted(fitness.borders(from_ms, until_ms)):
        yield at_ms, fitness.seat(at_ms, "standby")
