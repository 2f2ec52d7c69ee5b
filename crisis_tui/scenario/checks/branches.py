"""G301, G302, G307: injects that wait for themselves, can never come, or have empty conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.reporting import shown_path
from crisis_tui.basis.text import Text
from crisis_tui.scenario.checks.courses import Courses
from crisis_tui.scenario.checks.dependencies import dependencies_of

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
    courses = Courses(case)
    dead: set[str] = set()
    for name in dependencies.order:
        entry = case.draft.entry_by_id[name]
        if not dead.isdisjoint(dependencies.needed[name]):
            dead.add(name)
        elif entry.inject.when is not None:
            earlier = courses.related(entry.inject.when, dependencies.before(name))
            for finding in _condition(case, entry, entry.inject.when, earlier, courses):
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
    case: Case,
    entry: InjectEntry,
    when: Condition,
    earlier: Mapping[str, Condition],
    courses: Courses,
) -> Iterator[Finding]:
    name, source = entry.inject.id, entry.source.child("when")
    if not courses.can_be([when]):
        yield case.report.warning(
            "G307",
            Text('this never holds, so inject "{name}" never comes', name=name),
            source,
            Text("one decision has one outcome; write `any` where either will do"),
        )
    elif not courses.can_be([when], wanted=False):
        yield case.report.warning(
            "G307",
            Text('this always holds, so inject "{name}" always comes', name=name),
            source,
            Text("take `when` out, or ask for one outcome"),
        )
    elif earlier and not courses.can_be([when, *earlier.values()]):
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
