"""P410, P411, P414: people and posts that do not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.roster.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report what has a meaning in the roster, but probably not the one that was meant."""
    yield from _roles_not_held(case)
    yield from _never_earned(case)
    yield from _too_few_desired(case)


def _roles_not_held(case: Case) -> Iterator[Finding]:
    """Report, once for each person and role, somebody on a duty of a role that is not theirs.

    A role's deputies may stand in for it.
    """
    held = {person.id: person.roles for person in case.roster.people}
    bearing = {role.id: {role.id, *role.deputies} for role in case.roster.roles}
    reported: set[tuple[str, str]] = set()
    for role, person, source in case.assignments():
        if person not in held or role not in bearing or bearing[role].intersection(held[person]):
            continue
        if (person, role) not in reported:
            reported.add((person, role))
            yield case.report.warning(
                "P410",
                Text(
                    '"{person}" is on duty as {role} without having that role',
                    person=person,
                    role=role,
                ),
                source,
                Text("add {role} to the person's `roles`, or put somebody else on it", role=role),
            )


def _never_earned(case: Case) -> Iterator[Finding]:
    """Report requirements of a role that nobody who has the role ever earned."""
    if case.earned is None or case.qualifications is None:
        return
    for index, role in enumerate(case.roster.roles):
        people = [person.id for person in case.roster.people if role.id in person.roles]
        for position, name in enumerate(role.requires):
            if not people or name not in case.qualifications:
                continue
            if not any((person, name) in case.earned for person in people):
                yield case.report.warning(
                    "P411",
                    Text(
                        'nobody with role {role} has ever earned "{name}"', role=role.id, name=name
                    ),
                    case.source("roles", index, "requires", position),
                    Text("add the training records, or take the requirement out"),
                )


def _too_few_desired(case: Case) -> Iterator[Finding]:
    for index, role in enumerate(case.roster.roles):
        if role.desired is not None and role.desired < role.minimum:
            yield case.report.warning(
                "P414",
                Text(
                    "{desired} people are desired as {role}, fewer than the minimum of {minimum}",
                    role=role.id,
                    desired=role.desired,
                    minimum=role.minimum,
                ),
                case.source("roles", index, "desired"),
                Text("write {minimum} or more, or a lower minimum", minimum=role.minimum),
            )
