"""G302: injects that a variant leaves hanging in the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.scenario.checks.dependencies import dependencies_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report what cannot come in a variant, because the variant leaves out what it waits for.

    What waits for such an inject in its turn is not reported.
    """
    if not case.draft.scenario.variants:
        return
    needed = dependencies_of(case).needed
    for index, variant in enumerate(case.draft.scenario.variants):
        positions = {name: position for position, name in enumerate(variant.without)}
        for name, before in needed.items():
            missing = next((earlier for earlier in before if earlier in positions), None)
            if missing is None or name in positions:
                continue
            entry = case.draft.entry_by_id[name]
            yield case.report.warning(
                "G302",
                Text(
                    'in variant "{variant}" inject "{name}" never comes: it waits for "{missing}"',
                    variant=variant.id,
                    name=name,
                    missing=missing,
                ),
                case.draft.source.child("variants", index, "without", positions[missing]),
                Text('leave "{name}" out too, or let it follow another inject', name=name),
                case.report.related(entry.source.child("id"), Text("this inject")),
            )
