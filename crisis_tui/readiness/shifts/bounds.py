"""How long posts can last at most, by counting: the work there is against the work people may do.

Whatever the plan: if a set of posts asks for more work than everybody able to work there may do,
one of its shifts stays short. The converse does not hold.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.fields import Period
from crisis_tui.basis.interval_sets import IntervalSet, interval_set
from crisis_tui.readiness.shifts.history import History
from crisis_tui.readiness.shifts.rules import Limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.basis.instants import Interval
    from crisis_tui.basis.wall_clock import WallClock
    from crisis_tui.readiness.shifts.problem import Problem, Shift


class Bound(NamedTuple):
    """Of these posts one breaks before or at `at_ms`: the start of a shift that stays short.

    `rule` is the limit that says so, None where there are simply fewer people than places.
    """

    posts: frozenset[int]
    at_ms: int
    rule: str | None


def bounds(problem: Problem) -> tuple[Bound, ...]:
    """Return the earliest bound of each set of posts that is looked at, if it has one.

    Looked at are the posts one by one, each with those that live off its pool alone, and those
    that share people, together.
    """
    pools = problem.pools()
    found = (_bound(problem, posts) for posts in _sets(pools))
    return tuple(each for each in found if each is not None)


def components(pools: Sequence[frozenset[str]]) -> tuple[frozenset[int], ...]:
    """Return the posts that share people, directly or by others, together."""
    groups: list[tuple[set[int], set[str]]] = []
    for post, pool in enumerate(pools):
        posts, people = {post}, set(pool)
        rest = []
        for group in groups:
            if group[1] & people:
                posts |= group[0]
                people |= group[1]
            else:
                rest.append(group)
        groups = [*rest, (posts, people)]
    return tuple(frozenset(posts) for posts, _ in groups)


def _sets(pools: Sequence[frozenset[str]]) -> list[frozenset[int]]:
    singles = [frozenset({post}) for post in range(len(pools))]
    nested = [
        frozenset(other for other, theirs in enumerate(pools) if theirs <= pool) for pool in pools
    ]
    return list(dict.fromkeys((*singles, *nested, *components(pools))))


def _bound(problem: Problem, posts: frozenset[int]) -> Bound | None:
    shifts = sorted(
        (each for each in problem.shifts if each.post in posts),
        key=lambda each: (each.busy.until_ms, each.busy.from_ms),
    )
    if not shifts:
        return None
    found = (_too_few(shifts), _too_long(problem, shifts), *_by_limits(problem, shifts))
    return min(
        (Bound(posts, at_ms, rule) for at_ms, rule in filter(None, found)),
        key=lambda each: each.at_ms,
        default=None,
    )


def _too_few(shifts: Sequence[Shift]) -> tuple[int, str | None] | None:
    """Return the first start at which fewer people are able than are needed at that moment."""
    now: list[Shift] = []
    steps = sorted(shifts, key=lambda each: each.span.from_ms)
    for at_ms, starting in groupby(steps, key=lambda each: each.span.from_ms):
        now = [each for each in now if each.span.until_ms > at_ms]
        now += starting
        able = {name for each in now for name in each.able}
        if len(able) < sum(each.people for each in now):
            return at_ms, None
    return None


def _too_long(problem: Problem, shifts: Sequence[Shift]) -> tuple[int, str | None] | None:
    """Return the first shift that nobody may work, however rested."""
    for shift in shifts:
        acute = shift.span.from_ms < problem.acute_until_ms
        rule = History(problem.rules).broken(shift, problem.acute if acute else None)
        if rule is not None and problem.unbound.isdisjoint(shift.able):
            return shift.span.from_ms, rule
    return None


def _by_limits(
    problem: Problem, shifts: Sequence[Shift]
) -> Iterator[tuple[int, str | None] | None]:
    """Yield what each rule says, read as a limit of work; a rest is a limit too."""
    if any(name in problem.unbound for shift in shifts for name in shift.able):
        return
    yield _too_many_nights(problem, shifts)
    groups, clock = _availability(shifts), problem.clock
    for limit in problem.rules.limits:
        yield _first_overload(limit, shifts, groups, clock)
    weekly = problem.rules.weekly_rest
    if weekly is not None:
        work_ms = weekly.per.length_ms - weekly.value
        yield _first_overload(weekly._replace(value=work_ms), shifts, groups, clock)
    yield _first_overload(_rest(shifts, acute=True), shifts, groups, clock)
    later = [shift for shift in shifts if shift.span.from_ms >= problem.acute_until_ms]
    if later:
        yield _first_overload(_rest(later, acute=False), later, groups, clock)


def _too_many_nights(problem: Problem, shifts: Sequence[Shift]) -> tuple[int, str] | None:
    """Return the start of the first shift by whose end nights and work cannot both be shared out.

    Some work many nights, and then less in all; the others fewer nights. Looked at is the first
    stretch of the rules for nights.
    """
    most, average = problem.rules.most_nights, problem.rules.night_average
    if most is None or average is None:
        return None
    people = len({name for shift in shifts for name in shift.able})
    first_ms = min(shift.busy.from_ms for shift in shifts)
    end_ms = min(problem.clock.after(first_ms, each.per) for each in (most, average))
    few = problem.rules.many_nights - 1
    hours = [limit.value for limit in problem.rules.limits if limit.per == average.per]
    nights, work_ms, latest_ms = 0, 0, first_ms
    for shift in shifts:
        if shift.busy.until_ms > end_ms:
            return None
        nights += shift.night * shift.people
        work_ms += shift.work_ms * shift.people
        latest_ms = max(latest_ms, shift.span.from_ms)
        most_ms = min(hours, default=work_ms)
        if not any(
            many * most.value + (people - many) * few >= nights
            and many * average.value + (people - many) * most_ms >= work_ms
            for many in range(people + 1)
        ):
            return latest_ms, average.rule
    return None


def _rest(shifts: Sequence[Shift], *, acute: bool) -> Limit:
    """Return the rest between shifts as a limit: one shift in any stretch of a shift and a rest."""
    longest_ms = max(shift.work_ms for shift in shifts)
    rests = [(s.acute_rest_ms if acute else s.rest_ms, s.rest_rule) for s in shifts]
    rest_ms, rule = min(rests)
    return Limit(rule, Period(longest_ms + rest_ms, on_wall=False), longest_ms)


def _availability(shifts: Sequence[Shift]) -> Mapping[IntervalSet, int]:
    """Return how many people are able to work exactly when."""
    times: dict[str, list[Interval]] = {}
    for shift in shifts:
        for name in shift.able:
            times.setdefault(name, []).append(shift.busy)
    return Counter(interval_set(each) for each in times.values())


def _first_overload(
    limit: Limit, shifts: Sequence[Shift], groups: Mapping[IntervalSet, int], clock: WallClock
) -> tuple[int, str] | None:
    """Return the start of the first shift by whose end the work asked for exceeds the limit.

    Stretches of the limit's length are counted one after the other from the first shift on.
    """
    start_ms = min(shift.busy.from_ms for shift in shifts)
    capacities = [
        (_Capacity(times, limit, start_ms, clock), people) for times, people in groups.items()
    ]
    asked_ms, latest_ms = 0, start_ms
    for shift in shifts:
        asked_ms += shift.work_ms * shift.people
        latest_ms = max(latest_ms, shift.span.from_ms)
        until_ms = shift.busy.until_ms
        if asked_ms > sum(people * each.until(until_ms) for each, people in capacities):
            return latest_ms, limit.rule
    return None


class _Capacity:
    """How much work one person may do until an instant; asked in order of time."""

    def __init__(self, times: IntervalSet, limit: Limit, start_ms: int, clock: WallClock) -> None:
        self._times = times
        self._limit = limit
        self._clock = clock
        self._number = 0
        self._from_ms = start_ms
        self._until_ms = clock.after(start_ms, limit.per)
        self._full_ms = 0

    def until(self, at_ms: int) -> int:
        """Return the most milliseconds of work until then."""
        most_ms = self._limit.value
        while self._until_ms <= at_ms:
            self._full_ms += min(most_ms, self._available(self._until_ms))
            self._from_ms = self._until_ms
            self._until_ms = self._clock.after(self._from_ms, self._limit.per)
        return self._full_ms + min(most_ms, self._available(at_ms))

    def _available(self, until_ms: int) -> int:
        """Return how long they are able to work from the stretch's start until then."""
        while self._number < len(self._times) and (
            self._times[self._number].until_ms <= self._from_ms
        ):
            self._number += 1
        total_ms = 0
        for index in range(self._number, len(self._times)):
            from_ms, end_ms = self._times[index]
            if from_ms >= until_ms:
                break
            total_ms += min(end_ms, until_ms) - max(from_ms, self._from_ms)
            if end_ms >= until_ms:
                break
        return total_ms


def earliest(found: Sequence[Bound], post: int | None = None) -> Bound | None:
    """Return the earliest bound of a post alone, or of any of the sets."""
    wanted = [each for each in found if post is None or each.posts == frozenset({post})]
    return min(wanted, key=lambda each: each.at_ms, default=None)
