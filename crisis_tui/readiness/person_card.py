"""All that a roster tells of one person at an instant: reach, roles, duties, load, qualifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.trained import trained_person
from crisis_tui.roster.fitness import arrival_ms, person_times
from crisis_tui.roster.person_duties import duties_of_people
from crisis_tui.roster.rest.evaluation import rest_report
from crisis_tui.roster.rest.load import load_of
from crisis_tui.roster.sweep import Demand

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.readiness.trained import Held
    from crisis_tui.roster.model import Person, Role
    from crisis_tui.roster.person_duties import PersonDuty
    from crisis_tui.roster.rest.evaluation import RuleBreach, UnknownTime
    from crisis_tui.roster.rest.load import PersonLoad
    from crisis_tui.roster.seats import Cause
    from crisis_tui.roster.workforce import Workforce

REACH_MS = 4 * WEEK_MS
"""How far a card looks back and ahead."""
SOON_MS = 13 * WEEK_MS
"""What is lost within this time is told as expiring."""


class CardRole(NamedTuple):
    """A role that the person bears; `cause` is why they may not fill it now, None if they may.

    `home_ms` and `office_ms` are from the alarm to arrival, None if the roster does not tell;
    `limit_ms` is how soon somebody must be there, None if there is no limit.
    """

    role: Role
    cause: Cause | None
    missing: tuple[str, ...]
    home_ms: int | None
    office_ms: int | None
    limit_ms: int | None

    @property
    def is_late(self) -> bool:
        """Tell whether the person is not in time from home, or nobody knows."""
        return self.limit_ms is not None and (self.home_ms is None or self.home_ms > self.limit_ms)


class PersonCard(NamedTuple):
    """One person at `at_ms`; `duties` and `away` reach four weeks back and ahead.

    `past` and `coming` are what the person does in the four weeks before and after; `breaches` are
    the rest rules that are broken in those eight weeks, `unjudged` those that look back to before
    the roster.
    """

    person: Person
    at_ms: int
    zone: ZoneInfo
    roles: tuple[CardRole, ...]
    duties: tuple[PersonDuty, ...]
    away: IntervalSet
    past: PersonLoad
    coming: PersonLoad
    breaches: tuple[RuleBreach, ...]
    held: tuple[Held, ...]
    unjudged: tuple[UnknownTime, ...] = ()

    def is_expiring(self, held: Held) -> bool:
        """Tell whether a qualification that a role of the person asks for is lost soon."""
        asked = any(held.qualification in each.role.requires for each in self.roles)
        return asked and held.expires_within(self.at_ms, SOON_MS)


def person_card(workforce: Workforce, person: Person, at_ms: int) -> PersonCard:
    """Return the card of somebody on the roster at an instant."""
    past, coming = Interval(at_ms - REACH_MS, at_ms), Interval(at_ms, at_ms + REACH_MS)
    around = Interval(past.from_ms, coming.until_ms)
    away = person_times(person.id, person, workforce.zone).away
    rest = rest_report(workforce, around, people={person.id})
    return PersonCard(
        person=person,
        at_ms=at_ms,
        zone=workforce.zone,
        roles=tuple(
            _role(workforce, person, workforce.roles[role], at_ms)
            for role in person.roles
            if role in workforce.roles
        ),
        duties=_duties(workforce, person.id, around),
        away=tuple(each for each in away if each.overlap(around)),
        past=load_of(workforce, person.id, past),
        coming=load_of(workforce, person.id, coming),
        breaches=rest.breaches,
        held=trained_person(workforce, person, at_ms).held,
        unjudged=rest.without_history,
    )


def _duties(workforce: Workforce, name: str, around: Interval) -> tuple[PersonDuty, ...]:
    """Return the duties that touch a time, told whole unless they are longer than a card reaches."""
    wide = Interval(around.from_ms - REACH_MS, around.until_ms + REACH_MS)
    return tuple(
        duty
        for duty in duties_of_people(workforce, wide).get(name, ())
        if duty.from_ms < around.until_ms and duty.until_ms > around.from_ms
    )


def _role(workforce: Workforce, person: Person, role: Role, at_ms: int) -> CardRole:
    seat = workforce.fitness(person.id, Demand(role.id, 1, (), role.requires, None)).seat(
        at_ms, "standby"
    )
    cause = None if seat.cause == "away" else seat.cause
    return CardRole(
        role,
        "unqualified" if cause is None and seat.lacking else cause,
        tuple(lack.qualification for lack in seat.lacking),
        arrival_ms(person.travel, in_office=False),
        arrival_ms(person.travel, in_office=True),
        workforce.limit_ms(role),
    )
