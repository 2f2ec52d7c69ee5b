"""G304, G305, G308: decisions that decide nothing, or that branches wait for without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import Decision


def check(case: Case) -> Iterator[Finding]:
    """Report decisions with one option, without a consequence, or without a limit."""
    used = {condition.decision for condition, _ in case.conditions()}
    for decision, source in case.decisions.values():
        yield from _options(case, decision, source)
        if decision.id in used and decision.within_ms is None:
            yield case.report.warning(
                "G308",
                Text(
                    'injects wait for the decision "{name}", which has no time limit',
                    name=decision.id,
                ),
                source.child("id"),
                Text("write within: 15m, so that it shows when nobody decides"),
            )
        if decision.id not in used and case.is_whole("inject"):
            yield case.report.hint(
                "G305",
                Text('nothing depends on the decision "{name}"', name=decision.id),
                source.child("id"),
                Text(
                    "let an inject follow: when: {{decision: {name}, is: {option}}}",
                    name=decision.id,
                    option=decision.options[0].id if decision.options else "",
                ),
            )


def _options(case: Case, decision: Decision, source: Source) -> Iterator[Finding]:
    if len(decision.options) == 1 and case.is_whole("option"):
        yield case.report.hint(
            "G304",
            Text('the decision "{name}" has one option only', name=decision.id),
            source.child("options"),
            Text("add what else could be decided, even if it is to do nothing"),
        )
