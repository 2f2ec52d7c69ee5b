"""What must come before what: what injects follow, and what conditions wait for."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.scenario.conditions import required_subjects
from crisis_tui.scenario.plan import follows_phase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Condition, Inject

Node = tuple[str, str]
"""What comes: ("inject", id), ("milestone", id), or ("phase", id)."""

_MOST_BEFORE = 50
"""How far back a contradiction is looked for."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """For each inject, milestone and phase what it cannot come without, in the files' order.

    `order` has what comes first first, and lacks what is in a circle or waits for one.
    """

    needed: Mapping[Node, Collection[Node]]
    order: tuple[Node, ...]

    def before(self, node: Node) -> tuple[Node, ...]:
        """Return what comes before a node, the nearest first, at most 50."""
        found: dict[Node, None] = {}
        waiting = deque(self.needed[node])
        while waiting and len(found) < _MOST_BEFORE:
            name = waiting.popleft()
            if name not in found:
                found[name] = None
                waiting.extend(self.needed[name])
        return tuple(found)

    def circles(self) -> Iterator[tuple[Node, ...]]:
        """Yield circles of what waits for each other, each once.

        Everything that is not in `order` is in one of them or waits for one.
        """
        stuck = dict.fromkeys(name for name in self.needed)
        for name in self.order:
            del stuck[name]
        seen: set[Node] = set()
        for start in stuck:
            path: list[Node] = []
            name = start
            while name not in seen:
                seen.add(name)
                path.append(name)
                name = next(needed for needed in self.needed[name] if needed in stuck)
            if name in path:
                yield tuple(path[path.index(name) :])


def dependencies_of(case: Case) -> Dependencies:
    """Return the dependencies within a scenario; unknown ids are none."""
    needed: dict[Node, tuple[Node, ...]] = {
        ("inject", name): tuple(_needed(case, entry.inject))
        for name, entry in case.draft.entry_by_id.items()
    }
    for planned in case.script.phases:
        needed["phase", planned.phase.id] = tuple(_waited_for(case, planned.phase.when))
    for name, (milestone, _) in case.milestones.items():
        needed["milestone", name] = tuple(_waited_for(case, milestone.when))
    return Dependencies(needed, _order(needed))


def _needed(case: Case, inject: Inject) -> Iterator[Node]:
    if inject.after is not None and inject.after.inject in case.draft.entry_by_id:
        yield "inject", inject.after.inject
    elif follows_phase(inject) and (phase := inject.from_phase or "") in case.phases:
        yield "phase", phase
    yield from _waited_for(case, inject.when)


def _waited_for(case: Case, when: Condition | None) -> Iterator[Node]:
    for subject in sorted(required_subjects(when)) if when is not None else ():
        found = _comes_with(case, subject)
        if found is not None:
            yield found


def _comes_with(case: Case, subject: Subject) -> Node | None:
    if subject[0] == "milestone":
        return subject if subject[1] in case.milestones else None
    holder = case.holders.get(subject)
    return None if holder is None else ("inject", holder)


def _order(needed: Mapping[Node, Collection[Node]]) -> tuple[Node, ...]:
    open_count = {name: len(before) for name, before in needed.items()}
    following: dict[Node, list[Node]] = defaultdict(list)
    for name, before in needed.items():
        for earlier in before:
            following[earlier].append(name)
    ready = deque(name for name, count in open_count.items() if count == 0)
    order = []
    while ready:
        name = ready.popleft()
        order.append(name)
        for later in following[name]:
            open_count[later] -= 1
            if open_count[later] == 0:
                ready.append(later)
    return tuple(order)
