"""What is to be planned: shifts of posts in order of time, and who could work each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval

if TYPE_CHECKING:
    from crisis_tui.basis.wall_clock import WallClock
    from crisis_tui.readiness.shifts.rules import Limit, Settings, ShiftRules


class Since(NamedTuple):
    """Where the stretches of time begin that end with a shift, for each rule that has one."""

    limits: tuple[int, ...]
    week_ms: int
    nights_ms: int
    average_ms: int


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
    since: Since

    @property
    def work_ms(self) -> int:
        """Return how long those who work it work."""
        return self.busy.until_ms - self.busy.from_ms


class Problem(NamedTuple):
    """Shifts in order of time. `roles` are the posts' roles, by number.

    `acute` are the rules that hold for shifts that start before `acute_until_ms` if they cannot be
    filled otherwise. Nobody of `unbound` is planned by rules of rest.
    """

    roles: tuple[str, ...]
    shifts: tuple[Shift, ...]
    rules: ShiftRules
    acute: ShiftRules
    acute_until_ms: int
    unbound: frozenset[str]
    clock: WallClock

    def pools(self) -> tuple[frozenset[str], ...]:
        """Return everybody who could work at least one shift of each post."""
        found: list[set[str]] = [set() for _ in self.roles]
        for shift in self.shifts:
            found[shift.post].update(shift.able)
        return tuple(frozenset(each) for each in found)


class Plan(NamedTuple):
    """Who works each shift, in the order of the problem's shifts."""

    people: tuple[tuple[str, ...], ...]

    def missing(self, problem: Problem) -> int:
        """Return how many people are missing, over all shifts."""
        return sum(
            shift.people - len(names)
            for shift, names in zip(problem.shifts, self.people, strict=True)
        )


class ShiftMaker:
    """Makes shifts for rules and a clock; posts that change at the same time share the work."""

    def __init__(
        self, rules: ShiftRules, acute: ShiftRules, settings: Settings, clock: WallClock
    ) -> None:
        """Take the rules that hold, and those of the acute phase."""
        self.rules = rules
        self.acute = acute
        self.settings = settings
        self.clock = clock
        self._sinces: dict[int, Since] = {}
        self._nights: dict[Interval, tuple[bool, bool]] = {}

    def shift(
        self, span: Interval, post: int, people: int, able: tuple[str, ...], *, relieves: bool
    ) -> Shift:
        """Return one shift; who relieves somebody comes earlier, by the time of a handover."""
        handover_ms = self.settings.handover_ms if relieves else 0
        busy = Interval(span.from_ms - handover_ms, span.until_ms)
        if busy not in self._nights:
            self._nights[busy] = self._night(busy)
        night, late = self._nights[busy]
        rest = self.rules.rest_after(late_night=late)
        acute_rest = self.acute.rest_after(late_night=late)
        if busy.until_ms not in self._sinces:
            self._sinces[busy.until_ms] = self._since(busy.until_ms)
        return Shift(
            span, busy, post, people, able, night, rest.length_ms, rest.rule,
            acute_rest.length_ms, self._sinces[busy.until_ms],
        )  # fmt: skip

    def _since(self, until_ms: int) -> Since:
        def before(limit: Limit | None) -> int:
            return until_ms if limit is None else self.clock.before(until_ms, limit.per)

        rules = self.rules
        return Since(
            tuple(before(limit) for limit in rules.limits),
            before(rules.weekly_rest),
            before(rules.most_nights),
            before(rules.night_average),
        )

    def _night(self, busy: Interval) -> tuple[bool, bool]:
        """Tell whether it is a night shift, and one that ends late in the night."""
        days = range(self.clock.day(busy.from_ms), self.clock.day(busy.until_ms - 1) + 1)
        night = any(self._work_in_night(busy, day) > self.settings.night_work_ms for day in days)
        late_ms = self.clock.at(days[-1], self.settings.late_ms)
        return night, night and busy.until_ms > late_ms

    def _work_in_night(self, busy: Interval, day: int) -> int:
        until_ms = self.clock.at(day, self.settings.night_ms)
        part = Interval(self.clock.at(day), until_ms).overlap(busy)
        return 0 if part is None else part.length_ms
