"""Why posts that share people cannot all be filled: the smallest set of people that too many need.

By Hall's theorem posts can be filled together unless some of them ask for more people than there
are for all of these posts. Of such sets that explain a shortage the one with the fewest people is
named; with the people go all posts that depend on nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, interval_set
from crisis_tui.roster.matching import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crisis_tui.roster.contests import Contest
    from crisis_tui.roster.matching import Stake

_MOST_TRIED = 20_000
"""Sets of people looked at for one moment. Beyond, the set is minimal: nobody can be left out."""


class Dependence(NamedTuple):
    """Roles that depend on these people alone, who are too few for them; both in their order."""

    roles: tuple[str, ...]
    people: tuple[str, ...]


class Conflict(NamedTuple):
    """A dependence with all the times at which it leaves one of `short` without enough people."""

    dependence: Dependence
    short: tuple[str, ...]
    times: IntervalSet


def conflicts(contests: Iterable[Contest]) -> tuple[Conflict, ...]:
    """Return the causes for which posts cannot be filled together, each once, the earliest first."""
    times: dict[Dependence, list[Interval]] = defaultdict(list)
    short: dict[Dependence, dict[str, None]] = defaultdict(dict)
    for contest in contests:
        for role, dependence in dependences(contest.stakes):
            times[dependence].append(Interval(contest.from_ms, contest.until_ms))
            short[dependence][role] = None
    found = (Conflict(each, tuple(short[each]), interval_set(times[each])) for each in times)
    return tuple(sorted(found, key=lambda each: (each.times[0].from_ms, each.dependence)))


@lru_cache(maxsize=10_000)
def dependences(stakes: tuple[Stake, ...]) -> tuple[tuple[str, Dependence], ...]:
    """Return each role that the joint fill alone leaves short, with the smallest explanation.

    A role that has too few people by itself is short of those whatever the others need.
    """
    filling = fill(stakes)
    able = {
        stake.role: tuple(
            name for name in stake.able if (stake.role, name) not in filling.unsupervised
        )
        for stake in stakes
    }
    asked = {stake.role: min(stake.required, len(able[stake.role])) for stake in stakes}
    filled = list(filling.role_of.values())
    return tuple(
        (role, _smallest(role, able, asked, filling.role_of))
        for role in asked
        if filled.count(role) < asked[role]
    )


def _smallest(
    role: str,
    able: Mapping[str, Sequence[str]],
    asked: Mapping[str, int],
    role_of: Mapping[str, str],
) -> Dependence:
    """Return the smallest set that holds all who could fill the role."""
    minimal = _reached(role, able, role_of)
    others = [name for name in _names(able.values()) if name not in able[role]]
    sets = (
        {*able[role], *more}
        for count in range(len(minimal) - len(able[role]))
        for more in combinations(others, count)
    )
    tried = islice(sets, _MOST_TRIED)
    people = next((each for each in tried if _too_few(each, able, asked)), minimal)
    return Dependence(
        tuple(each for each in able if asked[each] and people.issuperset(able[each])),
        tuple(name for name in _names(able.values()) if name in people),
    )


def _too_few(people: set[str], able: Mapping[str, Sequence[str]], asked: Mapping[str, int]) -> bool:
    return sum(asked[role] for role, names in able.items() if people.issuperset(names)) > len(
        people
    )


def _reached(role: str, able: Mapping[str, Sequence[str]], role_of: Mapping[str, str]) -> set[str]:
    """Return all who could be moved to fill the role, from post to post; none of them is free."""
    roles, waiting, people = {role}, [role], set[str]()
    while waiting:
        new = set(able[waiting.pop()]) - people
        people |= new
        more = {role_of[name] for name in new} - roles
        roles |= more
        waiting += more
    return people


def _names(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in groups for name in names))
