"""What is to be planned: shifts of posts in order of time, and who could work each of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.shifts.rules import (
    LATE_MS,
    NIGHT_FROM_SECOND,
    NIGHT_UNTIL_SECOND,
    NIGHT_WORK_MS,
    ShiftRules,
)
from crisis_tui.roster.hours import weekly_hours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.interval_sets import IntervalSet

EVERY_DAY = range(7)


class Shift(NamedTuple):
    """One shift of a post for `people` of those who are `able`, apart from rest and other posts.

    `busy` is when they work: `span`, and the handover before it. `rest_ms` is how long they rest
    after it, `acute_rest_ms` how long even in the acute phase.
    """

    span: Interval
    busy: Interval
    post: int
    people: int
    able: tuple[str, ...]
    night: bool
    rest_ms: int
    rest_rule: str
    acute_rest_ms: int

    @property
    def work_ms(self) -> int:
        """Return how long those who work it work."""
        return self.busy.until_ms - self.busy.from_ms


class Problem(NamedTuple):
    """Shifts in order of time. `roles` are the posts' roles, by number.

    `acute` are the rules that hold for shifts that start before `acute_until_ms` if they cannot be
    filled otherwise. Nobody of `unbound` is bound by rules of rest: a partner's organisation
    relieves its own people behind one name.
    """

    roles: tuple[str, ...]
    shifts: tuple[Shift, ...]
    rules: ShiftRules
    acute: ShiftRules
    acute_until_ms: int
    unbound: frozenset[str]

    def pools(self) -> tuple[frozenset[str], ...]:
        """Return everybody who could work at least one shift of each post."""
        found: list[set[str]] = [set() for _ in self.roles]
        for shift in self.shifts:
            found[shift.post].update(shift.able)
        return tuple(frozenset(each) for each in found)

    def only(self, posts: frozenset[int]) -> Problem:
        """Return the problem of some of the posts, their numbers unchanged."""
        return self._replace(shifts=tuple(each for each in self.shifts if each.post in posts))


class Plan(NamedTuple):
    """Who works each shift, in the order of the problem's shifts."""

    people: tuple[tuple[str, ...], ...]

    def missing(self, problem: Problem) -> int:
        """Return how many people are missing, over all shifts."""
        return sum(
            shift.people - len(names)
            for shift, names in zip(problem.shifts, self.people, strict=True)
        )


class Nights:
    """The nights of a window, to tell which shifts are night shifts."""

    def __init__(self, window: Interval, zone: ZoneInfo) -> None:
        """Work out the nights; two more days on both sides do no harm."""
        self._nights: IntervalSet = weekly_hours(
            EVERY_DAY, NIGHT_FROM_SECOND, NIGHT_UNTIL_SECOND, zone, window
        )
        self._starts = [night.from_ms for night in self._nights]

    def touched(self, busy: Interval) -> Sequence[Interval]:
        """Return the nights of which more than an hour is worked."""
        number = max(0, bisect_right(self._starts, busy.from_ms) - 1)
        found = []
        while number < len(self._nights) and self._starts[number] < busy.until_ms:
            part = self._nights[number].overlap(busy)
            if part is not None and part.length_ms > NIGHT_WORK_MS:
                found.append(self._nights[number])
            number += 1
        return found


def shift_of(
    span: Interval,
    post: int,
    people: int,
    able: tuple[str, ...],
    nights: Nights,
    rules: tuple[ShiftRules, ShiftRules],
    *,
    relieves: bool,
) -> Shift:
    """Return one shift; who relieves somebody comes earlier, by the time of a handover.

    `rules` are those that hold, and those of the acute phase.
    """
    handover_ms = rules[0].handover_ms if relieves else 0
    busy = Interval(span.from_ms - handover_ms, span.until_ms)
    worked = nights.touched(busy)
    late = bool(worked) and busy.until_ms > worked[-1].from_ms + LATE_MS
    rest_ms, rule = rules[0].rest_after(late_night=late)
    acute_rest_ms, _ = rules[1].rest_after(late_night=late)
    return Shift(span, busy, post, people, able, bool(worked), rest_ms, rule, acute_rest_ms)
