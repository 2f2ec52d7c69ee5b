"""Who may fill which role, and how everybody stands with what they learned."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import FAR_FUTURE_MS
from crisis_tui.basis.standing import NEVER, Standing, StandingState, index_at, span_end_ms
from crisis_tui.roster.sweep import Demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.roster.model import Person
    from crisis_tui.roster.seats import Cause
    from crisis_tui.roster.workforce import Workforce


class RoleFitness(NamedTuple):
    """Whether somebody may fill a role that they bear; `cause` is None if so.

    `missing` are the required qualifications that are not valid.
    """

    role: str
    cause: Cause | None
    missing: tuple[str, ...]


class Held(NamedTuple):
    """How somebody stands with a qualification.

    `valid_until_ms` is when validity ends or ended, None if it never does or never began.
    `ends_ms` is when the state itself ends, None if it does not.
    """

    qualification: str
    state: StandingState
    valid_until_ms: int | None
    ends_ms: int | None

    def expires_within(self, at_ms: int, horizon_ms: int) -> bool:
        """Tell whether it is valid at `at_ms` but not until `horizon_ms` later."""
        return (
            self.state == "valid"
            and self.valid_until_ms is not None
            and self.valid_until_ms <= at_ms + horizon_ms
        )


class TrainedPerson(NamedTuple):
    """One person's roles and qualifications at an instant; `asked` is what the roles ask for."""

    person: str
    name: str
    roles: tuple[RoleFitness, ...]
    held: tuple[Held, ...]
    asked: tuple[str, ...]

    def is_expiring(self, held: Held, at_ms: int, horizon_ms: int) -> bool:
        """Tell whether something that a role of the person asks for is lost within the horizon."""
        return held.qualification in self.asked and held.expires_within(at_ms, horizon_ms)

    def unasked_expiring(self, at_ms: int, horizon_ms: int) -> int:
        """Return how much is lost within the horizon that no role of the person asks for."""
        return sum(
            held.expires_within(at_ms, horizon_ms)
            for held in self.held
            if held.qualification not in self.asked
        )


def trained_people(workforce: Workforce, at_ms: int) -> tuple[TrainedPerson, ...]:
    """Return everybody, in the roster's order."""
    earned: dict[str, list[str]] = defaultdict(list)
    for owner, name in workforce.standings:
        earned[owner].append(name)
    return tuple(
        _trained(workforce, person, earned[person.id], at_ms) for person in workforce.roster.people
    )


def trained_person(workforce: Workforce, person: Person, at_ms: int) -> TrainedPerson:
    """Return one person."""
    earned = [name for owner, name in workforce.standings if owner == person.id]
    return _trained(workforce, person, earned, at_ms)


def _trained(
    workforce: Workforce, person: Person, earned: Sequence[str], at_ms: int
) -> TrainedPerson:
    roles = [workforce.roles[role] for role in person.roles if role in workforce.roles]
    asked = tuple(dict.fromkeys(name for role in roles for name in role.requires))
    return TrainedPerson(
        person.id,
        person.name,
        tuple(_role_fitness(workforce, person, role, at_ms) for role in person.roles),
        tuple(
            _held(name, workforce.standings.get((person.id, name), NEVER), at_ms)
            for name in dict.fromkeys((*asked, *earned))
        ),
        asked,
    )


def _role_fitness(workforce: Workforce, person: Person, name: str, at_ms: int) -> RoleFitness:
    role = workforce.roles.get(name)
    if role is None:
        return RoleFitness(name, "not-deployable", ())
    demand = Demand(name, 1, (), role.requires, None)
    seat = workforce.fitness(person.id, demand).seat(at_ms, "standby")
    cause = None if seat.cause == "away" and not seat.lacking else seat.cause
    missing = tuple(lack.qualification for lack in seat.lacking)
    return RoleFitness(name, "unqualified" if cause == "away" else cause, missing)


def _held(qualification: str, standing: Standing, at_ms: int) -> Held:
    index = index_at(standing, at_ms)
    state = standing[index].state
    ends_ms = span_end_ms(standing, index)
    last_valid = next((n for n in range(index, -1, -1) if standing[n].state == "valid"), None)
    until_ms = FAR_FUTURE_MS if last_valid is None else span_end_ms(standing, last_valid)
    return Held(
        qualification,
        state,
        None if until_ms >= FAR_FUTURE_MS else until_ms,
        None if ends_ms >= FAR_FUTURE_MS else ends_ms,
    )
