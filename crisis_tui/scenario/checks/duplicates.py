"""R105: ids that are used twice, over all files of the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report every second use of an id among things of one kind.

    What a doubled inject holds is not looked at: it is mostly a copy, and one cause is enough.
    """
    for named in _kinds(case):
        yield from case.report.duplicates(named)


def _kinds(case: Case) -> Iterator[Iterable[tuple[str, Source]]]:
    scenario, source = case.draft.scenario, case.draft.source
    yield ((entry.inject.id, entry.source.child("id")) for entry in case.draft.entries)
    for key, ids in (
        ("phases", [phase.id for phase in scenario.phases]),
        ("objectives", [objective.id for objective in scenario.objectives]),
        ("clocks", [clock.id for clock in scenario.clocks]),
        ("variants", [variant.id for variant in scenario.variants]),
    ):
        yield ((id_, source.child(key, index, "id")) for index, id_ in enumerate(ids))
    entries = case.draft.entry_by_id.values()
    yield (
        (action.id, entry.source.child("expects", n, "id"))
        for entry in entries
        for n, action in enumerate(entry.inject.expects)
    )
    asked = [
        (entry.inject.decision, entry.source.child("decision"))
        for entry in entries
        if entry.inject.decision is not None
    ]
    yield ((decision.id, source.child("id")) for decision, source in asked)
    for decision, place in asked:
        yield (
            (option.id, place.child("options", n, "id"))
            for n, option in enumerate(decision.options)
        )
