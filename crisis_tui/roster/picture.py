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
    from collections.abc import Collection, Iterable, Mapping, Sequence

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


def redrawn(before: Picture, workforce: Workforce, roles: Collection[str]) -> Picture:
    """Return the picture of a workforce that differs from the one before on these roles alone."""
    window = before.window
    swept = {name: workforce.unsettled(workforce.roles[name], window) for name in roles}
    times = interval_set(
        each for name, post in swept.items() for each in _differing(before.alone[name], post)
    )
    if not times:
        return before._replace(workforce=workforce)
    alone = {**before.alone, **swept}
    roles_of = _with_roles(before.roles_of, swept.values())
    touched = _sharing((before.alone, alone), set(swept), roles_of, times)
    pieces = [
        post._replace(segments=_clipped(post.segments, times))
        for name, post in alone.items()
        if name in touched
    ]
    rest = difference((window,), times)
    posts = dict(before.posts)
    for post in settle(pieces):
        segments = _clipped(post.segments, times)
        posts[post.role] = _overlaid(before.posts[post.role], rest, segments)
    return Picture(workforce, window, alone, posts, roles_of)


def _with_roles(
    known: Mapping[str, frozenset[str]], posts: Iterable[Post]
) -> dict[str, frozenset[str]]:
    roles_of = dict(known)
    for post in posts:
        for person in {seat.person for segment in post.segments for seat in segment.seats}:
            roles_of[person] = roles_of.get(person, frozenset()) | {post.role}
    return roles_of


def _differing(first: Post, second: Post) -> list[Interval]:
    """Return when two posts of one window are not the same."""
    found: list[Interval] = []
    i = j = 0
    while i < len(first.segments) and j < len(second.segments):
        one, other = first.segments[i], second.segments[j]
        if one[2:] != other[2:]:
            from_ms, until_ms = (
                max(one.from_ms, other.from_ms),
                min(one.until_ms, other.until_ms),
            )
            found.append(Interval(from_ms, until_ms))
        i, j = i + (one.until_ms <= other.until_ms), j + (other.until_ms <= one.until_ms)
    return found


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
        people = {
            seat.person
            for posts in versions
            for segment in _clipped(posts[name].segments, times)
            if segment.required
            for seat in segment.seats
            if seat.cause is None
        }
        more = {role for person in people for role in roles_of[person]} - found
        found |= more
        waiting += more
    return found


def _clipped(segments: Sequence[Segment], times: IntervalSet) -> tuple[Segment, ...]:
    """Return the parts of a post's segments that lie in the times."""
    found: list[Segment] = []
    for time in times:
        number = max(0, bisect_right(segments, time.from_ms, key=_from_ms) - 1)
        while number < len(segments) and segments[number].from_ms < time.until_ms:
            segment = segments[number]
            from_ms = max(segment.from_ms, time.from_ms)
            until_ms = min(segment.until_ms, time.until_ms)
            if from_ms < until_ms:
                found.append(segment._replace(from_ms=from_ms, until_ms=until_ms))
            number += 1
    return tuple(found)


def _from_ms(segment: Segment) -> int:
    return segment.from_ms


def _overlaid(before: Post, rest: IntervalSet, parts: Sequence[Segment]) -> Post:
    """Return a post with other segments in all but the rest of its time."""
    kept = _clipped(before.segments, rest)
    return before._replace(segments=joined(sorted((*kept, *parts), key=_from_ms)))
