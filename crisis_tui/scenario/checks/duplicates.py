"""R105: ids that are used twice, over all files of the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.reporting import Named
    from crisis_tui.scenario.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report every second use of an id among things of one kind.

    What a doubled inject holds is not looked at: it is mostly a copy, and one cause is enough.
    """
    for named in _kinds(case):
        yield from case.report.duplicates(named)


def _kinds(case: Case) -> Iterator[Iterable[Named]]:
    scenario, main = case.draft.scenario, case.draft.source
    yield ((entry.inject.id, entry.source, "id") for entry in case.draft.entries)
    for key, ids in (
        ("phases", [phase.id for phase in scenario.phases]),
        ("milestones", [milestone.id for milestone in scenario.milestones]),
        ("objectives", [objective.id for objective in scenario.objectives]),
        ("clocks", [clock.id for clock in scenario.clocks]),
        ("variants", [variant.id for variant in scenario.variants]),
    ):
        yield ((id_, main, key, index, "id") for index, id_ in enumerate(ids))
    entries = case.draft.entry_by_id.values()
    yield (
        (action.id, entry.source, "expects", index, "id")
        for entry in entries
        for index, action in enumerate(entry.inject.expects)
    )
    asked = [(entry.inject.decision, entry.source) for entry in entries if entry.inject.decision]
    yield ((decision.id, source, "decision", "id") for decision, source in asked)
    for decision, source in asked:
        yield (
            (option.id, source, "decision", "options", index, "id")
            for index, option in enumerate(decision.options)
        )
