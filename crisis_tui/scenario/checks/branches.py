"""G301, G302, G307: injects that wait for themselves, can never come, or have empty conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Source
from crisis_tui.basis.reporting import shown_path
from crisis_tui.basis.text import Text
from crisis_tui.scenario.checks.dependencies import Dependencies, dependencies_of
from crisis_tui.scenario.conditions import (
    MET,
    MISSED,
    Choices,
    Outcome,
    Subject,
    all_hold,
    elements,
    holds,
    subject_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import Condition
    from crisis_tui.scenario.parts import InjectEntry


def check(case: Case) -> Iterator[Finding]:
    """Report circles, conditions that never or always hold, and injects that cannot come."""
    dependencies = dependencies_of(case)
    for circle in dependencies.circles():
        yield _circle(case, circle)
    dead: set[str] = set()
    for name in dependencies.order:
        entry = case.draft.entry_by_id[name]
        if not dead.isdisjoint(dependencies.needed[name]):
            dead.add(name)
        elif entry.inject.when is not None:
            for finding in _condition(case, entry, entry.inject.when, dependencies):
                dead.add(name)
                yield finding


def _circle(case: Case, circle: Sequence[str]) -> Finding:
    first = min(circle, key=lambda name: case.draft.entry_by_id[name].order)
    start = circle.index(first)
    path = [*circle[start:], *circle[:start], first]
    entry = case.draft.entry_by_id[first]
    follows = entry.inject.after is not None and entry.inject.after.inject == path[1]
    return case.report.error(
        "G301",
        Text("these injects wait for each other: {path}", path=shown_path(path)),
        entry.source.child("after" if follows else "when"),
        Text("give one of them a time of its own, such as at: 10m"),
    )


def _condition(
    case: Case, entry: InjectEntry, when: Condition, dependencies: Dependencies
) -> Iterator[Finding]:
    name, source = entry.inject.id, entry.source.child("when")
    if subject_of(when) is None:
        if not _can_be(case, [when], wanted=True):
            yield case.report.warning(
                "G307",
                Text('this never holds, so inject "{name}" never comes', name=name),
                source,
                Text("one decision has one outcome; write `any` where either will do"),
            )
            return
        if not _can_be(case, [when], wanted=False):
            yield case.report.warning(
                "G307",
                Text('this always holds, so inject "{name}" always comes', name=name),
                source,
                Text("take `when` out, or ask for one outcome"),
            )
            return
    earlier = _on_the_same(case, when, dependencies.before(name))
    if earlier and not _can_be(case, [when, *earlier.values()], wanted=True):
        yield case.report.warning(
            "G302",
            Text(
                'inject "{name}" never comes: this contradicts what it follows ({path})',
                name=name,
                path=", ".join(earlier),
            ),
            source,
            Text("let it follow an inject of the same branch"),
        )


def _on_the_same(case: Case, when: Condition, before: Sequence[str]) -> Mapping[str, Condition]:
    """Return the conditions of injects that look at something that `when` looks at too."""
    subjects = set(_choices(case, [when]))
    found = {}
    for name in before:
        condition = case.draft.entry_by_id[name].inject.when
        if condition is not None and not subjects.isdisjoint(_choices(case, [condition])):
            found[name] = condition
    return found


def _can_be(case: Case, conditions: Sequence[Condition], *, wanted: bool) -> bool:
    """Tell whether some course of the exercise makes the conditions all true, or not all."""

    def test(outcomes: Mapping[Subject, Outcome]) -> bool | None:
        value = all_hold(holds(condition, outcomes) for condition in conditions)
        return None if value is None else value is wanted

    return Choices(_choices(case, conditions)).can_be(test)


def _choices(case: Case, conditions: Sequence[Condition]) -> Mapping[Subject, Sequence[Outcome]]:
    """Return the possible outcomes of what conditions look at, those of unknown ids too."""
    found: dict[Subject, dict[Outcome, None]] = {}
    for condition in conditions:
        for element, _ in elements(condition, Source("")):
            asked = subject_of(element)
            if asked is None:
                continue
            subject, outcome = asked
            outcomes = found.setdefault(subject, dict.fromkeys(_known_outcomes(case, subject)))
            outcomes.setdefault(outcome)
    return {subject: tuple(outcomes) for subject, outcomes in found.items()}


def _known_outcomes(case: Case, subject: Subject) -> tuple[Outcome, ...]:
    kind, name = subject
    if kind == "expectation":
        return (None, MET, MISSED)
    if name in case.decisions:
        return (None, *(option.id for option in case.decisions[name][0].options))
    return (None,)
