"""Which injects must come before others: what they follow, and what their conditions wait for."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.scenario.conditions import required_subjects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import Inject

_MOST_BEFORE = 50
"""How far back a contradiction is looked for."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """For each inject the ones without which it cannot come, in the files' order.

    `order` has what comes first first, and lacks the injects that are in a circle or wait for one.
    """

    needed: Mapping[str, Collection[str]]
    order: tuple[str, ...]

    def before(self, inject_id: str) -> tuple[str, ...]:
        """Return the injects that come before one, the nearest first, at most 50."""
        found: dict[str, None] = {}
        waiting = deque(self.needed[inject_id])
        while waiting and len(found) < _MOST_BEFORE:
            name = waiting.popleft()
            if name not in found:
                found[name] = None
                waiting.extend(self.needed[name])
        return tuple(found)

    def circles(self) -> Iterator[tuple[str, ...]]:
        """Yield circles of injects that wait for each other, each once.

        Every inject that is not in `order` is in one of them or waits for one.
        """
        stuck = dict.fromkeys(name for name in self.needed)
        for name in self.order:
            del stuck[name]
        seen: set[str] = set()
        for start in stuck:
            path: list[str] = []
            name = start
            while name not in seen:
                seen.add(name)
                path.append(name)
                name = next(needed for needed in self.needed[name] if needed in stuck)
            if name in path:
                yield tuple(path[path.index(name) :])


def dependencies_of(case: Case) -> Dependencies:
    """Return the dependencies between the injects of a scenario; unknown ids are none."""
    entries = case.draft.entry_by_id
    needed = {name: tuple(_needed(case, entry.inject)) for name, entry in entries.items()}
    return Dependencies(needed, _order(needed))


def _needed(case: Case, inject: Inject) -> Iterator[str]:
    if inject.after is not None and inject.after.inject in case.draft.entry_by_id:
        yield inject.after.inject
    if inject.when is not None:
        for subject in sorted(required_subjects(inject.when)):
            if subject in case.holders:
                yield case.holders[subject]


def _order(needed: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    open_count = {name: len(before) for name, before in needed.items()}
    following: dict[str, list[str]] = defaultdict(list)
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
