"""All posts of a roster over a window, kept so that a small edit works out only what it touches.

The joint fill of an instant depends on the posts of that instant alone, and there only on roles
that share somebody. So an edit sweeps the roles that it names again, and settles again those times
at which one of them is not what it was, with the roles that share people with it then.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, difference, interval_set
from crisis_tui.roster.joint_fill import settle
from crisis_tui.roster.sweep import joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from crisis_tui.roster.seats import Post, Segment
    from crisis_tui.roster.workforce import Workforce


class Picture(NamedTuple):
    """A workforce over a window: each role's post by itself, and all of them filled together.

    `roles_of` names at least the roles on which each person is in the window.
    """

    workforce: Workforce
    window: Interval
    alone: Mapping[str, Post]
    posts: Mapping[str, Post]
    roles_of: Mapping[str, frozenset[str]]


def picture(workforce: Workforce, window: Interval) -> Picture:
    """Work a workforce out over a window, which is not empty."""
    alone = {role.id: workforce.unsettled(role, window) for role in workforce.roster.roles}
    settled = settle(list(alone.values()))
    posts = dict(zip(alone, settled, strict=True))
    return Picture(workforce, window, alone, posts, _with_roles({}, alone.values()))


def redrawn(
    before: Picture, workforce: Workforce, roles: Collection[str], time: Interval
) -> Picture:
    """Return the picture of a workforce that differs from that before on these roles at that time."""
    inside = before.window.overlap(time)
    if inside is None or not roles:
        return before._replace(workforce=workforce)
    swept = {name: workforce.unsettled(workforce.roles[name], inside) for name in roles}
    times = interval_set(
        Interval(from_ms, until_ms)
        for name, post in swept.items()
        for from_ms, until_ms, one, other in aligned(
            clipped_to(before.alone[name].segments, (inside,)), post.segments
        )
        if one[2:] != other[2:]
    )
    if not times:
        return before._replace(workforce=workforce)
    outside = difference((before.window,), (inside,))
    parted = {
        name: _overlaid(before.alone[name], outside, post.segments) for name, post in swept.items()
    }
    alone = {**before.alone, **parted}
    roles_of = _with_roles(before.roles_of, swept.values())
    touched = _sharing((before.alone, alone), set(swept), roles_of, times)
    pieces = [
        post._replace(segments=clipped_to(post.segments, times))
        for name, post in alone.items()
        if name in touched
    ]
    rest = difference((before.window,), times)
    posts = dict(before.posts)
    for post in settle(pieces):
        segments = clipped_to(post.segments, times)
        posts[post.role] = _overlaid(before.posts[post.role], rest, segments)
    return Picture(workforce, before.window, alone, posts, roles_of)


def aligned(
    first: Sequence[Segment], second: Sequence[Segment]
) -> Iterator[tuple[int, int, Segment, Segment]]:
    """Yield the parts of a time in which neither of two posts changes, where they are not the same.

    Both hold the same time, without holes.
    """
    i = j = 0
    while i < len(first) and j < len(second):
        one, other = first[i], second[j]
        if one is not other:
            from_ms = max(one.from_ms, other.from_ms)
            until_ms = min(one.until_ms, other.until_ms)
            yield from_ms, until_ms, one, other
        i, j = i + (one.until_ms <= other.until_ms), j + (other.until_ms <= one.until_ms)


def _with_roles(
    known: Mapping[str, frozenset[str]], posts: Iterable[Post]
) -> dict[str, frozenset[str]]:
    roles_of = dict(known)
    for post in posts:
        for person in {seat.person for segment in post.segments for seat in segment.seats}:
            roles_of[person] = roles_of.get(person, frozenset()) | {post.role}
    return roles_of


def _sharing(
    versions: Sequence[Mapping[str, Post]],
    roles: set[str],
    roles_of: Mapping[str, frozenset[str]],
    times: IntervalSet,
) -> set[str]:
    """Return the roles, and all that share people with them at some of the times."""
    found, waiting = set(roles), list(roles)
    while waiting:
        name = waiting.pop()
        posts = {id(posts[name]): posts[name] for posts in versions}.values()
        people = {person for post in posts for person in _counting(post, times)}
        more = {role for person in people for role in roles_of[person]} - found
        found |= more
        waiting += more
    return found


def _counting(post: Post, times: IntervalSet) -> set[str]:
    """Return who counts on a post at some required part of the times; a crew is looked at once."""
    crews = {
        id(segment.seats): segment.seats
        for segment in _touching(post.segments, times)
        if segment.required
    }
    return {seat.person for crew in crews.values() for seat in crew if seat.cause is None}


def _touching(segments: Sequence[Segment], times: IntervalSet) -> Iterator[Segment]:
    """Yield the segments of which some part lies in the times."""
    number = bisect_right(segments, times[0].from_ms, key=_until_ms) if times else len(segments)
    time = 0
    for segment in segments[number:]:
        while time < len(times) and times[time].until_ms <= segment.from_ms:
            time += 1
        if time == len(times):
            return
        if times[time].from_ms < segment.until_ms:
            yield segment


def clipped_to(segments: Sequence[Segment], times: IntervalSet) -> tuple[Segment, ...]:
    """Return the parts of a post's segments that lie in the times; whole ones as they are."""
    found: list[Segment] = []
    first_ms = times[0].from_ms if times else 0
    number = max(0, bisect_right(segments, first_ms, key=_from_ms) - 1)
    for time in times:
        while number < len(segments) and segments[number].until_ms <= time.from_ms:
            number += 1
        ahead = number
        while ahead < len(segments) and segments[ahead].from_ms < time.until_ms:
            segment = segments[ahead]
            if time.from_ms <= segment.from_ms and segment.until_ms <= time.until_ms:
                found.append(segment)
            else:
                from_ms = max(segment.from_ms, time.from_ms)
                until_ms = min(segment.until_ms, time.until_ms)
                found.append(segment._replace(from_ms=from_ms, until_ms=until_ms))
            ahead += 1
    return tuple(found)


def _from_ms(segment: Segment) -> int:
    return segment.from_ms


def _until_ms(segment: Segment) -> int:
    return segment.until_ms


def _overlaid(before: Post, rest: IntervalSet, parts: Sequence[Segment]) -> Post:
    """Return a post with other segments in all but the rest of its time."""
    kept = clipped_to(before.segments, rest)
    return before._replace(segments=joined(sorted((*kept, *parts), key=_from_ms)))
