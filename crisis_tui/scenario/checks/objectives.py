"""R111: objectives that do not exist or are never tested; Q602: actions that test none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report loose ends between objectives and expected actions."""
    known = [objective.id for objective in case.draft.scenario.objectives]
    tested: set[str] = set()
    for entry in case.draft.entries:
        for index, action in enumerate(entry.inject.expects):
            name = action.objective
            if name is None:
                if known:
                    yield _aimless(case, action.id, entry.source.child("expects", index))
                continue
            tested.add(name)
            if name not in known and not case.muted.has("objective", name):
                yield case.report.error(
                    "R111",
                    Text('there is no objective "{name}"', name=name),
                    entry.source.child("expects", index, "objective"),
                    case.report.suggest("objective", name, known),
                )
    if case.is_whole("inject", "expectation"):
        yield from _untested(case, tested)


def _aimless(case: Case, action: str, source: Source) -> Finding:
    return case.report.hint(
        "Q602",
        Text('the expected action "{action}" counts for no objective', action=action),
        source,
        Text(
            "name one, such as objective: {example}", example=case.draft.scenario.objectives[0].id
        ),
    )


def _untested(case: Case, tested: set[str]) -> Iterator[Finding]:
    for index, objective in enumerate(case.draft.scenario.objectives):
        if objective.id not in tested:
            yield case.report.warning(
                "R111",
                Text('no expected action tests the objective "{name}"', name=objective.id),
                case.draft.source.child("objectives", index, "id"),
                Text(
                    "give an expected action objective: {name}, or take it out", name=objective.id
                ),
            )
