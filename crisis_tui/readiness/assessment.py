"""A scenario's needs against a roster: filled, probable or not, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from crisis_tui.readiness.asked import asked_of, need_posts, taken_of
from crisis_tui.readiness.leavers import leavers_in_shifts, leavers_on_duty
from crisis_tui.readiness.relief import ReliefNeed, RestWarning, relief
from crisis_tui.roster.gaps import Gap, gaps, joined_gaps
from crisis_tui.roster.seats import PostStatus, status_of, worst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.readiness.asked import Asked
    from crisis_tui.readiness.leavers import Leaver
    from crisis_tui.readiness.relief import Relief, StaffedShift
    from crisis_tui.roster.seats import Cause, DutyKind, Post
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

Verdict = Literal["ready", "at-risk", "not-ready"]


class NeedAnswer(NamedTuple):
    """How one need is met over its span of story time: the worst of it.

    `certain_min` and `probable_min` are the fewest people at any instant, on hard and on soft duty.
    `limit_ms` is how soon they must be there, None for no limit. `leaving` are those who are
    counted on at first and not until the end. `warnings` are rules of rest that are bent for it in
    the acute phase, no gaps. `impossible` tells of shifts that stay short whether that is proven;
    if not, no plan was found.
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
    leaving: tuple[Leaver, ...]
    warnings: tuple[RestWarning, ...] = ()
    impossible: bool = False


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
    needs = answers(asked_of(script, workforce), workforce, script.story_start_ms)
    return Readiness(script.story_start_ms, verdict_of({need.status for need in needs}), needs)


def verdict_of(statuses: set[PostStatus]) -> Verdict:
    """Return the verdict: at risk if nothing is worse than probable."""
    status = worst(statuses)
    if status in {"not-required", "filled"}:
        return "ready"
    return "at-risk" if status == "probable" else "not-ready"


def answers(asked: Sequence[Asked], workforce: Workforce, crisis_ms: int) -> tuple[NeedAnswer, ...]:
    """Return how each need is met, in their order; the crisis began at `crisis_ms`."""
    on_duty = [each for each in asked if not each.in_shifts]
    posts = need_posts(on_duty, workforce)
    in_shifts = [each for each in asked if each.in_shifts]
    elsewhere = taken_of(on_duty, posts, in_shifts)
    needs = [
        ReliefNeed(each.demand, each.planned.span, each.planned.need.shift_ms or 0)
        for each in in_shifts
    ]
    staffed = relief(needs, workforce, elsewhere, crisis_ms)
    duty_answers = _duty_answers(on_duty, posts, workforce)
    shift_answers = _shift_answers(in_shifts, staffed, workforce)
    return tuple(next(shift_answers if each.in_shifts else duty_answers) for each in asked)


def _duty_answers(
    asked: Sequence[Asked], posts: Sequence[Post], workforce: Workforce
) -> Iterator[NeedAnswer]:
    for each, post in zip(asked, posts, strict=True):
        required = [segment for segment in post.segments if segment.required]
        status = worst({status_of(segment, post.duty) for segment in required})
        fewest = min(segment.usable for segment in required)
        leaving = leavers_on_duty(post, each.demand, workforce)
        found = gaps(post._replace(role=each.demand.role))
        yield _answer(each, post.duty, status, fewest, found, leaving)


def _shift_answers(
    asked: Sequence[Asked], staffed: Relief, workforce: Workforce
) -> Iterator[NeedAnswer]:
    for number, (each, shifts) in enumerate(zip(asked, staffed.shifts, strict=True)):
        demand = each.demand
        role = workforce.roles.get(demand.role)
        duty: DutyKind = "hard" if role is None else role.duty
        short = [shift for shift in shifts if len(shift.people) < demand.people]
        found = [_shift_gap(demand.role, shift) for shift in short]
        status: PostStatus = "filled" if duty == "hard" else "probable"
        fewest = min(len(shift.people) for shift in shifts)
        if found:
            status = "short" if fewest else _empty_status(found)
        leaving = leavers_in_shifts(shifts, demand, workforce)
        answer = _answer(each, duty, status, fewest, joined_gaps(found), leaving)
        yield answer._replace(
            warnings=staffed.warnings[number], impossible=number in staffed.impossible
        )


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
    asked: Asked,
    duty: DutyKind,
    status: PostStatus,
    fewest: int,
    found: tuple[Gap, ...],
    leaving: tuple[Leaver, ...],
) -> NeedAnswer:
    planned, demand = asked.planned, asked.demand
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
        leaving=leaving,
    )
