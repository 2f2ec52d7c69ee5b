"""The search for a relief roster that lasts longest, and is then fair, within a time limit.

Whether all shifts up to some moment can be filled is asked again and again: first the shift at
which the best plan so far fails, then further and further, and back by halves. A "no" proves an
upper bound. With a fixed seed a run is repeatable as long as its time does not run out.

Every plan is checked by the plain rules before it is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.readiness.shifts.bounds import bounds, components, earliest
from crisis_tui.readiness.shifts.checking import is_allowed
from crisis_tui.readiness.shifts.greedy import Filled, fill, latest_break
from crisis_tui.readiness.shifts.parts import merged, part_of
from crisis_tui.readiness.shifts.problem import Plan
from crisis_tui.solving.model import ReliefModel
from crisis_tui.solving.running import Run, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisis_tui.readiness.shifts.problem import Problem
    from crisis_tui.solving.model import People

    Now = Callable[[], float]
    """Seconds that only grow."""
    Tell = Callable[["Progress"], None]

MOST_VARIABLES = 40_000
"""A model with more of them takes longer to build than people wait."""
SHARE_FOR_EVENNESS = 0.25
"""Of the time limit; the proof that work cannot be spread more evenly may take for ever."""


class Progress(NamedTuple):
    """What is known so far of the posts under way: instants of breaks, None for the horizon."""

    at_least_ms: int | None
    at_most_ms: int | None


class Solved(NamedTuple):
    """A plan for all posts, and an instant at or before which every plan breaks.

    `at_most_ms` is None if none is proven before the horizon. `fair` tells whether no plan that
    lasts so long bends fewer rules or spreads work more evenly.
    """

    filled: Filled
    at_most_ms: int | None
    fair: bool


def solve(
    problem: Problem,
    known: Filled,
    seconds: float,
    now: Now,
    tell: Tell,
    *,
    evenly: bool = True,
) -> Solved:
    """Return the best plan that is found in the time, at worst the one that is known.

    With `evenly` the last quarter of the time is for spreading work. Ctrl-C ends the search and
    keeps the best so far.
    """
    end = now() + seconds
    parts = sorted(
        (part_of(problem, known, posts) for posts in components(problem.pools())),
        key=lambda part: latest_break(part.problem, part.filled),
    )
    known_so_far = [Progress(None, None) for _ in parts]
    done: list[Solved] = []
    for number, part in enumerate(parts):

        def tell_all(progress: Progress, number: int = number) -> None:
            known_so_far[number] = progress
            tell(_together(known_so_far))

        share = max(0.0, end - now()) / (len(parts) - number)
        reserved = SHARE_FOR_EVENNESS * share if evenly else 0.0
        time = _Time(now, now() + share - reserved, now() + share)
        search = _Search(part.problem, part.filled, time, tell_all)
        done.append(search.solved())
        if search.is_stopped:
            end = now()
    found = [part._replace(filled=one.filled) for part, one in zip(parts, done, strict=True)]
    return Solved(
        merged(problem, found),
        min((one.at_most_ms for one in done if one.at_most_ms is not None), default=None),
        fair=all(one.fair for one in done),
    )


def _together(parts: Sequence[Progress]) -> Progress:
    """Return what is known of all parts that were begun: the earliest breaks."""
    least = [each.at_least_ms for each in parts if each.at_least_ms is not None]
    most = [each.at_most_ms for each in parts if each.at_most_ms is not None]
    return Progress(min(least, default=None), min(most, default=None))


class _Time(NamedTuple):
    """Until `longer_end` for longer plans, then until `end` for even ones, never longer for it."""

    now: Now
    longer_end: float
    end: float

    def left(self) -> float:
        """Return the seconds left for longer plans."""
        return max(0.0, self.longer_end - self.now())

    def left_to_spread(self) -> float:
        """Return the seconds left to spread work."""
        return max(0.0, min(self.end - self.longer_end, self.end - self.now()))


class _Search:
    """The search for posts that share people.

    A moment is a time at which shifts start, by number. All shifts before `_at_least` are filled
    by the best plan; no plan fills all before a moment beyond `_at_most`.
    """

    def __init__(self, problem: Problem, known: Filled, time: _Time, tell: Tell) -> None:
        self._problem = problem
        self._time = time
        self._tell = tell
        self._best = known
        self._starts = sorted({shift.span.from_ms for shift in problem.shifts})
        bound = earliest(bounds(problem))
        self._at_most = len(self._starts) if bound is None else self._starts.index(bound.at_ms)
        self.is_stopped = False

    @property
    def _at_least(self) -> int:
        short = (self._problem.shifts[number].span.from_ms for number in self._best.obstacles)
        first = min(short, default=None)
        return len(self._starts) if first is None else self._starts.index(first)

    def solved(self) -> Solved:
        fair = False
        try:
            self._lengthen()
            fair = self._time.left_to_spread() > 0 and self._spread()
        except KeyboardInterrupt:
            self.is_stopped = True
        return Solved(self._best, self._instant(self._at_most), fair=fair)

    def _lengthen(self) -> None:
        """Look for plans that last longer, until the best is proven or the time is over."""
        step = 1
        while self._at_least < self._at_most and self._time.left():
            before = self._at_least
            can = self._ask(min(before + step, self._at_most))
            if can is None and step == 1:
                return
            longer = min(2 * step, self._at_most - self._at_least)
            step = longer if can else max(1, (min(step, self._at_most - before)) // 2)

    def _ask(self, moment: int) -> bool | None:
        """Find out whether all shifts before a moment can be filled; None if it stays unknown.

        A loose model that has no solution proves that there is no plan. A plan of its that breaks a
        rule proves nothing: the strict model decides then.
        """
        if not self._fits(moment):
            return None
        for strict in (False, True):
            model = ReliefModel(self._problem, self._count(moment), strict=strict)
            found = self._run(model, self._time.left())
            if found.people is None:
                if found.is_final and not strict:
                    self._at_most = moment - 1
                    return False
                return None
            if self._keep(found.people):
                return True
        return None

    def _spread(self) -> bool:
        """Bend fewer rules and spread work evenly, lasting as long; tell whether it is proven."""
        moment = self._at_least
        if not moment or not self._fits(moment):
            return not moment
        model = ReliefModel(self._problem, self._count(moment), strict=True)
        if not model.is_possible:
            return False
        model.hint(self._best.plan)
        model.spread_work()
        found = self._run(model, self._time.left_to_spread())
        return found.people is not None and self._keep(found.people) and found.is_final

    def _keep(self, people: People) -> bool:
        """Go on from a plan if it is allowed and lasts no shorter; tell whether it is allowed."""
        if not is_allowed(self._problem, people):
            return False
        filled = fill(self._problem, latest_break, Plan(people))
        if latest_break(self._problem, filled)[0] >= latest_break(self._problem, self._best)[0]:
            self._best = filled
        return True

    def _run(self, model: ReliefModel, seconds: float) -> Run:
        return run(model, seconds, self._report)

    def _report(self) -> None:
        self._tell(Progress(self._instant(self._at_least), self._instant(self._at_most)))

    def _fits(self, moment: int) -> bool:
        shifts = self._problem.shifts[: self._count(moment)]
        return sum(len(shift.able) for shift in shifts) <= MOST_VARIABLES

    def _count(self, moment: int) -> int:
        """Return how many shifts start before a moment."""
        at_ms = self._instant(moment)
        if at_ms is None:
            return len(self._problem.shifts)
        return sum(shift.span.from_ms < at_ms for shift in self._problem.shifts)

    def _instant(self, moment: int) -> int | None:
        return self._starts[moment] if moment < len(self._starts) else None
