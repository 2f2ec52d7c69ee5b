"""A plan by simple means: shifts in order of time, each filled at once, with swaps where it fails.

A plan without a missing person is a proof that the posts can be staffed; any other proves nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.readiness.shifts.history import History
from crisis_tui.readiness.shifts.problem import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from crisis_tui.readiness.shifts.problem import Problem, Shift

    Order = tuple[int, ...]
    Choice = Callable[["Filling", str, int], Order]
    Score = Callable[[Problem, "Filled"], tuple[float, ...]]

SWAPS_BACK = 4
"""How many of somebody's last shifts may still be given to somebody else."""
SWAPS_AFTER_FAILURE = 10
"""For how many of a post's shifts a swap is still tried after the first that stayed short."""


class Obstacle(NamedTuple):
    """Why somebody who is able to work a shift does not: a rule, or another post at that time."""

    person: str
    rule: str | None
    other_post: int | None


class Filled(NamedTuple):
    """A plan, and for each shift that is short the reasons of those able to work it."""

    plan: Plan
    obstacles: Mapping[int, tuple[Obstacle, ...]]


def fill(problem: Problem, score: Score, start: Plan | None = None) -> Filled:
    """Return the best of some simple plans, by `score`: the higher, the better.

    `start` gives who works the first shifts; the plans go on from there.
    """
    found = []
    for choice in (_freshest_of_the_week, _longest_rested, _specialists):
        filled = Filling(problem, choice).filled(start)
        if not filled.obstacles:
            return filled
        found.append(filled)
    return max(found, key=lambda each: score(problem, each))


def first_breaks(problem: Problem, filled: Filled) -> dict[int, int]:
    """Return the first shift of each post that is short, by post; posts without one are left out."""
    found: dict[int, int] = {}
    for number in sorted(filled.obstacles):
        found.setdefault(problem.shifts[number].post, number)
    return found


def fewest_missing(problem: Problem, filled: Filled) -> tuple[float, ...]:
    """Prefer the plan in which the fewest people are missing."""
    return (-filled.plan.missing(problem),)


def latest_break(problem: Problem, filled: Filled) -> tuple[float, ...]:
    """Prefer the plan whose first break is latest, then the second, and so on."""
    breaks = first_breaks(problem, filled)
    starts = [
        problem.shifts[breaks[post]].span.from_ms if post in breaks else float("inf")
        for post in range(len(problem.roles))
    ]
    return tuple(sorted(starts))


def _freshest_of_the_week(state: Filling, name: str, at_ms: int) -> Order:
    """Prefer who had the weekly rest last, so that the others can complete theirs."""
    history = state.histories[name]
    return (-history.rested_ms(at_ms), history.work_ms)


def _longest_rested(state: Filling, name: str, at_ms: int) -> Order:
    """Prefer who rests longest."""
    history = state.histories[name]
    return (history.free_ms if history.shifts else -at_ms, len(history.shifts))


def _specialists(state: Filling, name: str, at_ms: int) -> Order:
    """Prefer who can work on the fewest posts."""
    return (state.versatility[name], *_freshest_of_the_week(state, name, at_ms))


class Filling:
    """One plan in the making."""

    def __init__(self, problem: Problem, choice: Choice) -> None:
        """Choose the next person by the smallest value of `choice`."""
        self._problem = problem
        self._choice = choice
        self._numbers = {id(shift): number for number, shift in enumerate(problem.shifts)}
        self._people: list[list[str]] = [[] for _ in problem.shifts]
        self._failures: Counter[int] = Counter()
        self.histories: dict[str, History] = defaultdict(lambda: History(problem.rules))
        self.versatility = Counter(name for pool in problem.pools() for name in pool)

    def filled(self, start: Plan | None) -> Filled:
        """Fill all shifts after those that `start` fills."""
        known = () if start is None else start.people
        for shift, names in zip(self._problem.shifts, known, strict=False):
            for name in names:
                self._put(name, shift)
        obstacles = {}
        for number in range(len(known), len(self._problem.shifts)):
            shift = self._problem.shifts[number]
            if not self._fill(shift):
                obstacles[number] = tuple(self._obstacles(shift))
        return Filled(Plan(tuple(tuple(names) for names in self._people)), obstacles)

    def _put(self, name: str, shift: Shift) -> None:
        self.histories[name].add(shift)
        self._people[self._numbers[id(shift)]].append(name)

    def _fill(self, shift: Shift) -> bool:
        """Put people on a shift; tell whether they are enough."""
        free = self._free(shift)
        free.sort(key=lambda name: self._choice(self, name, shift.span.from_ms))
        missing = shift.people - self._put_first(free, shift, shift.people)
        while missing and self._may_swap(shift) and self._swap(shift):
            missing -= 1
        if missing and shift.span.from_ms < self._problem.acute_until_ms:
            rested = sorted(self._free(shift), key=lambda name: self.histories[name].free_ms)
            missing -= self._put_first(rested, shift, missing, acute=True)
        self._failures[shift.post] += missing > 0
        return missing == 0

    def _free(self, shift: Shift) -> list[str]:
        return [name for name in shift.able if self._is_free(name, shift)]

    def _is_free(self, name: str, shift: Shift) -> bool:
        """Tell whether they work nothing else then; who relieves themselves hands nothing over."""
        start = shift.span if name in self._problem.unbound else shift.busy
        return self.histories[name].free_ms <= start.from_ms

    def _put_first(
        self, names: Iterable[str], shift: Shift, most: int, *, acute: bool = False
    ) -> int:
        """Put the first who break no rule on the shift, return how many these are."""
        put = 0
        for name in names:
            if put == most:
                break
            if self._rule(name, shift, acute=acute) is None:
                self._put(name, shift)
                put += 1
        return put

    def _rule(self, name: str, shift: Shift, *, acute: bool = False) -> str | None:
        if name in self._problem.unbound:
            return None
        return self.histories[name].broken(shift, self._problem.acute if acute else None)

    def _may_swap(self, shift: Shift) -> bool:
        return self._failures[shift.post] < SWAPS_AFTER_FAILURE

    def _swap(self, shift: Shift) -> bool:
        """Free somebody who must rest by giving one of their last shifts to somebody else."""
        there = self._people[self._numbers[id(shift)]]
        for name in shift.able:
            history = self.histories[name]
            for earlier in history.shifts[: -SWAPS_BACK - 1 : -1] if name not in there else ():
                history.remove(earlier)
                if history.free_ms <= shift.busy.from_ms and self._rule(name, shift) is None:
                    stand_in = self._stand_in(earlier, name)
                    if stand_in is not None:
                        self._hand_over(earlier, name, stand_in)
                        self._put(name, shift)
                        return True
                history.put_back(earlier)
        return False

    def _stand_in(self, shift: Shift, instead_of: str) -> str | None:
        """Give a shift to somebody who can still work their later ones; return who it is."""
        there = self._people[self._numbers[id(shift)]]
        others = (name for name in shift.able if name != instead_of and name not in there)
        return next((name for name in others if self.histories[name].accepts(shift)), None)

    def _hand_over(self, shift: Shift, name: str, stand_in: str) -> None:
        there = self._people[self._numbers[id(shift)]]
        there[there.index(name)] = stand_in

    def _obstacles(self, shift: Shift) -> Iterable[Obstacle]:
        there = self._people[self._numbers[id(shift)]]
        for name in shift.able:
            if name in there:
                continue
            history = self.histories[name]
            if history.free_ms > shift.span.from_ms:
                yield Obstacle(name, None, history.shifts[-1].post)
            else:
                yield Obstacle(name, self._rule(name, shift) or shift.rest_rule, None)
