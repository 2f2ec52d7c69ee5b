"""How an edit changes the pools of roles: everybody deployable for them, on duty or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.roster.pool import pool_spans

if TYPE_CHECKING:
    from crisis_tui.roster.model import Role
    from crisis_tui.roster.picture import Picture
    from crisis_tui.roster.workforce import Workforce


class PoolDifference(NamedTuple):
    """The fewest people in a role's pool at any time of the window, before and after."""

    role: str
    before: int
    after: int


def pool_differences(before: Picture, after: Picture) -> tuple[PoolDifference, ...]:
    """Return the roles whose pool is larger or smaller at its smallest, in the roster's order."""
    touched = _roles_of_touched_people(before.workforce, after.workforce)
    both = (
        PoolDifference(name, _fewest(role, before), _fewest(after.workforce.roles[name], after))
        for name, role in before.workforce.roles.items()
        if name in touched
    )
    return tuple(each for each in both if each.before != each.after)


def _roles_of_touched_people(before: Workforce, after: Workforce) -> set[str]:
    """Return the roles borne by anybody who is not, or does not stand, as before."""
    touched = {
        person.id for person in after.roster.people if before.people.get(person.id) is not person
    }
    touched |= {
        person
        for (person, qualification), standing in after.standings.items()
        if before.standings.get((person, qualification)) is not standing
    }
    people = (person for person in after.roster.people if person.id in touched)
    return {role for person in people for role in person.roles}


def _fewest(role: Role, picture: Picture) -> int:
    workforce, window = picture.workforce, picture.window
    spans = pool_spans(workforce, workforce.demand(role, window), window)
    return min(len(span.people) for span in spans)
