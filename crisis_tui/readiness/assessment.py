"""A scenario's needs against a roster: filled, probable or not, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, interval_set
from crisis_tui.readiness.needs import PlannedNeed, demand_of, planned_needs
from crisis_tui.readiness.relief import ReliefNeed, StaffedShift, staff
from crisis_tui.roster.gaps import Gap, gaps, joined_gaps
from crisis_tui.roster.seats import PostStatus, status_of, worst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.roster.seats import Cause, DutyKind, Post
    from crisis_tui.roster.sweep import Demand
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

Verdict = Literal["ready", "at-risk", "not-ready"]


class NeedAnswer(NamedTuple):
    """How one need is met over its span of story time: the worst of it.

    `certain_min` and `probable_min` are the fewest people at any instant, on hard and on soft duty.
    `limit_ms` is how soon they must be there, None for no limit.
    """

    phase: str
    role: str
    people: int
    shift_ms: int | None
    from_ms: int
    until_ms: int
    status: PostStatus
    certain_min: int
    probable_min: int
    limit_ms: int | None
    gaps: tuple[Gap, ...]


class Readiness(NamedTuple):
    """Whether the organisation can fill what a scenario needs from `start_ms` on."""

    start_ms: int
    verdict: Verdict
    needs: tuple[NeedAnswer, ...]


def assess(script: Script, workforce: Workforce) -> Readiness:
    """Return the answer for a script on its story clock.

    Needs without a shift are filled by who is on duty, together: nobody counts on two roles at
    once. Needs with a shift are then staffed by the pools, without those who are taken already.
    """
    planned = planned_needs(script)
    on_duty = [each for each in planned if not each.need.shift_ms]
    in_shifts = [each for each in planned if each.need.shift_ms]
    posts = _posts(on_duty, workforce)
    answers = {
        **{each: _duty_answer(each, post, workforce) for each, post in posts.items()},
        **_shift_answers(in_shifts, workforce, _taken(posts)),
    }
    needs = tuple(answers[each] for each in planned)
    return Readiness(script.story_start_ms, verdict_of({need.status for need in needs}), needs)


def verdict_of(statuses: set[PostStatus]) -> Verdict:
    """Return the verdict: at risk if nothing is worse than probable."""
    status = worst(statuses)
    if status in {"not-required", "filled"}:
        return "ready"
    return "at-risk" if status == "probable" else "not-ready"


def _posts(planned: Sequence[PlannedNeed], workforce: Workforce) -> dict[PlannedNeed, Post]:
    if not planned:
        return {}
    window = Interval(
        min(each.span.from_ms for each in planned), max(each.span.until_ms for each in planned)
    )
    demands = [demand_of(each, workforce) for each in planned]
    return dict(zip(planned, workforce.filled(demands, window), strict=True))


def _taken(posts: Mapping[PlannedNeed, Post]) -> Mapping[str, Mapping[str, IntervalSet]]:
    """Return when each person is needed on duty, by person and role."""
    times: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for post in posts.values():
        for segment in post.segments:
            for seat in segment.seats if segment.required else ():
                if seat.cause is None:
                    span = Interval(segment.from_ms, segment.until_ms)
                    times[seat.person][post.role].append(span)
    return {
        person: {role: interval_set(spans) for role, spans in roles.items()}
        for person, roles in times.items()
    }


def _duty_answer(planned: PlannedNeed, post: Post, workforce: Workforce) -> NeedAnswer:
    required = [segment for segment in post.segments if segment.required]
    status = worst({status_of(segment, post.duty) for segment in required})
    fewest = min(segment.usable for segment in required)
    return _answer(planned, demand_of(planned, workforce), post.duty, status, fewest, gaps(post))


def _shift_answers(
    planned: Sequence[PlannedNeed],
    workforce: Workforce,
    taken: Mapping[str, Mapping[str, IntervalSet]],
) -> dict[PlannedNeed, NeedAnswer]:
    needs = [
        ReliefNeed(demand_of(each, workforce), each.span, each.need.shift_ms or 0)
        for each in planned
    ]
    staffed = staff(needs, workforce, taken)
    return {
        each: _shift_answer(each, need.demand, shifts, workforce)
        for each, need, shifts in zip(planned, needs, staffed, strict=True)
    }


def _shift_answer(
    planned: PlannedNeed,
    demand: Demand,
    shifts: Sequence[StaffedShift],
    workforce: Workforce,
) -> NeedAnswer:
    role = workforce.roles.get(demand.role)
    duty: DutyKind = "hard" if role is None else role.duty
    found = [_shift_gap(demand.role, each) for each in shifts if len(each.people) < demand.people]
    status: PostStatus = "filled" if duty == "hard" else "probable"
    fewest = min(len(each.people) for each in shifts)
    if found:
        status = "short" if fewest else _empty_status(found)
    return _answer(planned, demand, duty, status, fewest, joined_gaps(found))


def _shift_gap(role: str, shift: StaffedShift) -> Gap:
    cause: Cause = "below-minimum" if shift.people or shift.others else "nobody-planned"
    return Gap(role, shift.span.from_ms, shift.span.until_ms, cause, shift.others)


def _empty_status(found: Sequence[Gap]) -> PostStatus:
    """Return `unqualified` if that is all that keeps people from the post, else short or empty."""
    causes = {seat.cause for gap in found for seat in gap.seats}
    if not causes:
        return "empty"
    if "resting" in causes or "on-other-post" in causes:
        return "short"
    return "unqualified" if "unqualified" in causes else "empty"


def _answer(
    planned: PlannedNeed,
    demand: Demand,
    duty: DutyKind,
    status: PostStatus,
    fewest: int,
    found: tuple[Gap, ...],
) -> NeedAnswer:
    return NeedAnswer(
        phase=planned.phase,
        role=demand.role,
        people=demand.people,
        shift_ms=planned.need.shift_ms,
        from_ms=planned.span.from_ms,
        until_ms=planned.span.until_ms,
        status=status,
        certain_min=fewest if duty == "hard" else 0,
        probable_min=fewest if duty == "soft" else 0,
        limit_ms=demand.limit_ms,
        gaps=found,
    )
