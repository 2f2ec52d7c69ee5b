"""R104, R106, R107, R114, R115, R123, R124: ids that name nothing."""

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
    for name, source in _named_phases(case):
        if name not in phases and not case.muted.has("phase", name):
            yield case.report.error(
                "R115",
                Text('there is no phase "{name}"', name=name),
                source,
                case.report.suggest("phase", name, phases),
            )


def _named_phases(case: Case) -> Iterator[tuple[str, Source]]:
    for entry in case.draft.entries:
        inject = entry.inject
        for key, name in (("from_phase", inject.from_phase), ("until_phase", inject.until_phase)):
            if name is not None:
                yield name, entry.source.child(key)


def _named_injects(case: Case) -> Iterator[tuple[str, Source]]:
    for entry in case.draft.entries:
        if entry.inject.after is not None:
            yield entry.inject.after.inject, entry.source.child("after", "inject")
    main = case.draft.source
    for index, clock in enumerate(case.draft.scenario.clocks):
        yield clock.starts, main.child("clocks", index, "starts")
        if clock.known is not None:
            yield clock.known, main.child("clocks", index, "known")
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
    if condition.reached is not None:
        yield from _milestone(case, condition.reached, source.child("reached"))
    if condition.unless is not None:
        yield from _deed(case, condition.unless, source.child("unless"))
    for key, name in (("met", condition.met), ("missed", condition.missed)):
        if name is None or name in case.expectations or case.muted.has("expectation", name):
            continue
        yield case.report.error(
            "R114",
            Text('there is no expected action "{name}"', name=name),
            source.child(key),
            _meant(case, name, "expectation", list(case.expectations)),
        )


def _milestone(case: Case, name: str, source: Source) -> Iterator[Finding]:
    if name in case.milestones or case.muted.has("milestone", name):
        return
    yield case.report.error(
        "R123",
        Text('there is no milestone "{name}"', name=name),
        source,
        _meant(case, name, "milestone", list(case.milestones)),
    )


def _deed(case: Case, name: str, source: Source) -> Iterator[Finding]:
    known = {
        "expectation": case.expectations,
        "decision": case.decisions,
        "milestone": case.milestones,
    }
    kinds = [kind for kind, ids in known.items() if name in ids]
    if len(kinds) == 1 or any(case.muted.has(kind, name) for kind in known):
        return
    if not kinds:
        yield case.report.error(
            "R124",
            Text('there is no expected action, decision or milestone "{name}"', name=name),
            source,
            _meant(case, name, "deed", [each for ids in known.values() for each in ids]),
        )
    else:
        yield case.report.error(
            "R124",
            Text('"{name}" is the id of more than one thing that can be done', name=name),
            source,
            Text("give one of them another id"),
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
    if len(set(options)) < len(options):
        return  # of two options with one id, nobody knows what the other one was to be
    if outcome not in options and not case.muted.has("option", outcome):
        message = Text('"{name}" is not an option of "{decision}"', name=outcome, decision=name)
        cure = case.report.suggest(f"option of {name}", outcome, options)
        yield case.report.error("R107", message, source.child("is"), cure)


def _meant(case: Case, name: str, kind: str, known: list[str]) -> Text:
    """Return help; whoever names an inject means what it asks or expects."""
    inside = [
        id_
        for (held, id_), holder in case.holders.items()
        if holder == name and kind in {held, "deed"}
    ]
    if not inside:
        return case.report.suggest(kind, name, known)
    return Text('"{name}" is an inject; write {names}', name=name, names=", ".join(inside))
