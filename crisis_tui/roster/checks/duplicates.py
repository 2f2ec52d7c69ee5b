"""R105: ids that are used twice; P409: two people with one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.roster.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report every second use of an id among teams, roles and people."""
    roster = case.roster
    for key, ids in (
        ("teams", [team.id for team in roster.teams]),
        ("roles", [role.id for role in roster.roles]),
        ("people", [person.id for person in roster.people]),
    ):
        named = ((id_, case.source(), key, index, "id") for index, id_ in enumerate(ids))
        yield from case.report.duplicates(named)
    yield from _same_names(case)


def _same_names(case: Case) -> Iterator[Finding]:
    """Report people who cannot be told apart on a screen; a doubled id is reported already."""
    first: dict[str, tuple[str, Source]] = {}
    for index, person in enumerate(case.roster.people):
        source = case.source("people", index, "name")
        other, earlier = first.setdefault(person.name.casefold(), (person.id, source))
        if other != person.id:
            yield case.report.warning(
                "P409",
                Text('"{person}" and "{other}" have the same name', person=person.id, other=other),
                source,
                Text("add an initial or a department, so that nobody calls the wrong one"),
                case.report.related(earlier, Text("the same name")),
            )
