"""How long the posts of a scenario can be kept up in shifts, and which rule ends it.

Every role that the scenario needs is a post, kept up around the clock for as long as the scenario
needs it; what it still needs at its end is taken to go on, up to the horizon. Phases do not begin
the shifts anew. A need without a shift of its own takes the length that is asked for. The roster's
planned work on other roles stands; its standby duty gives way to the crisis.

All posts are staffed together, nobody on two of them: a post's time is what it lasts in that plan,
and the scenario's the shortest. A plan proves a lower bound; counting gives an upper bound; between
them nothing is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.readiness.needs import demand_of, planned_needs
from crisis_tui.readiness.relief import SHORTEST_SHIFT_MS, RestWarning, rest_warnings, seats
from crisis_tui.readiness.shifts.availability import Candidates, Slot, problem_of
from crisis_tui.readiness.shifts.bounds import Bound, bounds, earliest
from crisis_tui.readiness.shifts.greedy import fill, first_breaks, latest_break
from crisis_tui.readiness.working_elsewhere import working_elsewhere
from crisis_tui.roster.pool import pool_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.readiness.needs import PlannedNeed
    from crisis_tui.readiness.shifts.greedy import Filled
    from crisis_tui.readiness.shifts.problem import Plan, Problem
    from crisis_tui.roster.pool import PoolSpan
    from crisis_tui.roster.seats import Seat
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

HORIZON_MS = 365 * DAY_MS
DEFAULT_SHIFT_MS = 8 * HOUR_MS


class Break(NamedTuple):
    """The first shift of a post that stays short, and why those of its pool do not work it.

    `seat` is who comes nearest: the longest rested of those whom a rule keeps from it, else
    anybody; None for an empty pool.
    """

    at_ms: int
    seat: Seat | None
    others: tuple[Seat, ...]


class PostEndurance(NamedTuple):
    """How long one post lasts, counted from the start of the crisis.

    `sustained_ms` is proven by the plan, None if it never breaks before the horizon. `at_most_ms`
    is what counting allows the post alone, None if it sees no end. `pool` is who is deployable for
    it over time, `needed_until_ms` when the scenario stops needing it.
    """

    role: str
    people: int
    shift_ms: int
    needed_from_ms: int
    needed_until_ms: int
    pool: tuple[PoolSpan, ...]
    sustained_ms: int | None
    at_most_ms: int | None
    broken: Break | None


class Endurance(NamedTuple):
    """How long a scenario lasts; times count from `start_ms`, None is no end before `until_ms`.

    No plan lasts longer than `at_most_ms`; `at_most_rule` is the limit that says so, None where
    there are simply too few people, or where a solver proved it. `proven` tells whether
    `sustained_ms` is the longest that any plan lasts.
    """

    start_ms: int
    until_ms: int
    planned_until_ms: int
    posts: tuple[PostEndurance, ...]
    sustained_ms: int | None
    at_most_ms: int | None
    at_most_rule: str | None
    proven: bool
    warnings: tuple[RestWarning, ...]

    @property
    def lasts(self) -> bool:
        """Tell whether the scenario can be sustained for its own planned length."""
        return self.sustained_ms is None or (
            self.start_ms + self.sustained_ms >= self.planned_until_ms
        )


class Staffing(NamedTuple):
    """The posts of a scenario, ready to be planned."""

    problem: Problem
    slots: tuple[Slot, ...]
    candidates: Candidates
    window: Interval
    planned_until_ms: int


def staffing_of(
    script: Script, workforce: Workforce, shift_ms: int, until_ms: int | None = None
) -> Staffing:
    """Return the shifts of all posts until the horizon: a year after the start, or `until_ms`."""
    start_ms = script.story_start_ms
    horizon_ms = max(start_ms + HORIZON_MS, script.story_end_ms) if until_ms is None else until_ms
    window = Interval(start_ms, horizon_ms)
    needs = [_lengthened(each, script.story_end_ms, horizon_ms) for each in planned_needs(script)]
    needs = [each for each in needs if each.span.from_ms < each.span.until_ms]
    roles = list(dict.fromkeys(each.need.role for each in needs))
    slots = [
        slot
        for post, role in enumerate(roles)
        for slot in _slots(post, [n for n in needs if n.need.role == role], workforce, shift_ms)
    ]
    candidates = Candidates(workforce, working_elsewhere(workforce, window), window)
    problem, ordered = problem_of(roles, slots, candidates, workforce, start_ms)
    return Staffing(problem, ordered, candidates, window, min(script.story_end_ms, horizon_ms))


def simple_plan(staffing: Staffing, start: Plan | None = None) -> Filled:
    """Return the plan of simple means that breaks latest; it goes on from `start` if given."""
    return fill(staffing.problem, latest_break, start)


def endurance(
    staffing: Staffing, workforce: Workforce, filled: Filled, solved_ms: int | None = None
) -> Endurance:
    """Return how long the posts last in a plan.

    `solved_ms` is an instant at or before which a solver proved that every plan breaks.
    """
    found = bounds(staffing.problem)
    start_ms, until_ms = staffing.window
    broken = first_breaks(staffing.problem, filled)
    posts = tuple(
        _post(staffing, workforce, filled, post, broken.get(post), found)
        for post in range(len(staffing.problem.roles))
    )
    sustained_ms = min((p.sustained_ms for p in posts if p.sustained_ms is not None), default=None)
    latest = earliest(found)
    if solved_ms is not None and (latest is None or solved_ms < latest.at_ms):
        latest = Bound(frozenset(range(len(posts))), solved_ms, None)
    at_most_ms = None if latest is None else latest.at_ms - start_ms
    return Endurance(
        start_ms=start_ms,
        until_ms=until_ms,
        planned_until_ms=staffing.planned_until_ms,
        posts=posts,
        sustained_ms=sustained_ms,
        at_most_ms=at_most_ms,
        at_most_rule=None if latest is None else latest.rule,
        proven=sustained_ms == at_most_ms,
        warnings=tuple(each for _, each in rest_warnings(staffing.problem, filled.plan)),
    )


def _lengthened(planned: PlannedNeed, end_ms: int, horizon_ms: int) -> PlannedNeed:
    """Return a need cut at the horizon, and kept until there if it lasts until the story's end."""
    from_ms, until_ms = planned.span
    until_ms = horizon_ms if until_ms >= end_ms else min(until_ms, horizon_ms)
    return planned._replace(span=Interval(from_ms, until_ms))


