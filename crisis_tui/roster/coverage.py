"""Coverage of a roster over a window, exact to the millisecond.

For each role: required = covered + probable + gap. Covered is certain: enough people on hard duty;
probable is enough people on soft duty. Nobody counts on two posts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from crisis_tui.roster.conflicts import Conflict, conflicts
from crisis_tui.roster.depth import Depth, depth
from crisis_tui.roster.gaps import Gap, gaps
from crisis_tui.roster.sweep import lengths_by_crew

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.basis.instants import Interval
    from crisis_tui.roster.depth import Pair
    from crisis_tui.roster.joint_fill import JointFill
    from crisis_tui.roster.model import Role
    from crisis_tui.roster.seats import DutyKind, Post
    from crisis_tui.roster.sweep import CrewTime
    from crisis_tui.roster.workforce import Workforce


K = TypeVar("K")


class RoleCoverage(NamedTuple):
    """How one role is covered; times in ms.

    `min_depth` is the fewest usable people at any required time, None if it is never required.
    `latest_ms` is the longest that anybody who counts then needs to arrive, None if unknown.
    `below_desired_ms` is how long at least the minimum is there, but fewer than desired. `sole` are
    those whose absence alone opens a gap, `pairs` those who are missed only together, longest first.
    """

    role: str
    duty: DutyKind
    minimum: int
    required_ms: int
    covered_ms: int
    probable_ms: int
    gap_ms: int
    min_depth: int | None
    latest_ms: int | None
    below_desired_ms: int
    gaps: tuple[Gap, ...]
    sole: tuple[tuple[str, int], ...]
    pairs: tuple[tuple[Pair, int], ...]


class Coverage(NamedTuple):
    """All roles over a window, in the roster's order, and why posts cannot be filled together.

    `horizon_ms` is the first instant that is not planned.
    """

    window: Interval
    horizon_ms: int
    roles: tuple[RoleCoverage, ...]
    conflicts: tuple[Conflict, ...]


def coverage(workforce: Workforce, window: Interval) -> Coverage:
    """Return how every role of a roster is covered over a window that is not empty."""
    return coverage_of(workforce.joint_fill(window), workforce.roles, window, workforce.horizon_ms)


def coverage_of(
    found: JointFill, roles: Mapping[str, Role], window: Interval, horizon_ms: int
) -> Coverage:
    """Return the coverage of posts, one for each of the roles, that are filled together."""
    crews = {post.role: lengths_by_crew(post.segments) for post in found.posts}
    missed = depth(found, crews)
    return Coverage(
        window,
        horizon_ms,
        tuple(
            role_coverage(post, roles[post.role], missed[post.role], crews[post.role])
            for post in found.posts
        ),
        conflicts(found.contests),
    )


def role_coverage(post: Post, role: Role, missed: Depth, crews: Sequence[CrewTime]) -> RoleCoverage:
    """Return how one filled post is covered, from its segments and their lengths by crew."""
    desired = max(role.desired or 0, role.minimum)
    enough_ms = gap_ms = below_ms = 0
    depths = [each for each in crews if each.segment.required]
    for segment, length_ms in depths:
        if segment.short:
            gap_ms += length_ms
        else:
            enough_ms += length_ms
            below_ms += length_ms if segment.usable < desired else 0
    hard = post.duty == "hard"
    return RoleCoverage(
        role=post.role,
        duty=post.duty,
        minimum=role.minimum,
        required_ms=enough_ms + gap_ms,
        covered_ms=enough_ms if hard else 0,
        probable_ms=0 if hard else enough_ms,
        gap_ms=gap_ms,
        min_depth=min((each.segment.usable for each in depths), default=None),
        latest_ms=_latest_ms(depths),
        below_desired_ms=below_ms,
        gaps=gaps(post),
        sole=_longest_first(missed.sole),
        pairs=_longest_first(missed.pairs),
    )


def _latest_ms(crews: Sequence[CrewTime]) -> int | None:
    return max(
        (
            seat.arrive_ms
            for crew in crews
            for seat in crew.segment.seats
            if seat.cause is None and seat.arrive_ms is not None
        ),
        default=None,
    )


def _longest_first(lengths: Mapping[K, int]) -> tuple[tuple[K, int], ...]:
    return tuple(sorted(lengths.items(), key=lambda item: -item[1]))
