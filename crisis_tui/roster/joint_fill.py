"""One person, one post: who fills which post when somebody is on several at once.

At each instant the posts are filled by a maximum matching. Posts are served in order, hard duty
first; a post that is served stays served, so that a shortage falls on the last in order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, intersection, interval_set
from crisis_tui.roster.sweep import clipped, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.roster.seats import Post, Segment


def settle(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return the posts with everybody who is needed on another role marked `on-other-post`.

    Posts of the same role share their people.
    """
    borders = {segment.from_ms for post in posts for segment in post.segments}
    ordered = sorted(borders)
    marked: list[list[Segment]] = [[] for _ in posts]
    for contested in _contested(posts):
        inside = ordered[
            bisect_right(ordered, contested.from_ms) : bisect_left(ordered, contested.until_ms)
        ]
        for from_ms, until_ms in pairwise([contested.from_ms, *inside, contested.until_ms]):
            now = [post.at(from_ms)._replace(from_ms=from_ms, until_ms=until_ms) for post in posts]
            assigned = _assignment(posts, now)
            for number, post in enumerate(posts):
                marked[number].append(_marked(now[number], post.role, assigned))
    return tuple(
        post._replace(segments=_overlaid(post.segments, parts))
        for post, parts in zip(posts, marked, strict=True)
    )


def _contested(posts: Sequence[Post]) -> IntervalSet:
    """Return when somebody counts on two required roles at once."""
    wanted: dict[str, dict[str, list[Interval]]] = {}
    for post in posts:
        for segment in post.segments:
            for seat in segment.seats if segment.required else ():
                if seat.cause is None:
                    times = wanted.setdefault(seat.person, {}).setdefault(post.role, [])
                    times.append(Interval(segment.from_ms, segment.until_ms))
    return interval_set(
        both
        for roles in wanted.values()
        for first, second in combinations(roles.values(), 2)
        for both in intersection(interval_set(first), interval_set(second))
    )


def _assignment(posts: Sequence[Post], now: Sequence[Segment]) -> dict[str, str]:
    """Return the role that each person fills."""
    largest: dict[str, int] = {}
    for number, (post, segment) in enumerate(zip(posts, now, strict=True)):
        other = largest.setdefault(post.role, number)
        if segment.required > now[other].required:
            largest[post.role] = number
    ranked = sorted(largest.values(), key=lambda number: posts[number].duty != "hard")
    able = {
        posts[n].role: tuple(seat.person for seat in now[n].seats if seat.cause is None)
        for n in ranked
    }
    slots = [posts[n].role for n in ranked for _ in range(now[n].required)]
    return maximum_matching(slots, able)


def maximum_matching(slots: Sequence[str], able: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the role that each person fills, as many slots as possible (Kuhn's algorithm).

    `slots` names a role once for each person that it needs; earlier slots are served first.
    """
    filled_by: dict[int, str] = {}
    slot_of: dict[str, int] = {}

    def serve(slot: int, tried: set[str]) -> bool:
        for person in able[slots[slot]]:
            if person in tried:
                continue
            tried.add(person)
            if person not in slot_of or serve(slot_of[person], tried):
                filled_by[slot], slot_of[person] = person, slot
                return True
        return False

    for slot in range(len(slots)):
        serve(slot, set())
    return {person: slots[slot] for slot, person in filled_by.items()}


def _marked(segment: Segment, role: str, assigned: Mapping[str, str]) -> Segment:
    """Return the segment without those who fill another role."""
    if not segment.required:
        return segment
    seats = tuple(
        seat._replace(cause="on-other-post", other_role=assigned[seat.person])
        if seat.cause is None and assigned.get(seat.person, role) != role
        else seat
        for seat in segment.seats
    )
    return segment._replace(seats=seats)


def _overlaid(segments: Sequence[Segment], parts: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the segments with the parts put in their place."""
    if not parts:
        return tuple(segments)
    borders = [segments[0].from_ms, *(at for each in parts for at in (each.from_ms, each.until_ms))]
    kept: list[Segment] = []
    for from_ms, until_ms in zip(
        borders[::2], [*borders[1::2], segments[-1].until_ms], strict=True
    ):
        kept += clipped(segments, Interval(from_ms, until_ms))
    return joined(sorted((*kept, *parts), key=lambda segment: segment.from_ms))
