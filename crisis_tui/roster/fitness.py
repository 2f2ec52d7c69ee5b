"""Whether one person counts for one demand, as a function of time with few steps."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.interval_sets import IntervalSet, interval_set
from crisis_tui.basis.standing import Standing, index_at
from crisis_tui.basis.times import FAR_FUTURE_MS, FAR_PAST_MS, Interval, resolve_local
from crisis_tui.roster.seats import Cause, Lack, Seat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.times import LocalTime
    from crisis_tui.roster.model import Person, Travel
    from crisis_tui.roster.seats import Assignment


class PersonTimes(NamedTuple):
    """A person with the local times worked out. `person` is None for a name nobody bears."""

    name: str
    person: Person | None
    employed: Interval
    away: IntervalSet


def person_times(name: str, person: Person | None, zone: ZoneInfo) -> PersonTimes:
    """Work out a person's employment and absences."""
    if person is None:
        return PersonTimes(name, None, Interval(FAR_PAST_MS, FAR_FUTURE_MS), ())

    def instant(time: LocalTime | None, otherwise_ms: int) -> int:
        return otherwise_ms if time is None else resolve_local(time, zone)

    employed = Interval(
        instant(person.employed.from_, FAR_PAST_MS), instant(person.employed.until, FAR_FUTURE_MS)
    )
    away = interval_set(
        Interval(resolve_local(each.from_, zone), resolve_local(each.until, zone))
        for each in person.away
    )
    return PersonTimes(name, person, employed, away)


def arrival_ms(travel: Travel, *, in_office: bool) -> int | None:
    """Return prepare plus travel: from the office in office hours if known, else from home.

    `other` serves where that place has no time of its own; None if none of them is given.
    """
    places = (travel.office_ms, travel.home_ms) if in_office else (travel.home_ms,)
    known = next((ms for ms in (*places, travel.other_ms) if ms is not None), None)
    return None if known is None else travel.prepare_ms + known


class Fitness:
    """One person against required qualifications and an arrival limit (None: no limit)."""

    def __init__(
        self,
        times: PersonTimes,
        standings: Sequence[tuple[str, Standing]],
        limit_ms: int | None,
        office: IntervalSet,
    ) -> None:
        """Take the person's standing with each required qualification, and the office hours."""
        self._times = times
        self._standings = standings
        self._limit_ms = limit_ms
        self.depends_on_office = self._depends_on_office()
        """Whether the person's travel in office hours differs from that in other hours."""
        self._office = office
        self._seats: dict[tuple[int, bool, Assignment], Seat] = {}

    @cached_property
    def _office_borders(self) -> tuple[int, ...]:
        return _borders(self._office) if self.depends_on_office else ()

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """Instants at which the answer may change, office hours aside."""
        borders = {*_borders((self._times.employed, *self._times.away))}
        for _, standing in self._standings:
            borders.update(span.from_ms for span in standing)
        return tuple(sorted(borders))

    def borders(self, from_ms: int, until_ms: int) -> list[int]:
        """Return the instants strictly inside at which the answer may change."""
        return [
            border
            for borders in (self.steps, self._office_borders)
            for border in borders[
                bisect_right(borders, from_ms) : bisect_right(borders, until_ms - 1)
            ]
        ]

    def seat(self, at_ms: int, assignment: Assignment) -> Seat:
        """Return the person's seat at an instant; the same object as long as nothing changes.

        Somebody in training comes back as `unsupervised`, with their mentors: who else is on duty
        is not known here.
        """
        in_office = bisect_right(self._office_borders, at_ms) % 2 == 1
        return self.seat_after(bisect_right(self.steps, at_ms), assignment, in_office=in_office)

    def seat_after(self, count: int, assignment: Assignment, *, in_office: bool) -> Seat:
        """Return the person's seat when `count` of the steps have passed."""
        key = (count, in_office and self.depends_on_office, assignment)
        seat = self._seats.get(key)
        if seat is None:
            at_ms = self.steps[count - 1] if count else FAR_PAST_MS - 1
            seat = self._seats[key] = self._seat(at_ms, assignment, in_office=in_office)
        return seat

    def _seat(self, at_ms: int, assignment: Assignment, *, in_office: bool) -> Seat:
        person = self._times.person
        arrive_ms = arrival_ms(person.travel, in_office=in_office) if person else None
        lacking = self._lacking(at_ms)
        cause = self._absence(at_ms)
        if cause is None and lacking:
            cause = "unqualified"
        if cause is None and not self._in_time(arrive_ms):
            cause = "too-far"
        mentors = self._mentors()
        if cause is None and mentors:
            cause = "unsupervised"
        return Seat(self._times.name, assignment, cause, lacking, arrive_ms, mentors=mentors)

    def _absence(self, at_ms: int) -> Cause | None:
        times = self._times
        if times.person is None or at_ms < times.employed.from_ms:
            return "not-deployable"
        if at_ms >= times.employed.until_ms or times.person.status == "uit_dienst":
            return "left"
        if times.person.status != "inzetbaar" and not self._mentors():
            return "not-deployable"
        if any(away.contains(at_ms) for away in times.away):
            return "away"
        return None

    def _mentors(self) -> tuple[str, ...]:
        """Return beside whom somebody in training counts; nobody for everybody else."""
        person = self._times.person
        learning = person is not None and person.status == "in_opleiding"
        return person.mentors if person is not None and learning else ()

    def _lacking(self, at_ms: int) -> tuple[Lack, ...]:
        found = []
        for qualification, standing in self._standings:
            index = index_at(standing, at_ms)
            state = standing[index].state
            if state != "valid":
                found.append(Lack(qualification, state, _valid_until(standing, index)))
        return tuple(found)

    def _in_time(self, arrive_ms: int | None) -> bool:
        return self._limit_ms is None or (arrive_ms is not None and arrive_ms <= self._limit_ms)

    def _depends_on_office(self) -> bool:
        person = self._times.person
        return person is not None and arrival_ms(person.travel, in_office=True) != arrival_ms(
            person.travel, in_office=False
        )


def _valid_until(standing: Standing, index: int) -> int | None:
    """Return when validity last ended before the span, or None if it never began."""
    ends = (n for n in range(index, 0, -1) if standing[n - 1].state == "valid")
    return next((standing[n].from_ms for n in ends), None)


def _borders(intervals: IntervalSet) -> tuple[int, ...]:
    return tuple(at for item in intervals for at in (item.from_ms, item.until_ms))
