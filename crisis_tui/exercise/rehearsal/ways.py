"""How many ways lead where, and on how many of them something happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.plan import split_occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.rehearsal.graph import Branch, Graph
    from crisis_tui.exercise.rehearsal.position import Happening


@dataclass(frozen=True, slots=True)
class Coming:
    """On how many ways something happens, when at the earliest and latest, and first in the story.

    `by_hand` says that on some way a controller does it.
    """

    ways: int
    first_ms: int
    last_ms: int
    story_ms: int
    by_hand: bool


class Ways:
    """The ways through a graph: counted, never walked one by one."""

    def __init__(self, graph: Graph) -> None:
        """Count."""
        self._graph = graph
        self._onward, self._at_least = _onward(graph)
        self._to = _to(graph)

    @property
    def count(self) -> int:
        """The number of ways that were followed to their end."""
        return self._onward[0]

    @property
    def at_least(self) -> int:
        """The least number of ways that there are."""
        return self._at_least[0]

    def to(self, number: int) -> int:
        """Return how many ways lead from the start to a node."""
        return self._to[number]

    def through(self, number: int, branch: Branch) -> int:
        """Return how many whole ways go through a branch of a node."""
        return self._to[number] * self._onward[branch.target]

    def onward(self, number: int) -> int:
        """Return how many ways lead from a node to an end."""
        return self._onward[number]

    def steps(self) -> Iterator[tuple[int, Branch]]:
        """Yield every branch with its node, earlier ones first."""
        for number in self._graph.order:
            for branch in self._graph.nodes[number].branches:
                yield number, branch

    def comings(self) -> dict[tuple[str, str], Coming]:
        """Return what happens by (kind, id in the files).

        What is skipped, may come after all and is skipped again counts each time.
        """
        found: dict[tuple[str, str], Coming] = {}
        repeated: set[tuple[str, str]] = set()
        for number, branch in self.steps():
            ways = self.through(number, branch)
            for one in branch.happened:
                key = key_of(one)
                if one.id != key[1]:
                    repeated.add(key)
                found[key] = _and(found.get(key), one, ways)
        for key in repeated:
            found[key] = _with_ways(found[key], self.count - self._without(key))
        return found

    def _without(self, key: tuple[str, str]) -> int:
        """Return the number of ways on which something never happens."""
        without = dict.fromkeys(self._graph.order, 0)
        for number in reversed(self._graph.order):
            node = self._graph.nodes[number]
            if not node.branches:
                without[number] = self._onward[number]
            for branch in node.branches:
                if all(key_of(one) != key for one in branch.happened):
                    without[number] += without[branch.target]
        return without[0]


def key_of(happening: Happening) -> tuple[str, str]:
    """Return the kind of a happening and the id in the files."""
    return happening.kind, split_occurrence(happening.id)[0]


def _and(known: Coming | None, one: Happening, ways: int) -> Coming:
    if known is None:
        return Coming(ways, one.play_ms, one.play_ms, one.story_ms, one.by_hand)
    return Coming(
        known.ways + ways,
        min(known.first_ms, one.play_ms),
        max(known.last_ms, one.play_ms),
        min(known.story_ms, one.story_ms),
        known.by_hand or one.by_hand,
    )


def _with_ways(known: Coming, ways: int) -> Coming:
    return Coming(ways, known.first_ms, known.last_ms, known.story_ms, known.by_hand)


def _onward(graph: Graph) -> tuple[list[int], list[int]]:
    explored, at_least = [0] * len(graph.nodes), [0] * len(graph.nodes)
    for number in reversed(graph.order):
        node = graph.nodes[number]
        is_end = not node.branches and not node.left
        explored[number] = sum(explored[branch.target] for branch in node.branches) + is_end
        following = sum(at_least[branch.target] for branch in node.branches)
        at_least[number] = following + node.left + is_end
    return explored, at_least


def _to(graph: Graph) -> list[int]:
    ways = [0] * len(graph.nodes)
    ways[0] = 1
    for number in graph.order:
        for branch in graph.nodes[number].branches:
            ways[branch.target] += ways[number]
    return ways
