"""Who cannot be missed: whose absence opens a gap, alone (n-1) or together with one other (n-2).

A person is missed at an instant if a role that is filled then would be short without that person,
the posts being filled again from scratch. Where posts share nobody this is arithmetic: a role with
exactly as many usable people as it needs misses each of them. Where they hang together, somebody
who leaves one post may be replaced by another post's person, and the gap opens there or nowhere; so
the role that misses a person need not be the one that the person fills.

A pair is counted when both are missed together and neither is alone. Time in which the role is
short already counts for nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.roster.contests import stake_of
from crisis_tui.roster.matching import Stake, fill, lost_role, refill
from crisis_tui.roster.sweep import lengths_by_crew

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.roster.contests import Contest
    from crisis_tui.roster.joint_fill import JointFill
    from crisis_tui.roster.seats import Segment
    from crisis_tui.roster.sweep import CrewTime

Pair = tuple[str, str]


class Depth(NamedTuple):
    """For how long (ms) a role misses each person alone, and each pair only together."""

    sole: Mapping[str, int]
    pairs: Mapping[Pair, int]


class Missed(NamedTuple):
    """(role, person) and (role, pair) that are missed at a moment."""

    sole: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, Pair], ...]


def depth(
    found: JointFill, crews: Mapping[str, Sequence[CrewTime]] | None = None
) -> dict[str, Depth]:
    """Return by role who cannot be missed; one post a role. No fill of a whole window is repeated.

    `crews` are the posts' lengths by crew, by role, if somebody has them already.

    O(s + c x p x e) for s segments, c different moments of contest, p people and e their choices.
    """
    sole: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: dict[str, Counter[Pair]] = defaultdict(Counter)
    for stakes, length_ms in _moments(found, crews or {}):
        missed = _missed(stakes)
        for role, person in missed.sole:
            sole[role][person] += length_ms
        for role, pair in missed.pairs:
            pairs[role][pair] += length_ms
    return {post.role: Depth(sole[post.role], pairs[post.role]) for post in found.posts}


def _moments(
    found: JointFill, crews: Mapping[str, Sequence[CrewTime]]
) -> Iterator[tuple[tuple[Stake, ...], int]]:
    """Yield what hangs together, and for how long; alike moments of one role are added up."""
    contested: dict[str, list[Contest]] = defaultdict(list)
    for contest in found.contests:
        for stake in contest.stakes:
            contested[stake.role].append(contest)
        yield contest.stakes, contest.length_ms
    for post in found.posts:
        if post.role in contested:
            times: Sequence[CrewTime] = lengths_by_crew(
                _outside(post.segments, contested[post.role])
            )
        else:
            times = crews.get(post.role) or lengths_by_crew(post.segments)
        yield from _stakes(post.role, times)


def _stakes(role: str, times: Sequence[CrewTime]) -> Iterator[tuple[tuple[Stake], int]]:
    """Yield what a role asks for by itself; crews in which the same people count are one."""
    lengths: dict[tuple[int, tuple[str, ...]], int] = defaultdict(int)
    for segment, length_ms in times:
        if any(seat.mentors for seat in segment.seats):
            stake = stake_of(role, [segment])
            if stake is not None:
                yield (stake,), length_ms
        elif segment.required:
            able = tuple([seat.person for seat in segment.seats if seat.cause is None])
            lengths[segment.required, able] += length_ms
    for (required, able), length_ms in lengths.items():
        yield (Stake(role, required, able, able),), length_ms


def _outside(segments: Sequence[Segment], contested: Sequence[Contest]) -> Iterator[Segment]:
    """Yield the parts of the segments that lie outside these contests."""
    number = 0
    for segment in segments:
        from_ms = segment.from_ms
        while number < len(contested) and contested[number].until_ms <= from_ms:
            number += 1
        ahead = number
        while ahead < len(contested) and contested[ahead].from_ms < segment.until_ms:
            if from_ms < contested[ahead].from_ms:
                yield segment._replace(from_ms=from_ms, until_ms=contested[ahead].from_ms)
            from_ms, ahead = contested[ahead].until_ms, ahead + 1
        if from_ms < segment.until_ms:
            yield segment._replace(from_ms=from_ms)


@lru_cache(maxsize=10_000)
def _missed(stakes: tuple[Stake, ...]) -> Missed:
    if any(stake.trainees for stake in stakes):
        return missed_by_refill(stakes)
    if len(stakes) == 1:
        return _counted(stakes[0])
    filling = fill(stakes)
    short = {*filling.unfilled}
    people = _people(stakes)
    alone = {name: lost_role(stakes, filling.role_of, name) for name in people}
    pairs = []
    for number, first in enumerate(people):
        without = refill(stakes, frozenset({first})).role_of
        lost = [(name, lost_role(stakes, without, name, first)) for name in people[number + 1 :]]
        pairs += [
            (role, (first, name))
            for name, role in lost
            if role is not None and role not in short | {alone[first], alone[name]}
        ]
    sole = [(role, name) for name, role in alone.items() if role is not None and role not in short]
    return Missed(tuple(sole), tuple(pairs))


def missed_by_refill(stakes: tuple[Stake, ...]) -> Missed:
    """Fill again without each person and each pair: slow, and with trainees the only way."""
    people = _people(stakes)
    short = _short(stakes)
    alone = {name: _short(stakes, name) - short for name in people}
    pairs = [
        (role, pair)
        for pair in combinations(people, 2)
        for role in _short(stakes, *pair) - short - alone[pair[0]] - alone[pair[1]]
    ]
    sole = [(role, name) for name, roles in alone.items() for role in roles]
    return Missed(tuple(sole), tuple(pairs))


def _people(stakes: Sequence[Stake]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for stake in stakes for name in stake.able))


def _short(stakes: Sequence[Stake], *missing: str) -> frozenset[str]:
    """Return the roles that are short without these people."""
    return frozenset(refill(stakes, frozenset(missing)).unfilled)


def _counted(stake: Stake) -> Missed:
    spare = len(stake.able) - stake.required
    sole = tuple((stake.role, name) for name in stake.able) if spare == 0 else ()
    pairs = combinations(stake.able, 2) if spare == 1 else ()
    return Missed(sole, tuple((stake.role, pair) for pair in pairs))
