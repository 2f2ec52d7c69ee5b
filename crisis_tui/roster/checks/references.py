"""R101, R116, R120, R121, R122: roles, qualifications, people, teams and norms that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.roster.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report every id that names nothing."""
    roster = case.roster
    yield from _unknown(case, "role", _roles(case), {role.id for role in roster.roles})
    yield from _unknown(case, "person", _people(case), {person.id for person in roster.people})
    teams = (
        (role.team, case.source("roles", index, "team"))
        for index, role in enumerate(roster.roles)
        if role.team is not None
    )
    yield from _unknown(case, "team", teams, {team.id for team in roster.teams})
    if case.qualifications is not None:
        yield from _unknown(case, "qualification", _qualifications(case), case.qualifications)
    if case.arrival_norms is not None:
        yield from _unknown(case, "norm", _norms(case), case.arrival_norms)


def _unknown(
    case: Case, kind: str, named: Iterator[tuple[str, Source]], known: Collection[str]
) -> Iterator[Finding]:
    for name, source in named:
        if name not in known and not case.muted.has(kind, name):
            code, message = _said(kind, name)
            yield case.report.error(code, message, source, case.report.suggest(kind, name, known))


def _said(kind: str, name: str) -> tuple[str, Text]:
    if kind == "role":
        return "R101", Text('the roster has no role "{role}"', role=name)
    if kind == "qualification":
        return "R116", Text('the training has no qualification "{name}"', name=name)
    if kind == "person":
        return "R120", Text('the roster has no person "{name}"', name=name)
    if kind == "team":
        return "R121", Text('the roster has no team "{name}"', name=name)
    return "R122", Text('there is no arrival norm "{name}"', name=name)


def _roles(case: Case) -> Iterator[tuple[str, Source]]:
    for index, role in enumerate(case.roster.roles):
        for position, name in enumerate(role.deputies):
            yield name, case.source("roles", index, "deputies", position)
    for index, person in enumerate(case.roster.people):
        for position, name in enumerate(person.roles):
            yield name, case.source("people", index, "roles", position)
    for index, duty in enumerate(case.roster.duties):
        for key, form in (
            ("rotation", duty.rotation),
            ("shift", duty.shift),
            ("calendar", duty.calendar),
        ):
            if form is not None:
                yield form.role, case.source("duties", index, key, "role")
    for index, change in enumerate(case.roster.changes):
        yield change.role, case.source("changes", index, "role")


def _people(case: Case) -> Iterator[tuple[str, Source]]:
    for _, person, source in case.assignments():
        yield person, source
    for index, change in enumerate(case.roster.changes):
        for key, gone in (("remove", change.remove), ("replace", change.replace)):
            if gone is not None:
                yield gone, case.source("changes", index, key)
    for index, learner in enumerate(case.roster.people):
        for position, mentor in enumerate(learner.mentors):
            yield mentor, case.source("people", index, "mentors", position)


def _qualifications(case: Case) -> Iterator[tuple[str, Source]]:
    for index, role in enumerate(case.roster.roles):
        for position, name in enumerate(role.requires):
            yield name, case.source("roles", index, "requires", position)


def _norms(case: Case) -> Iterator[tuple[str, Source]]:
    for index, role in enumerate(case.roster.roles):
        if role.arrive is not None and role.arrive.norm is not None:
            yield role.arrive.norm, case.source("roles", index, "arrive", "norm")
