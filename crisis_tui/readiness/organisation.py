"""What of a roster and its training a scenario can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.scenario.checks import Organisation

if TYPE_CHECKING:
    from crisis_tui.roster.model import Roster
    from crisis_tui.training.model import Training


def organisation_of(roster: Roster, training: Training | None) -> Organisation:
    """Return the names for `check_scenario`; a role that only a deputy has counts as held."""
    own = {role for person in roster.people for role in person.roles}
    deputised = {role.id for role in roster.roles if not own.isdisjoint(role.deputies)}
    return Organisation(
        roles=frozenset(role.id for role in roster.roles),
        held_roles=frozenset(own | deputised),
        qualifications=None
        if training is None
        else frozenset(qualification.id for qualification in training.qualifications),
    )
