"""G302: injects that a variant leaves hanging in the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.scenario.checks.branches import place
from crisis_tui.scenario.checks.dependencies import dependencies_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
        for node, before in needed.items():
            missing = next(
                (name for kind, name in before if kind == "inject" and name in positions), None
            )
            if missing is None or (node[0] == "inject" and node[1] in positions):
                continue
            yield case.report.warning(
                "G302",
                _MESSAGES[node[0]](variant.id, node[1], missing),
                case.draft.source.child("variants", index, "without", positions[missing]),
                Text('leave "{name}" out too, or let it follow another inject', name=node[1])
                if node[0] == "inject"
                else Text("let its condition look at something that every variant has"),
                case.report.related(
                    place(case, node).child("id"),
                    Text("this inject") if node[0] == "inject" else Text("this one"),
                ),
            )


_MESSAGES: Mapping[str, Callable[[str, str, str], Text]] = {
    "inject": lambda variant, name, missing: Text(
        'in variant "{variant}" inject "{name}" never comes: it waits for "{missing}"',
        variant=variant,
        name=name,
        missing=missing,
    ),
    "phase": lambda variant, name, missing: Text(
        'in variant "{variant}" phase "{name}" is entered by hand only: it waits for "{missing}"',
        variant=variant,
        name=name,
        missing=missing,
    ),
    "milestone": lambda variant, name, missing: Text(
        'in variant "{variant}" milestone "{name}" is reached by hand only: it waits for '
        '"{missing}"',
        variant=variant,
        name=name,
        missing=missing,
    ),
}
