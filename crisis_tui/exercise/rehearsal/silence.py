"""Spells in which a role gets nothing to do, and in which nobody does, on the ways that have them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crisis_tui.exercise.rehearsal.graph import Branch
    from crisis_tui.exercise.rehearsal.load import Tasks
    from crisis_tui.exercise.rehearsal.ways import Ways

EVERYBODY = ""
"""The role of a spell in which nobody gets anything."""
_ENDS = {"end", "still"}
_Last = dict[str, Counter[int]]
"""When each role got something last, by the number of ways that lead there so."""


class Spell(NamedTuple):
    """Nothing for a role from one play time to another."""

    role: str
    from_ms: int
    until_ms: int

    @property
    def length_ms(self) -> int:
        """Return how long it lasts."""
        return self.until_ms - self.from_ms


def silences(ways: Ways, tasks: Tasks, roles: Iterable[str], longer_ms: int) -> Mapping[Spell, int]:
    """Return the spells longer than this, each with the number of ways that have it.

    They begin at the start of the exercise or a message and end with a message or the end of play.
    """
    names = (EVERYBODY, *roles)
    found: Counter[Spell] = Counter()
    last: dict[int, _Last] = defaultdict(lambda: {role: Counter() for role in names})
    for role in names:
        last[0][role][0] = 1
    for number, branch in ways.steps():
        heard, onward = _heard(branch, tasks, names), ways.onward(branch.target)
        there = last[branch.target]
        for role in names:
            times = heard.get(role, ())
            if not times:
                there[role].update(last[number][role])
                continue
            there[role][times[-1]] += ways.to(number)
            for spell, count in _spells(role, last[number][role], times, ways.to(number)):
                if spell.length_ms > longer_ms and onward:
                    found[spell] += count * onward
    return dict(found)


def _spells(
    role: str, last: Mapping[int, int], times: Sequence[int], ways: int
) -> Iterator[tuple[Spell, int]]:
    """Yield the spells that these times end, with the number of ways that lead through each."""
    for at_ms, count in last.items():
        yield Spell(role, at_ms, times[0]), count
    for earlier, later in pairwise(times):
        yield Spell(role, earlier, later), ways


def _heard(branch: Branch, tasks: Tasks, names: Iterable[str]) -> dict[str, list[int]]:
    """Return when roles get something on a branch; the end of play counts for all."""
    heard: dict[str, list[int]] = defaultdict(list)
    for one in branch.happened:
        if one.kind in _ENDS:
            for role in names:
                heard[role].append(one.play_ms)
            continue
        asked = tasks.of(one)
        for role in dict.fromkeys(asked):
            heard[role].append(one.play_ms)
        if asked:
            heard[EVERYBODY].append(one.play_ms)
    return heard
