"""Two rosters side by side, such as before and after a reorganisation: what gets better and worse.

Each is held to what it asks for itself. Time in which only one of them asks for somebody on a role
is neither better nor worse, and told apart.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, difference, interval_set
from crisis_tui.readiness.assessment import NeedAnswer, Readiness, assess
from crisis_tui.roster.coverage import RoleCoverage, coverage_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.roster.seats import DutyKind, Post
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

Outcome = Literal["better", "worse", "mixed", "same"]

_CERTAIN, _PROBABLE = 1, 0
"""Levels of what is asked for; below them the number of people missing, as a negative number."""


class RoleComparison(NamedTuple):
    """One role on the first and on the second roster; None where a roster does not have it.

    `better` and `worse` are when the second has fewer or more people missing, or enough of them
    certainly instead of probably, or the reverse. `dropped` and `added` are when only the first or
    only the second asks for anybody.
    """

    role: str
    first: RoleCoverage | None
    second: RoleCoverage | None
    better: IntervalSet
    worse: IntervalSet
    dropped: IntervalSet
    added: IntervalSet

    @property
    def outcome(self) -> Outcome:
        """Return what the second roster makes of it."""
        return _outcome(bool(self.better), bool(self.worse))


class NeedComparison(NamedTuple):
    """One need of a scenario on the first and on the second roster, and when that differs."""

    first: NeedAnswer
    second: NeedAnswer
    better: IntervalSet
    worse: IntervalSet

    @property
    def outcome(self) -> Outcome:
        """Return what the second roster makes of it.

        Where gaps lie at the same times, the fewest people at any instant decide.
        """
        more = _fewest(self.second) - _fewest(self.first) if self.first.gaps else 0
        if self.better or self.worse or not more:
            return _outcome(bool(self.better), bool(self.worse))
        return "better" if more > 0 else "worse"


class ScenarioComparison(NamedTuple):
    """One scenario on both rosters, from the same start."""

    first: Readiness
    second: Readiness
    needs: tuple[NeedComparison, ...]


def _outcome(better: bool, worse: bool) -> Outcome:  # noqa: FBT001 - a pair of the same kind
    if better and worse:
        return "mixed"
    if better:
        return "better"
    return "worse" if worse else "same"


def _fewest(need: NeedAnswer) -> int:
    return need.certain_min + need.probable_min


def compare_coverage(
    first: Workforce, second: Workforce, window: Interval
) -> tuple[RoleComparison, ...]:
    """Return every role of two rosters over a window that is not empty: the first's order first."""
    fills = [each.joint_fill(window) for each in (first, second)]
    posts = [{post.role: post for post in fill.posts} for fill in fills]
    covered = [
        {each.role: each for each in coverage_of(fill, force.roles, window, force.horizon_ms).roles}
        for fill, force in zip(fills, (first, second), strict=True)
    ]
    return tuple(
        RoleComparison(
            role,
            covered[0].get(role),
            covered[1].get(role),
            *_differences(posts[0].get(role), posts[1].get(role)),
        )
        for role in dict.fromkeys((*posts[0], *posts[1]))
    )


def _differences(
    first: Post | None, second: Post | None
) -> tuple[IntervalSet, IntervalSet, IntervalSet, IntervalSet]:
    """Return when the second is better, is worse, no longer asks, and asks for the first time."""
    better: list[Interval] = []
    worse: list[Interval] = []
    dropped: list[Interval] = []
    added: list[Interval] = []
    for span, before, after in _levels_of_both(first, second):
        if before is None and after is not None:
            added.append(span)
        elif before is not None and after is None:
            dropped.append(span)
        elif before is not None and after is not None and before != after:
            (better if after > before else worse).append(span)
    return interval_set(better), interval_set(worse), interval_set(dropped), interval_set(added)


def _levels_of_both(
    first: Post | None, second: Post | None
) -> Iterator[tuple[Interval, int | None, int | None]]:
    """Yield the times in which neither changes, with the level of each."""
    present = [post for post in (first, second) if post is not None]
    borders = {at_ms for post in present for each in post.segments for at_ms in each[:2]}
    for from_ms, until_ms in pairwise(sorted(borders)):
        yield Interval(from_ms, until_ms), _level(first, from_ms), _level(second, from_ms)


def _level(post: Post | None, at_ms: int) -> int | None:
    """Return how well a post is filled at an instant, None if nobody is asked for."""
    segment = None if post is None else post.at(at_ms)
    if post is None or segment is None or not segment.required:
        return None
    if segment.short:
        return -segment.short
    return _CERTAIN if post.duty == "hard" else _PROBABLE


def compare_readiness(first: Workforce, second: Workforce, script: Script) -> ScenarioComparison:
    """Return how two rosters meet the needs of one scenario."""
    answers = assess(script, first), assess(script, second)
    return ScenarioComparison(
        *answers,
        tuple(
            _compare_need(before, after, _duty(first, before.role), _duty(second, after.role))
            for before, after in zip(*(answer.needs for answer in answers), strict=True)
        ),
    )


def _duty(workforce: Workforce, name: str) -> DutyKind:
    role = workforce.roles.get(name)
    return "hard" if role is None else role.duty


def _compare_need(
    first: NeedAnswer, second: NeedAnswer, duty: DutyKind, later_duty: DutyKind
) -> NeedComparison:
    gaps = [
        interval_set(Interval(gap.from_ms, gap.until_ms) for gap in need.gaps)
        for need in (first, second)
    ]
    better, worse = difference(gaps[0], gaps[1]), difference(gaps[1], gaps[0])
    if duty != later_duty:
        span = (Interval(first.from_ms, first.until_ms),)
        filled = difference(difference(span, gaps[0]), gaps[1])
        if later_duty == "hard":
            better = interval_set((*better, *filled))
        else:
            worse = interval_set((*worse, *filled))
    return NeedComparison(first, second, better, worse)
