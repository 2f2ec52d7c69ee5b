"""Small problems of shifts, and every plan that there is for them."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.shifts.availability import Candidates, Slot, problem_of
from crisis_tui.readiness.shifts.checking import is_allowed
from crisis_tui.roster.sweep import Demand
from tests.readiness.rest_norms import rest_norms
from tests.roster.build import at, person, role, workforce

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.readiness.shifts.greedy import Filled
    from crisis_tui.readiness.shifts.problem import Problem

START = at("2026-03-03 08:00")


def problem(
    pools: Mapping[str, Sequence[str]],
    days: float,
    shift_hours: float = 8,
    *,
    people: int = 1,
    norms: Sequence[Mapping[str, object]] | None = None,
    start_ms: int = START,
    crisis: bool = False,
    away: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    **more: object,
) -> Problem:
    """Return posts staffed around the clock by pools; `more` goes to every person."""
    everybody = sorted({name for pool in pools.values() for name in pool})
    force = workforce(
        [role(name) for name in pools],
        [
            person(
                who,
                roles=[name for name, pool in pools.items() if who in pool],
                away=list((away or {}).get(who, [])),
                **more,
            )
            for who in everybody
        ],
        norms=rest_norms() if norms is None else norms,
    )
    length_ms, end_ms = round(shift_hours * HOUR_MS), start_ms + round(days * DAY_MS)
    slots = [
        Slot(
            post,
            Interval(from_ms, min(from_ms + length_ms, end_ms)),
            Demand(name, people, (), (), None),
            relieves=from_ms > start_ms,
        )
        for post, name in enumerate(pools)
        for from_ms in range(start_ms, end_ms, length_ms)
    ]
    candidates = Candidates(force, {}, Interval(start_ms, end_ms))
    return problem_of(list(pools), slots, candidates, force, start_ms if crisis else None)[0]


def break_ms(whole: Problem, filled: Filled) -> int | None:
    """Return when a plan first stays short, None if never."""
    short = [whole.shifts[number].span.from_ms for number in filled.obstacles]
    return min(short, default=None)


def latest_break_ms(whole: Problem) -> int | None:
    """Return when the best plan breaks, by trying every plan; None for never. For tiny problems."""
    starts = sorted({shift.span.from_ms for shift in whole.shifts})
    crews: list[tuple[tuple[str, ...], ...]] = [()]
    for at_ms in starts:
        now = [shift for shift in whole.shifts if shift.span.from_ms == at_ms]
        choices = [list(combinations(shift.able, shift.people)) for shift in now]
        crews = [
            longer
            for crew in crews
            for chosen in product(*choices)
            if is_allowed(whole, longer := (*crew, *chosen))
        ]
        if not crews:
            return at_ms
    return None
