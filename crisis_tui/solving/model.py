"""Shifts as a model of CP-SAT: all of them up to some moment are filled, and the rules kept."""

from __future__ import annotations

from collections import defaultdict
from math import gcd
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from crisis_tui.readiness.shifts.history import History
from crisis_tui.solving.rules import Placed, RuleKeeper

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.readiness.shifts.problem import Plan, Problem

    People = tuple[tuple[str, ...], ...]
    """Who works each of the first shifts."""


class ReliefModel:
    """The first shifts of a problem, all of them filled.

    `warnings` are true where a rule is broken in the acute phase; `strict` is for `RuleKeeper`.
    """

    def __init__(self, problem: Problem, count: int, *, strict: bool = False) -> None:
        """Take the first `count` shifts."""
        self.problem = problem
        self.shifts = problem.shifts[:count]
        self.model = cp_model.CpModel()
        self.warnings: list[cp_model.IntVar] = []
        self.work: dict[str, cp_model.LinearExprT] = {}
        self.nights: dict[str, cp_model.LinearExprT] = {}
        self.unit_ms = self._unit()
        self._fresh = History(problem.rules)
        self._crews: list[dict[str, cp_model.IntVar]] = [{} for _ in self.shifts]
        self.is_possible = self._fill()
        if self.is_possible:
            self._bind(RuleKeeper(self.model, problem, self.unit_ms, self.warnings, strict=strict))

    def people(self, value: Callable[[cp_model.IntVar], bool]) -> People:
        """Return who works each shift in a solution."""
        return tuple(
            tuple(name for name, works in crew.items() if value(works)) for crew in self._crews
        )

    def hint(self, plan: Plan) -> None:
        """Start the search from a plan."""
        for crew, names in zip(self._crews, plan.people, strict=False):
            for name, works in crew.items():
                self.model.add_hint(works, name in names)

    def spread_work(self) -> None:
        """Ask for the fewest warnings, then for the least difference in hours and nights."""
        night = max((shift.work_ms for shift in self.shifts), default=0) // self.unit_ms
        work, most_work = self._difference(self.work)
        nights, most_nights = self._difference(self.nights)
        beyond = most_work + night * most_nights + 1
        self.model.minimize(work + night * nights + beyond * sum(self.warnings))

    def _difference(
        self, totals: Mapping[str, cp_model.LinearExprT]
    ) -> tuple[cp_model.LinearExprT, int]:
        """Return the difference between the highest and the lowest total, and its largest value."""
        if not totals:
            return 0, 0
        bound = sum(shift.work_ms for shift in self.shifts) // self.unit_ms + len(self.shifts)
        high, low = (self.model.new_int_var(0, bound, "") for _ in range(2))
        self.model.add_max_equality(high, totals.values())
        self.model.add_min_equality(low, totals.values())
        return high - low, bound

    def _unit(self) -> int:
        rules = self.problem.rules
        limits = [*rules.limits, *([rules.night_average] if rules.night_average else [])]
        times = [shift.work_ms for shift in self.shifts]
        cuts = [
            since - shift.busy.from_ms
            for shift in self.shifts
            for since in (*shift.since.limits, shift.since.average_ms)
        ]
        return gcd(*times, *cuts, *(limit.value for limit in limits), 1 << 40) or 1

    def _fill(self) -> bool:
        """Make variables for those who may work a shift at all; False if they are too few."""
        for shift, crew in zip(self.shifts, self._crews, strict=True):
            acute = shift.span.from_ms < self.problem.acute_until_ms
            breaks = self._fresh.broken(shift) is not None
            eased = acute and self._fresh.broken(shift, self.problem.acute) is None
            for name in shift.able:
                bound = name not in self.problem.unbound
                if bound and breaks and not eased:
                    continue
                crew[name] = works = self.model.new_bool_var("")
                if bound and breaks:
                    self.warnings.append(works)
            if len(crew) < shift.people:
                return False
            self.model.add(sum(crew.values()) == shift.people)
        return True

    def _bind(self, keeper: RuleKeeper) -> None:
        for name, placed in self._placed().items():
            if name in self.problem.unbound:
                keeper.keep_apart(placed, lambda shift: shift.span)
            else:
                self.work[name], self.nights[name] = keeper.keep(placed)

    def _placed(self) -> dict[str, list[Placed]]:
        found: dict[str, list[Placed]] = defaultdict(list)
        for shift, crew in zip(self.shifts, self._crews, strict=True):
            for name, works in crew.items():
                found[name].append(Placed(shift, works))
        for placed in found.values():
            placed.sort(key=lambda each: each.shift.busy)
        return found
