"""A roster made ready for questions: people, standings and norms joined, any window answered."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui.basis.standing import NEVER, Standings
from crisis_tui.basis.times import FAR_FUTURE_MS, Interval, resolve_local
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.roster.duties import planned_duties
from crisis_tui.roster.fitness import Fitness, PersonTimes, person_times
from crisis_tui.roster.hours import cover_times, weekly_hours
from crisis_tui.roster.joint_fill import joint_fill, settle
from crisis_tui.roster.on_duty import DutySpan, duty_spans, spans_within
from crisis_tui.roster.seats import Post
from crisis_tui.roster.sweep import Demand, segments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.basis.norms import Norms
    from crisis_tui.roster.duties import CalendarDuties, PlannedDuty
    from crisis_tui.roster.joint_fill import JointFill
    from crisis_tui.roster.model import Change, Duty, Person, Role, Roster


class Workforce:
    """Everything about a roster that does not depend on the window asked for."""

    def __init__(
        self,
        roster: Roster,
        standings: Standings,
        norms: Norms,
        calendars: CalendarDuties | None = None,
    ) -> None:
        """Join a checked roster with how its people stand, the norms it names and its calendars."""
        self.roster = roster
        self.calendars = calendars or {}
        self.zone = zone_or_default(roster.timezone)
        self.standings = standings
        self.norms = norms
        self._people: dict[str, PersonTimes] = {}
        self._spans: dict[str, tuple[DutySpan, ...]] = {}

    def supposing(
        self, roster: Roster, standings: Standings | None = None, person: str | None = None
    ) -> Workforce:
        """Return the workforce of a roster that differs a little, sharing what still holds.

        Args:
            roster: its duties, if they are others, stand in the same order.
            standings: how its people stand, if that differs.
            person: whoever is not what they were; everybody else is.
        """
        other = Workforce(roster, standings or self.standings, self.norms, self.calendars)
        other._people = {name: each for name, each in self._people.items() if name != person}
        for part, name in (("roles", "roles"), ("duties", "_duties"), ("changes", "_changes")):
            if name in self.__dict__ and getattr(roster, part) is getattr(self.roster, part):
                other.__dict__[name] = self.__dict__[name]
        return other

    @cached_property
    def horizon_ms(self) -> int:
        """First instant that is not planned, `FAR_FUTURE_MS` for an open roster."""
        until = self.roster.planned_until
        return FAR_FUTURE_MS if until is None else resolve_local(until, self.zone)

    def planned_ahead(self, from_ms: int, most_ms: int) -> Interval:
        """Return the time from an instant on that is planned, `most_ms` at most; never empty."""
        until_ms = from_ms + most_ms
        planned = from_ms < self.horizon_ms < until_ms
        return Interval(from_ms, self.horizon_ms if planned else until_ms)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roster.roles}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.id: person for person in self.roster.people}

    def name_of(self, person: str) -> str:
        """Return somebody's name; the id of whom the roster does not know."""
        known = self.people.get(person)
        return person if known is None else known.name

    def limit_ms(self, role: Role) -> int | None:
        """Return the role's arrival limit, or None if it has none.

        A norm that nobody knows is an error in the file; until it is cured nobody is in time.
        """
        if role.arrive is None:
            return None
        if role.arrive.norm is not None:
            return self.norms.arrival_ms(role.arrive.norm) or 0
        return role.arrive.within_ms

    def demand(self, role: Role, window: Interval) -> Demand:
        """Return what the roster itself asks of a role."""
        times = cover_times(role.cover, self.zone, window)
        return Demand(role.id, role.minimum, times, role.requires, self.limit_ms(role))

    def posts(self, window: Interval) -> tuple[Post, ...]:
        """Return all roles' segments in the window, nobody counted on two posts at once."""
        return self.joint_fill(window).posts

    def joint_fill(self, window: Interval) -> JointFill:
        """Return all roles' posts filled together, with the times in which they share people."""
        return joint_fill([self.unsettled(role, window) for role in self.roster.roles])

    def filled(self, demands: list[Demand], window: Interval) -> tuple[Post, ...]:
        """Return the segments of these demands together, in their order."""
        office = self._office(window)
        return settle([self._post(demand, window, office) for demand in demands])

    def unsettled(self, role: Role, window: Interval) -> Post:
        """Return a role's segments in the window as if nobody were on another post too."""
        return self._post(self.demand(role, window), window, self._office(window))

    def on_duty(self, role: str, window: Interval) -> tuple[DutySpan, ...]:
        """Return who is on the role in the window, usable or not.

        The longest window asked of a role is kept: rest rules look back further than coverage.
        """
        kept = self._spans.get(role, ())
        if not kept or window.from_ms < kept[0].from_ms or window.until_ms > kept[-1].until_ms:
            planned = self.planned(role, window)
            kept = duty_spans(planned, self._changes[role], self.zone, window)
            self._spans[role] = kept
        return spans_within(kept, window)

    def planned(self, role: str, window: Interval) -> list[PlannedDuty]:
        """Return the duties on the role that touch the window, whole, before the changes."""
        return [
            part
            for number, duty in self._duties[role]
            for part in (
                planned_duties(duty, self.zone, window)
                if duty.calendar is None
                else self._calendar_duties(number, window)
            )
        ]

    def changes_of(self, role: str) -> Sequence[Change]:
        """Return the changes to the role, in the file's order."""
        return self._changes[role]

    def _calendar_duties(self, number: int, window: Interval) -> list[PlannedDuty]:
        return [
            duty
            for duty in self.calendars.get(number, ())
            if duty.from_ms < window.until_ms and duty.until_ms > window.from_ms
        ]

    def fitness(self, person: str, demand: Demand, office: IntervalSet = ()) -> Fitness:
        """Return how the person fits the demand over time."""
        if person not in self._people:
            self._people[person] = person_times(person, self.people.get(person), self.zone)
        required = [(name, self.standings.get((person, name), NEVER)) for name in demand.requires]
        return Fitness(self._people[person], required, demand.limit_ms, office)

    def _post(self, demand: Demand, window: Interval, office: IntervalSet) -> Post:
        duty = self.on_duty(demand.role, window)
        names = {each.person for span in duty for each in span.people}
        fitness = {name: self.fitness(name, demand, office) for name in names}
        role = self.roles.get(demand.role)
        return Post(
            demand.role,
            "hard" if role is None else role.duty,
            segments(demand, duty, fitness, office, self.horizon_ms),
        )

    def _office(self, window: Interval) -> IntervalSet:
        hours = self.roster.office_hours
        if hours is None:
            return ()
        return weekly_hours(
            hours.weekdays, hours.from_second, hours.until_second, self.zone, window
        )

    @cached_property
    def _duties(self) -> Mapping[str, list[tuple[int, Duty]]]:
        by_role = defaultdict(list)
        for number, duty in enumerate(self.roster.duties):
            form = duty.rotation or duty.shift or duty.calendar
            if form is not None:
                by_role[form.role].append((number, duty))
        return by_role

    @cached_property
    def _changes(self) -> Mapping[str, list[Change]]:
        by_role = defaultdict(list)
        for change in self.roster.changes:
            by_role[change.role].append(change)
        return by_role
