"""R104, R106, R107, R114, R115: injects, decisions, actions and phases that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import Condition


def check(case: Case) -> Iterator[Finding]:
    """Report every id that names nothing."""
    for name, source in _named_injects(case):
        yield from _inject(case, name, source)
    for condition, source in case.conditions():
        yield from _condition(case, condition, source)
    phases = [phase.id for phase in case.draft.scenario.phases]
    for entry in case.draft.entries:
        phase = entry.inject.from_phase
        if phase is not None and phase not in phases and not case.muted.has("phase", phase):
            yield case.report.error(
                "R115",
                Text('there is no phase "{name}"', name=phase),
                entry.source.child("from_phase"),
                case.report.suggest("phase", phase, phases),
            )


def _named_injects(case: Case) -> Iterator[tuple[str, Source]]:
    for entry in case.draft.entries:
        if entry.inject.after is not None:
            yield entry.inject.after.inject, entry.source.child("after", "inject")
    main = case.draft.source
    for index, clock in enumerate(case.draft.scenario.clocks):
        yield clock.starts, main.child("clocks", index, "starts")
    for index, variant in enumerate(case.draft.scenario.variants):
        for position, name in enumerate(variant.without):
            yield name, main.child("variants", index, "without", position)


def _inject(case: Case, name: str, source: Source) -> Iterator[Finding]:
    known = case.draft.entry_by_id
    if name not in known and not case.muted.has("inject", name):
        message = Text('there is no inject "{name}"', name=name)
        cure = case.report.suggest("inject", name, known)
        yield case.report.error("R104", message, source, cure)


def _condition(case: Case, condition: Condition, source: Source) -> Iterator[Finding]:
    if condition.decision is not None:
        yield from _outcome(case, condition.decision, condition.outcome or "", source)
    for key, name in (("met", condition.met), ("missed", condition.missed)):
        if name is None or name in case.expectations or case.muted.has("expectation", name):
            continue
        yield case.report.error(
            "R114",
            Text('there is no expected action "{name}"', name=name),
            source.child(key),
            _meant(case, name, "expectation", list(case.expectations)),
        )


def _outcome(case: Case, name: str, outcome: str, source: Source) -> Iterator[Finding]:
    if name not in case.decisions:
        if not case.muted.has("decision", name):
            yield case.report.error(
                "R106",
                Text('there is no decision "{name}"', name=name),
                source.child("decision"),
                _meant(case, name, "decision", list(case.decisions)),
            )
        return
    options = [option.id for option in case.decisions[name][0].options]
    if outcome not in options and not case.muted.has("option", outcome):
        message = Text('"{name}" is not an option of "{decision}"', name=outcome, decision=name)
        cure = case.report.suggest(f"option of {name}", outcome, options)
        yield case.report.error("R107", message, source.child("is"), cure)


def _meant(case: Case, name: str, kind: str, known: list[str]) -> Text:
    """Return help; whoever names an inject means what it asks or expects."""
    inside = [id_ for (held, id_), holder in case.holders.items() if (held, holder) == (kind, name)]
    if not inside:
        return case.report.suggest(kind, name, known)
    return Text('"{name}" is an inject; write {names}', name=name, names=", ".join(inside))