def _slots(
    post: int, needs: Sequence[PlannedNeed], workforce: Workforce, shift_ms: int
) -> Iterator[Slot]:
    """Yield a post's shifts; needs that follow each other without a break are one row of shifts."""
    demands = [demand_of(each, workforce) for each in needs]
    at_ms, relieved_ms = min(each.span.from_ms for each in needs), -1
    while True:
        now = [each for each in needs if each.span.from_ms <= at_ms < each.span.until_ms]
        if not now:
            later = [each.span.from_ms for each in needs if each.span.from_ms > at_ms]
            if not later:
                return
            at_ms = min(later)
            continue
        length_ms = max(min(each.need.shift_ms or shift_ms for each in now), SHORTEST_SHIFT_MS)
        span = Interval(at_ms, min(at_ms + length_ms, _end_of_row(needs, at_ms)))
        asked = [d for n, d in zip(needs, demands, strict=True) if n.span.overlap(span)]
        yield Slot(post, span, _together(asked), relieves=relieved_ms == at_ms)
        at_ms = relieved_ms = span.until_ms


def _end_of_row(needs: Sequence[PlannedNeed], at_ms: int) -> int:
    """Return when the post is first not needed after an instant."""
    for each in sorted(needs, key=lambda each: each.span.from_ms):
        if each.span.from_ms <= at_ms:
            at_ms = max(at_ms, each.span.until_ms)
    return at_ms


def _together(demands: Sequence[Demand]) -> Demand:
    """Return what one crew must be to meet all these demands of one role."""
    limits = [each.limit_ms for each in demands if each.limit_ms is not None]
    return demands[0]._replace(
        people=max(each.people for each in demands),
        times=(),
        requires=tuple(dict.fromkeys(name for each in demands for name in each.requires)),
        limit_ms=min(limits, default=None),
    )


def _post(
    staffing: Staffing,
    workforce: Workforce,
    filled: Filled,
    post: int,
    number: int | None,
    found: Sequence[Bound],
) -> PostEndurance:
    start_ms = staffing.window.from_ms
    slots = [slot for slot in staffing.slots if slot.post == post]
    alone = earliest(found, post)
    first, last = slots[0], slots[-1]
    needed = Interval(first.span.from_ms, last.span.until_ms)
    return PostEndurance(
        role=staffing.problem.roles[post],
        people=max(slot.demand.people for slot in slots),
        shift_ms=max(slot.span.length_ms for slot in slots),
        needed_from_ms=needed.from_ms,
        needed_until_ms=needed.until_ms,
        pool=pool_spans(workforce, first.demand._replace(times=(needed,)), needed),
        sustained_ms=None if number is None else staffing.slots[number].span.from_ms - start_ms,
        at_most_ms=None if alone is None else alone.at_ms - start_ms,
        broken=None if number is None else _break(staffing, filled, number),
    )


def _break(staffing: Staffing, filled: Filled, number: int) -> Break:
    slot = staffing.slots[number]
    others = tuple(seats(number, slot, filled, staffing.candidates, staffing.problem.roles))
    order = {each.person: at for at, each in enumerate(filled.obstacles[number])}
    resting = [seat for seat in others if seat.cause == "resting"]
    nearest = sorted(resting, key=lambda seat: order[seat.person]) or others
    return Break(slot.span.from_ms, nearest[0] if nearest else None, others)
