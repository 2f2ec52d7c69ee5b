"""G301, G302, G307: what waits for itself, what can never come, and empty conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.reporting import shown_path
from crisis_tui.basis.text import Text
from crisis_tui.scenario.checks.courses import Courses
from crisis_tui.scenario.checks.dependencies import dependencies_of
from crisis_tui.scenario.conditions import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.checks.dependencies import Node
    from crisis_tui.scenario.model import Condition

_NEVER: Mapping[str, Callable[[str], Text]] = {
    "inject": lambda name: Text('this never holds, so inject "{name}" never comes', name=name),
    "milestone": lambda name: Text(
        'this never holds, so milestone "{name}" is reached by hand only', name=name
    ),
    "phase": lambda name: Text(
        'this never holds, so phase "{name}" is entered by hand only', name=name
    ),
}
_ALWAYS: Mapping[str, Callable[[str], Text]] = {
    "inject": lambda name: Text('this always holds, so inject "{name}" always comes', name=name),
    "milestone": lambda name: Text(
        'this always holds, so milestone "{name}" is reached at once', name=name
    ),
    "phase": lambda name: Text('this always holds, so phase "{name}" waits for nothing', name=name),
}
_EMPTY = Text("write below `any` or `all` what it looks at")


def check(case: Case) -> Iterator[Finding]:
    """Report circles, conditions that never or always hold, and injects that cannot come.

    A milestone or phase whose condition never holds can still be reached by hand, so what waits
    for it is not reported.
    """
    dependencies = dependencies_of(case)
    for circle in dependencies.circles():
        yield _circle(case, circle)
    courses = Courses(case)
    dead: set[Node] = set()
    for node in dependencies.order:
        if not dead.isdisjoint(dependencies.needed[node]):
            dead.add(node)
            continue
        when = _condition_of(case, node)
        if when is None:
            continue
        earlier = courses.related(when, dependencies.before(node))
        for finding in _condition(case, node, when, earlier, courses):
            if node[0] == "inject":
                dead.add(node)
            yield finding


def _condition_of(case: Case, node: Node) -> Condition | None:
    kind, name = node
    if kind == "inject":
        return case.draft.entry_by_id[name].inject.condition
    if kind == "phase":
        return case.phases[name].phase.when
    return case.milestones[name][0].when


def place(case: Case, node: Node) -> Source:
    """Return where a node is written."""
    kind, name = node
    if kind == "inject":
        return case.draft.entry_by_id[name].source
    return case.phases[name].source if kind == "phase" else case.milestones[name][1]


def _key(case: Case, node: Node) -> str:
    """Return the key under which what a node waits for is written."""
    is_short = node[0] == "inject" and case.draft.entry_by_id[node[1]].inject.when is None
    return "unless" if is_short else "when"


def _holds_at_once(case: Case, node: Node, when: Condition) -> bool:
    """Tell whether a milestone, or a phase without a time, comes before anybody can do anything."""
    kind, name = node
    if kind == "inject" or (kind == "phase" and case.phases[name].start_play_ms is not None):
        return False
    return holds(when, lambda subject, _: subject[0] == "deed" or None) is True


def _circle(case: Case, circle: Sequence[Node]) -> Finding:
    first = min(circle, key=lambda node: _rank(case, node))
    start = circle.index(first)
    path = [*circle[start:], *circle[:start], first]
    after = case.draft.entry_by_id[first[1]].inject.after if first[0] == "inject" else None
    follows = after is not None and ("inject", after.inject) == path[1]
    names = shown_path([name for _, name in path])
    return case.report.error(
        "G301",
        Text("these injects wait for each other: {path}", path=names)
        if all(kind == "inject" for kind, _ in path)
        else Text("these wait for each other: {path}", path=names),
        place(case, first).child("after" if follows else "when"),
        Text("give one of them a time of its own, such as at: 10m"),
    )


def _rank(case: Case, node: Node) -> tuple[bool, int]:
    """Return a node's place: injects in the files' order first."""
    if node[0] == "inject":
        return False, case.draft.entry_by_id[node[1]].order
    return True, [*case.phases, *case.milestones].index(node[1])


def _condition(
    case: Case,
    node: Node,
    when: Condition,
    earlier: Mapping[Node, Condition],
    courses: Courses,
) -> Iterator[Finding]:
    kind, name = node
    source = place(case, node).child(_key(case, node))
    if not courses.can_be([when]):
        yield case.report.warning(
            "G307",
            _NEVER[kind](name),
            source,
            _EMPTY
            if () in (when.any, when.all)
            else Text("one decision has one outcome; write `any` where either will do"),
        )
    elif not courses.can_be([when], wanted=False) or _holds_at_once(case, node, when):
        yield case.report.warning(
            "G307",
            _ALWAYS[kind](name),
            source,
            _EMPTY
            if () in (when.any, when.all)
            else Text("take `when` out, or ask for one outcome"),
        )
    elif kind == "inject" and earlier and not courses.can_be([when, *earlier.values()]):
        yield case.report.warning(
            "G302",
            Text(
                'inject "{name}" never comes: this contradicts what it follows ({path})',
                name=name,
                path=", ".join(name for _, name in earlier),
            ),
            source,
            Text("let it follow an inject of the same branch"),
        )
