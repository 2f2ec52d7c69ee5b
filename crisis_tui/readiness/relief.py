"""Needs that are staffed around the clock in shifts, by everybody deployable for them.

A plan that works out is a proof. One that does not names the first shifts it could not fill, and
why; counting tells whether that is proven or no plan was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.shifts.availability import Candidates, Slot, problem_of
from crisis_tui.readiness.shifts.bounds import bounds, components
from crisis_tui.readiness.shifts.checking import breaches
from crisis_tui.readiness.shifts.greedy import fewest_missing, fill
from crisis_tui.readiness.shifts.problem import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.readiness.shifts.availability import Elsewhere
    from crisis_tui.readiness.shifts.greedy import Filled, Obstacle
    from crisis_tui.readiness.shifts.problem import Problem
    from crisis_tui.roster.seats import Seat
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce

SHORTEST_SHIFT_MS = 15 * MINUTE_MS
"""Shorter shifts are counted as this long: nobody relieves a post every second."""


class ReliefNeed(NamedTuple):
    """A demand to be staffed without a break in shifts of this length."""

    demand: Demand
    span: Interval
    shift_ms: int


class StaffedShift(NamedTuple):
    """One shift of a need: who works it, and for those who do not, why not."""

    span: Interval
    people: tuple[str, ...]
    others: tuple[Seat, ...]


class RestWarning(NamedTuple):
    """A rule of rest that somebody breaks from `at_ms` on, in the acute phase of a crisis."""

    role: str
    at_ms: int
    person: str
    rule: str


class Relief(NamedTuple):
    """The shifts of each need, and which rules are bent for it in the acute phase.

    `impossible` are the numbers of needs that no plan can staff.
    """

    shifts: tuple[tuple[StaffedShift, ...], ...]
    warnings: tuple[tuple[RestWarning, ...], ...]
    impossible: frozenset[int]


def relief(
    needs: Sequence[ReliefNeed],
    workforce: Workforce,
    elsewhere: Elsewhere,
    crisis_ms: int | None,
) -> Relief:
    """Return the shifts of each need, staffed as far as the pools and the rest rules allow.

    `elsewhere` tells when somebody is needed for another role: by person, then by role. In the
    acute phase after `crisis_ms` a shift that would stay short may break a rule of rest.
    """
    if not needs:
        return Relief((), (), frozenset())
    window = Interval(
        min(each.span.from_ms for each in needs), max(each.span.until_ms for each in needs)
    )
    candidates = Candidates(workforce, elsewhere, window)
    found: dict[int, tuple[tuple[StaffedShift, ...], tuple[RestWarning, ...], bool]] = {}
    for numbers in planned_apart(needs, candidates):
        part = _relief([needs[number] for number in numbers], workforce, candidates, crisis_ms)
        for place, number in enumerate(numbers):
            proven = place in part.impossible
            found[number] = part.shifts[place], part.warnings[place], proven
    ordered = [found[number] for number in range(len(needs))]
    return Relief(
        tuple(shifts for shifts, _, _ in ordered),
        tuple(warnings for _, warnings, _ in ordered),
        frozenset(number for number, (_, _, proven) in enumerate(ordered) if proven),
    )


def planned_apart(needs: Sequence[ReliefNeed], candidates: Candidates) -> tuple[list[int], ...]:
    """Return the numbers of needs whose pools share people together: others do not matter to them."""
    pools = [frozenset(candidates.fitness(need.demand)) for need in needs]
    return tuple(sorted(numbers) for numbers in components(pools))


def _relief(
    needs: Sequence[ReliefNeed],
    workforce: Workforce,
    candidates: Candidates,
    crisis_ms: int | None,
) -> Relief:
    problem, ordered, filled = _filled(needs, workforce, candidates, crisis_ms)
    shifts: list[list[StaffedShift]] = [[] for _ in needs]
    for number, (slot, people) in enumerate(zip(ordered, filled.plan.people, strict=True)):
        others = seats(number, slot, filled, candidates, problem.roles)
        shifts[slot.post].append(StaffedShift(slot.span, people, tuple(others)))
    warnings = rest_warnings(problem, filled.plan)
    return Relief(
        tuple(tuple(each) for each in shifts),
        tuple(tuple(w for post, w in warnings if post == number) for number in range(len(needs))),
        _impossible(problem) if filled.obstacles else frozenset(),
    )


def short_needs(
    needs: Sequence[ReliefNeed],
    workforce: Workforce,
    candidates: Candidates,
    crisis_ms: int | None,
) -> frozenset[int]:
    """Return which of the needs, at least one and all to be planned together, have a shift short.

    It is what `relief` says of them. The candidates' window holds all needs of many starts.
    """
    problem, _, filled = _filled(needs, workforce, candidates, crisis_ms)
    return frozenset(
        shift.post
        for shift, people in zip(problem.shifts, filled.plan.people, strict=True)
        if len(people) < shift.people
    )


def _filled(
    needs: Sequence[ReliefNeed],
    workforce: Workforce,
    candidates: Candidates,
    crisis_ms: int | None,
) -> tuple[Problem, tuple[Slot, ...], Filled]:
    slots = [slot for number, need in enumerate(needs) for slot in _slots(number, need)]
    roles = [need.demand.role for need in needs]
    problem, ordered = problem_of(roles, slots, candidates, workforce, crisis_ms)
    return problem, ordered, fill(problem, fewest_missing)


def seats(
    number: int, slot: Slot, filled: Filled, candidates: Candidates, roles: Sequence[str]
) -> Iterator[Seat]:
    """Yield why those of the pool who do not work a short shift do not; nothing for a full one."""
    if number not in filled.obstacles:
        return
    obstacles = {each.person: each for each in filled.obstacles[number]}
    for name, fitness in candidates.fitness(slot.demand).items():
        if name in filled.plan.people[number]:
            continue
        bar = candidates.bar(name, slot)
        if bar is not None:
            yield bar
        else:
            seat = fitness.seat(slot.span.from_ms, "work")
            yield _obstructed(seat, obstacles[name], roles)


def rest_warnings(problem: Problem, plan: Plan) -> tuple[tuple[int, RestWarning], ...]:
    """Return which rules the plan bends in the acute phase, each with the post's number."""
    acute = [shift for shift in problem.shifts if shift.span.from_ms < problem.acute_until_ms]
    early = problem._replace(shifts=tuple(acute))
    found = []
    for each in breaches(early, Plan(plan.people[: len(acute)])):
        shift = acute[each.shift]
        role, at_ms = problem.roles[shift.post], shift.busy.from_ms
        found.append((shift.post, RestWarning(role, at_ms, each.person, each.rule)))
    return tuple(found)


def _slots(number: int, need: ReliefNeed) -> Iterator[Slot]:
    length_ms = max(need.shift_ms, SHORTEST_SHIFT_MS)
    for from_ms in range(need.span.from_ms, need.span.until_ms, length_ms):
        span = Interval(from_ms, min(from_ms + length_ms, need.span.until_ms))
        yield Slot(number, span, need.demand, relieves=from_ms > need.span.from_ms)


def _obstructed(seat: Seat, obstacle: Obstacle, roles: Sequence[str]) -> Seat:
    if obstacle.other_post is not None:
        return seat._replace(cause="on-other-post", other_role=roles[obstacle.other_post])
    return seat._replace(cause="resting", rule=obstacle.rule)


def _impossible(problem: Problem) -> frozenset[int]:
    """Return the needs that cannot be staffed by themselves; of several together any may fail."""
    found = (each.posts for each in bounds(problem))
    return frozenset(post for posts in found if len(posts) == 1 for post in posts)
