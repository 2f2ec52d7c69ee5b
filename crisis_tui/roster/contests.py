"""When posts share people whom both need: one sweep over all posts' changes.

Posts hang together at a moment if somebody counts on both, or on a chain of such posts. What one of
them can have then depends on all of them, and on nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.roster.matching import Stake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crisis_tui.roster.seats import Post, Seat, Segment


class Contest(NamedTuple):
    """A time in which roles hang together and nothing about them changes.

    `stakes` are in the order in which roles are served: hard duty first, then as the posts stand.
    """

    from_ms: int
    until_ms: int
    stakes: tuple[Stake, ...]

    @property
    def length_ms(self) -> int:
        """Return how long it lasts."""
        return self.until_ms - self.from_ms


def contests(posts: Sequence[Post]) -> tuple[Contest, ...]:
    """Return when roles hang together, in order; posts of one role share their people.

    O(c x e) for c changes of the roles that share people at all, and e people on duty on the roles
    that hang together with the one that changes.
    """
    by_role = _sharing(posts)
    if not by_role:
        return ()
    ranked = sorted(by_role, key=lambda role: by_role[role][0].duty != "hard")
    changes: dict[int, dict[str, Stake | None]] = defaultdict(dict)
    for role in ranked:
        for from_ms, stake in _changes(by_role[role]):
            changes[from_ms][role] = stake
    table = _Table({role: rank for rank, role in enumerate(ranked)})
    for at_ms in sorted(changes):
        table.change(at_ms, changes[at_ms])
    table.close(max(post.segments[-1].until_ms for role in ranked for post in by_role[role]))
    return tuple(sorted(table.closed, key=lambda each: (each.from_ms, table.rank(each.stakes))))


def claimants(post: Post) -> set[str]:
    """Return who counts on the post at some required time."""
    crews = {id(segment.seats): segment.seats for segment in post.segments if segment.required}
    return {seat.person for seats in crews.values() for seat in seats if seat.cause is None}


def _sharing(posts: Sequence[Post]) -> Mapping[str, list[Post]]:
    """Return the posts, by role, of roles that share people with another role at all."""
    people: dict[str, set[str]] = defaultdict(set)
    by_role: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        by_role[post.role].append(post)
        people[post.role] |= claimants(post)
    seen: set[str] = set()
    shared: set[str] = set()
    for names in people.values():
        shared |= names & seen
        seen |= names
    return {role: by_role[role] for role, names in people.items() if names & shared}


def _changes(posts: Sequence[Post]) -> Iterator[tuple[int, Stake | None]]:
    """Yield when what a role asks for changes, and to what; None: it asks for nobody."""
    if len(posts) == 1:
        moments: Iterable[tuple[int, list[Segment]]] = (
            (segment.from_ms, [segment]) for segment in posts[0].segments
        )
    else:
        borders = sorted({segment.from_ms for post in posts for segment in post.segments})
        moments = ((at_ms, [post.at(at_ms) for post in posts]) for at_ms in borders)
    last: Stake | None = None
    known: dict[tuple[tuple[int, int], ...], Stake | None] = {}
    for at_ms, segments in moments:
        key = tuple([(segment.required, id(segment.seats)) for segment in segments])
        if key not in known:
            known[key] = stake_of(posts[0].role, segments)
        stake = known[key]
        if stake is not last and stake != last:
            yield at_ms, stake
        last = stake


def stake_of(role: str, segments: Sequence[Segment]) -> Stake | None:
    """Return what the largest of these posts of a role asks for; None: nobody."""
    largest = max(segments, key=lambda segment: segment.required)
    if not largest.required:
        return None
    usable = [seat for seat in largest.seats if seat.cause is None]
    able = tuple([seat.person for seat in usable])
    everybody = able
    if len(segments) > 1:
        smaller = [
            seat.person
            for segment in segments
            if segment.required
            for seat in segment.seats
            if seat.cause is None
        ]
        everybody = tuple(dict.fromkeys((*able, *smaller)))
    trainees = tuple([(seat.person, _beside(seat, usable)) for seat in usable if seat.mentors])
    return Stake(role, largest.required, able, everybody, trainees)


def _beside(trainee: Seat, usable: Sequence[Seat]) -> tuple[str, ...]:
    """Return the trainee's mentors who are there; somebody in training is nobody's mentor."""
    return tuple(
        seat.person for seat in usable if not seat.mentors and seat.person in trainee.mentors
    )


class _Party(NamedTuple):
    """Roles that hang together since `from_ms`."""

    from_ms: int
    stakes: tuple[Stake, ...]


class _Table:
    """What roles ask for at one moment, and which of them hang together."""

    def __init__(self, ranks: Mapping[str, int]) -> None:
        self.closed: list[Contest] = []
        self._ranks = ranks
        self._stakes: dict[str, Stake] = {}
        self._roles_of: dict[str, set[str]] = defaultdict(set)
        self._party_of: dict[str, _Party] = {}

    def rank(self, stakes: Sequence[Stake]) -> int:
        """Return the place of the first role in the order of service."""
        return self._ranks[stakes[0].role]

    def change(self, at_ms: int, changed: Mapping[str, Stake | None]) -> None:
        """Take what roles ask for from now on."""
        touched = set(changed)
        for role in changed:
            if role in self._party_of:
                touched.update(stake.role for stake in self._party_of[role].stakes)
        for role, stake in changed.items():
            self._put(role, stake)
        while touched:
            roles = self._connected(touched.pop())
            touched -= roles
            self._regroup(at_ms, roles)

    def close(self, at_ms: int) -> None:
        """End everything that still hangs together."""
        for role in list(self._party_of):
            self._end(at_ms, role)

    def _put(self, role: str, stake: Stake | None) -> None:
        old = self._stakes.pop(role, None)
        for name in old.claimants if old else ():
            self._roles_of[name].discard(role)
        if stake is not None:
            self._stakes[role] = stake
            for name in stake.claimants:
                self._roles_of[name].add(role)

    def _connected(self, first: str) -> set[str]:
        found, waiting = {first}, [first]
        while waiting:
            stake = self._stakes.get(waiting.pop())
            for name in stake.claimants if stake else ():
                new = self._roles_of[name] - found
                found |= new
                waiting += new
        return found

    def _regroup(self, at_ms: int, roles: set[str]) -> None:
        """Let these roles, which hang together now, be a party; end what they were before."""
        if len(roles) == 1:
            self._end(at_ms, *roles)
            return
        ranked = sorted(roles, key=self._ranks.__getitem__)
        stakes = tuple(self._stakes[role] for role in ranked)
        old = self._party_of.get(ranked[0])
        if old is not None and old.stakes == stakes:
            return
        for role in ranked:
            self._end(at_ms, role)
        party = _Party(at_ms, stakes)
        self._party_of.update(dict.fromkeys(ranked, party))

    def _end(self, at_ms: int, role: str) -> None:
        party = self._party_of.get(role)
        if party is None:
            return
        for stake in party.stakes:
            del self._party_of[stake.role]
        if party.from_ms < at_ms:
            self.closed.append(Contest(party.from_ms, at_ms, party.stakes))
