"""R101, R116, P408: roles and qualifications against the roster and its training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.reporting import Named
    from crisis_tui.scenario.checks.case import Case, Organisation


def check(case: Case) -> Iterator[Finding]:
    """Report roles and qualifications that nobody knows, and roles that nobody holds."""
    if case.organisation is None:
        return
    yield from _unknown_roles(case, case.organisation)
    yield from _unheld_roles(case, case.organisation)
    yield from _unknown_qualifications(case, case.organisation)


def _unknown_roles(case: Case, organisation: Organisation) -> Iterator[Finding]:
    for role, source, *path in _named_roles(case):
        if role not in organisation.roles and not case.muted.has("role", role):
            yield case.report.error(
                "R101",
                Text('the roster has no role "{role}"', role=role),
                source.child(*path),
                case.report.suggest("role", role, organisation.roles),
            )


def _named_roles(case: Case) -> Iterator[Named]:
    yield from _addressed_roles(case)
    for entry in case.draft.entries:
        for index, action in enumerate(entry.inject.expects):
            yield action.by, entry.source, "expects", index, "by"
        decision = entry.inject.decision
        if decision is not None and decision.authority is not None:
            yield decision.authority, entry.source, "decision", "authority"
    main = case.draft.source
    for index, phase in enumerate(case.draft.scenario.phases):
        for position, need in enumerate(phase.needs):
            yield need.role, main, "phases", index, "needs", position, "role"
    for index, clock in enumerate(case.draft.scenario.clocks):
        if clock.owner is not None:
            yield clock.owner, main, "clocks", index, "owner"


def _addressed_roles(case: Case) -> Iterator[Named]:
    for entry in case.draft.entries:
        for index, role in enumerate(entry.inject.to):
            yield role, entry.source, "to", index


def _unheld_roles(case: Case, organisation: Organisation) -> Iterator[Finding]:
    if not case.is_whole("person"):
        return
    reported: set[str] = set()
    for role, source, *path in _addressed_roles(case):
        if role in organisation.held_roles or role not in organisation.roles or role in reported:
            continue
        reported.add(role)
        yield case.report.warning(
            "P408",
            Text('injects go to role "{role}", which nobody on the roster has', role=role),
            source.child(*path),
            Text("give somebody the role, or address another one"),
        )


def _unknown_qualifications(case: Case, organisation: Organisation) -> Iterator[Finding]:
    known = organisation.qualifications
    if known is None:
        return
    for index, phase in enumerate(case.draft.scenario.phases):
        for position, need in enumerate(phase.needs):
            source = case.draft.source.child("phases", index, "needs", position, "qualified")
            for number, name in enumerate(need.qualified):
                if name not in known and not case.muted.has("qualification", name):
                    yield case.report.error(
                        "R116",
                        Text('the training has no qualification "{name}"', name=name),
                        source.child(number),
                        case.report.suggest("qualification", name, known),
                    )
