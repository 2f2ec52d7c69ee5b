"""A relief roster as a proposal: who works which shift, and what that adds up to for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.readiness.shifts.checking import is_allowed

if TYPE_CHECKING:
    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.endurance import Endurance, Staffing
    from crisis_tui.readiness.shifts.problem import Plan, Shift


class ProposedShift(NamedTuple):
    """One shift of a post; its crew comes `handover_ms` earlier to take over."""

    role: str
    span: Interval
    people: tuple[str, ...]
    handover_ms: int


class Load(NamedTuple):
    """What one person works in all; `work_ms` holds the handovers too."""

    person: str
    shifts: int
    work_ms: int
    nights: int


class Proposal(NamedTuple):
    """All shifts until the scenario breaks, or until the horizon; who works most comes first."""

    until_ms: int
    shifts: tuple[ProposedShift, ...]
    loads: tuple[Load, ...]


class RefusedPlanError(Exception):
    """A planner made a plan that the plain rules refuse: a fault of this program."""


def proposal(staffing: Staffing, plan: Plan, answer: Endurance) -> Proposal:
    """Return the part of a plan in which every post is filled.

    Raises:
        RefusedPlanError: it breaks a rule; no plan is shown unchecked, whoever made it.
    """
    until_ms = answer.until_ms
    if answer.sustained_ms is not None:
        until_ms = answer.start_ms + answer.sustained_ms
    worked: dict[str, list[Shift]] = {}
    shifts = []
    for shift, people in zip(staffing.problem.shifts, plan.people, strict=True):
        if shift.span.from_ms >= until_ms:
            break
        for name in people:
            worked.setdefault(name, []).append(shift)
        handover_ms = shift.span.from_ms - shift.busy.from_ms
        role = staffing.problem.roles[shift.post]
        shifts.append(ProposedShift(role, shift.span, people, handover_ms))
    if not is_allowed(staffing.problem, plan.people[: len(shifts)]):
        raise RefusedPlanError
    loads = sorted((_load(name, mine) for name, mine in worked.items()), key=_most_first)
    return Proposal(until_ms, tuple(shifts), tuple(loads))


def _load(name: str, shifts: list[Shift]) -> Load:
    nights = sum(shift.night for shift in shifts)
    return Load(name, len(shifts), sum(shift.work_ms for shift in shifts), nights)


def _most_first(load: Load) -> tuple[int, str]:
    return -load.work_ms, load.person
