"""Every way through a scenario as one graph: places where ways go on alike are one node.

So the number of ways is counted, not walked: forty decisions one after the other have more than a
million million ways and some hundred nodes.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crisis_tui.exercise.rehearsal.walk import is_end

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from crisis_tui.exercise.rehearsal.outlook import Outlook
    from crisis_tui.exercise.rehearsal.position import Choice, Happening, Position
    from crisis_tui.exercise.rehearsal.subjects import Outcome
    from crisis_tui.exercise.rehearsal.walk import Walk

MOST_TICKS = 60_000
"""So often is the engine asked before the rest is sampled: some seconds."""
_NODE_TICKS = 20
"""What a node costs beside the engine's work."""
_SAMPLES = 12
_MEETINGS = 64
"""So often, evenly over the play time, ways that go on alike are looked for between choices."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What happens from one node to another, after an outcome (None without a choice)."""

    outcome: Outcome
    happened: tuple[Happening, ...]
    target: int


@dataclass(slots=True)
class Node:
    """A place: a choice with its branches, a meeting of ways, or an end (no branches).

    `left` is how many outcomes were not followed, for want of time.
    """

    choice: Choice | None = None
    branches: list[Branch] = field(default_factory=list)
    left: int = 0


@dataclass(frozen=True, slots=True)
class Graph:
    """The ways; node 0 is the start. `order` has every node before those that follow it."""

    nodes: tuple[Node, ...]
    order: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether every way was followed to its end."""
        return not any(node.left for node in self.nodes)


class Exploration:
    """Follows every way, the earliest place first; beyond its ticks only some, spread evenly."""

    def __init__(self, walk: Walk, outlook: Outlook, length_ms: int, most_ticks: int) -> None:
        """Explore ways of about this length of play."""
        self._walk = walk
        self._outlook = outlook
        self._apart_ms = max(1, length_ms // _MEETINGS)
        self._most_ticks = most_ticks
        self._nodes = [Node()]
        self._known: dict[Hashable, int] = {}
        self._ahead: list[tuple[int, int, Position]] = []
        self._is_sampling = False
        self._turn = 0

    def graph(self, start: Position) -> Graph:
        """Return the graph of all ways from here."""
        self._nodes[0].branches.append(self._branch(None, start, []))
        while self._ahead:
            spent = self._walk.ticks + _NODE_TICKS * len(self._nodes)
            if spent > self._most_ticks and not self._is_sampling:
                self._sample()
            _, number, position = heapq.heappop(self._ahead)
            self._follow(number, position)
        return Graph(tuple(self._nodes), tuple(_ordered(self._nodes)))

    def _follow(self, number: int, position: Position) -> None:
        node = self._nodes[number]
        if not self._is_choice(position):
            node.branches.append(self._branch(None, position, []))
            return
        node.choice = position.choices[0]
        outcomes = node.choice.outcomes
        if self._is_sampling:
            self._turn += 1
            node.left = len(outcomes) - 1
            outcomes = (outcomes[self._turn % len(outcomes)],)
        for outcome in outcomes:
            after, happened = self._walk.settle(position, outcome)
            node.branches.append(self._branch(outcome, after, happened))

    def _is_choice(self, position: Position) -> bool:
        return bool(position.choices) and position.choices[0].at_ms <= position.play_ms

    def _branch(self, outcome: Outcome, position: Position, happened: list[Happening]) -> Branch:
        meeting_ms = (position.play_ms // self._apart_ms + 1) * self._apart_ms
        after, more = self._walk.go(position, meeting_ms)
        told = (*happened, *more)
        if is_end(more):
            self._nodes.append(Node())
            return Branch(outcome, told, len(self._nodes) - 1)
        return Branch(outcome, told, self._node(after))

    def _node(self, position: Position) -> int:
        key = self._outlook.at(position).key()
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = len(self._nodes)
            self._nodes.append(Node())
            heapq.heappush(self._ahead, (position.play_ms, number, position))
        return number

    def _sample(self) -> None:
        """Keep some of the places ahead, spread evenly; the others stay as they are."""
        self._is_sampling = True
        ahead = sorted(self._ahead, key=lambda each: each[:2])
        step = max(1, -(-len(ahead) // _SAMPLES))
        self._ahead = ahead[::step]
        kept = {number for _, number, _ in self._ahead}
        for _, number, _ in ahead:
            if number not in kept:
                self._nodes[number].left = 1


def _ordered(nodes: list[Node]) -> Iterator[int]:
    """Yield the nodes so that every branch leads from an earlier one to a later one."""
    entries = [0] * len(nodes)
    for node in nodes:
        for branch in node.branches:
            entries[branch.target] += 1
    ready = [number for number, count in enumerate(entries) if count == 0]
    while ready:
        number = ready.pop()
        yield number
        for branch in nodes[number].branches:
            entries[branch.target] -= 1
            if entries[branch.target] == 0:
                ready.append(branch.target)
