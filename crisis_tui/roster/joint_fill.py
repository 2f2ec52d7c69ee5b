"""One person, one post: who fills which post when somebody is on several at once.

At each instant the posts are filled by a maximum matching. Posts are served in order, hard duty
first; a post that is served stays served, so that a shortage falls on the last in order. Who is on
several posts and needed on none of them counts on each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.roster.contests import Contest, contests
from crisis_tui.roster.matching import fill
from crisis_tui.roster.sweep import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.roster.matching import Filling, Stake
    from crisis_tui.roster.seats import Post, Seat, Segment


class JointFill(NamedTuple):
    """Posts, nobody counted on two at once, and the times in which that made a difference."""

    posts: tuple[Post, ...]
    contests: tuple[Contest, ...]


class _Claim(NamedTuple):
    """A time in which people of a role count elsewhere (person: role), or lack their mentor."""

    from_ms: int
    until_ms: int
    elsewhere: Mapping[str, str]
    unsupervised: frozenset[str]


def settle(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return the posts with everybody who is needed on another role marked `on-other-post`.

    Posts of the same role share their people.
    """
    return joint_fill(posts).posts


def joint_fill(posts: Sequence[Post]) -> JointFill:
    """Fill the posts together; a post that shares nobody comes back as the same object."""
    found = contests(posts)
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for contest in found:
        filling = fill(contest.stakes)
        for stake in contest.stakes:
            claim = _claim(contest, stake, filling)
            if claim.elsewhere or claim.unsupervised:
                claims[stake.role].append(claim)
    settled = (
        post._replace(segments=joined(_cut(post.segments, claims[post.role])))
        if post.role in claims
        else post
        for post in posts
    )
    return JointFill(tuple(settled), found)


def _claim(contest: Contest, stake: Stake, filling: Filling) -> _Claim:
    elsewhere = {
        name: filling.role_of[name]
        for name in stake.claimants
        if filling.role_of.get(name, stake.role) != stake.role
    }
    alone = frozenset(name for role, name in filling.unsupervised if role == stake.role)
    return _Claim(contest.from_ms, contest.until_ms, elsewhere, alone)


def _cut(segments: Sequence[Segment], claims: Sequence[_Claim]) -> Iterator[Segment]:
    """Yield the segments, cut where claims on their people begin and end."""
    number = 0
    for segment in segments:
        from_ms, until_ms, required, _, seats = segment
        while number < len(claims) and claims[number].until_ms <= from_ms:
            number += 1
        ahead = number
        while required and ahead < len(claims) and claims[ahead].from_ms < until_ms:
            claim = claims[ahead]
            if from_ms < claim.from_ms:
                yield segment._replace(from_ms=from_ms, until_ms=claim.from_ms)
                from_ms = claim.from_ms
            end_ms = min(claim.until_ms, until_ms)
            marked = tuple([_marked(seat, claim) for seat in seats])
            yield segment._replace(from_ms=from_ms, until_ms=end_ms, seats=marked)
            from_ms, ahead = end_ms, ahead + 1
        if from_ms < until_ms:
            yield segment if from_ms == segment.from_ms else segment._replace(from_ms=from_ms)


def _marked(seat: Seat, claim: _Claim) -> Seat:
    if seat.cause is not None:
        return seat
    if seat.person in claim.elsewhere:
        return seat._replace(cause="on-other-post", other_role=claim.elsewhere[seat.person])
    if seat.person in claim.unsupervised:
        return seat._replace(cause="unsupervised")
    return seat
