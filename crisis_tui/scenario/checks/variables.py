"""R108, R109, R113: variables that are not there, not used, or inside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.scenario.variables import names_in, names_in_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report variables that a variant invents, that nobody uses, and values that name others.

    An undefined variable in a text is found when texts are filled in, by `resolve`.
    """
    scenario, main = case.draft.scenario, case.draft.source
    yield from _nested(case, scenario.variables, main.child("variables"))
    for index, variant in enumerate(scenario.variants):
        source = main.child("variants", index, "set")
        yield from _nested(case, variant.set, source)
        for name in variant.set:
            if name not in scenario.variables and not case.muted.has("variable", name):
                yield case.report.error(
                    "R108",
                    Text('the variable "{name}" is not defined', name=name),
                    source.child(name).key(),
                    case.report.suggest("variable", name, scenario.variables),
                )
    if case.is_whole("inject", "expectation", "decision", "option", "objective", "phase", "clock"):
        yield from _unused(case)


def _nested(case: Case, values: Mapping[str, str], source: Source) -> Iterator[Finding]:
    for name, value in values.items():
        if "${" in value:
            yield case.report.warning(
                "R113",
                Text('"${{" in the value of "{name}" stays as it is', name=name),
                source.child(name).inside(value.index("${"), 2),
                Text("write the text out; variables are filled in within texts only"),
            )


def _unused(case: Case) -> Iterator[Finding]:
    used = set(names_in(case.draft.scenario))
    for value in case.draft.scenario.variables.values():
        used.update(names_in_text(value))  # reported as nested
    for entry in case.draft.entries:
        used.update(names_in(entry.inject))
    for name in case.draft.scenario.variables:
        if name not in used:
            yield case.report.hint(
                "R109",
                Text('the variable "{name}" is never used', name=name),
                case.draft.source.child("variables", name).key(),
                Text("write ${{{name}}} in a text, or take it out", name=name),
            )
