"""What a rehearsal finds wrong: what never comes, waits for ever, or never ends.

Waiting for a decision or an action with a limit is no fault: the controller sees it when it is
late. Waiting for one without a limit, or for something that cannot come any more, is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.exercise.plan import is_recurring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Source
    from crisis_tui.exercise.rehearsal.load import Window
    from crisis_tui.exercise.rehearsal.rehearsing import Rehearsal
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.script import PlannedInject, PlannedPhase


class ProblemKind(StrEnum):
    """What is wrong."""

    NEVER_COMES = "never-comes"
    WAITS_FOR_EVER = "waits-for-ever"
    PHASE_NEVER_REACHED = "phase-never-reached"
    REPEATS_FOR_EVER = "repeats-for-ever"
    OVERLOAD = "overload"


class Why(StrEnum):
    """Why an inject never comes, or a phase does not begin."""

    CONDITION = "condition"
    FOLLOWS = "follows"
    PHASE = "phase"
    TIME = "time"
    END = "end"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault, or a remark (`is_fault` False), about an inject, phase or role.

    `ways` is on how many ways, `causes` what it waits for, `other` the inject or phase behind it,
    `play_ms` when and `load` how much, for an overload.
    """

    kind: ProblemKind
    id: str
    ways: int
    is_fault: bool = True
    why: Why | None = None
    other: str | None = None
    causes: tuple[Subject, ...] = ()
    source: Source | None = None
    play_ms: int | None = None
    load: int | None = None


def problems(rehearsal: Rehearsal) -> tuple[Problem, ...]:
    """Return what is wrong, faults first."""
    found = (
        *_never_coming(rehearsal),
        *_waiting(rehearsal),
        *_phases(rehearsal),
        *_repeating(rehearsal),
        *_overloads(rehearsal),
    )
    return tuple(sorted(found, key=lambda one: not one.is_fault))


def by_hand_only(rehearsal: Rehearsal) -> tuple[str, ...]:
    """Return the injects that come only if a controller sends them, or one that they follow."""
    injects = rehearsal.script.injects
    found = {planned.inject.id for planned in injects if planned.inject.bank}
    before = 0
    while len(found) > before:
        before = len(found)
        found |= {
            planned.inject.id for planned in injects if _follows_one_of(rehearsal, planned, found)
        }
    return tuple(
        planned.inject.id
        for planned in injects
        if planned.inject.id in found and ("inject", planned.inject.id) not in rehearsal.comings
    )


def _follows_one_of(rehearsal: Rehearsal, planned: PlannedInject, found: set[str]) -> bool:
    after = planned.inject.after
    if after is not None and after.inject in found:
        return True
    script = rehearsal.script
    holders = script.decision_by_id | script.expectation_by_id  # type: ignore[operator]
    return any(
        holders[name][0].inject.id in found
        for _, name in rehearsal.subjects_of(planned.inject)
        if name in holders
    )


def not_seen(rehearsal: Rehearsal) -> tuple[PlannedInject, ...]:
    """Return the injects that come on none of the ways followed, though not by hand only."""
    by_hand = set(by_hand_only(rehearsal))
    return tuple(
        planned
        for planned in rehearsal.script.injects
        if planned.inject.id not in by_hand
        and ("inject", planned.inject.id) not in rehearsal.comings
    )


def _never_coming(rehearsal: Rehearsal) -> Iterator[Problem]:
    """Report what comes on no way; where ways were left out nobody can say that."""
    for planned in not_seen(rehearsal) if rehearsal.is_whole else ():
        why, other = _why_never(rehearsal, planned)
        is_cut_off = why is Why.END and rehearsal.horizon_ms is not None
        yield Problem(
            ProblemKind.NEVER_COMES,
            planned.inject.id,
            rehearsal.ways,
            is_fault=not is_cut_off,
            why=why,
            other=other,
            source=planned.source,
        )


def _why_never(rehearsal: Rehearsal, planned: PlannedInject) -> tuple[Why, str | None]:
    inject, comings = planned.inject, rehearsal.comings
    if ("waits", inject.id) in comings or ("skipped", inject.id) in comings:
        return Why.CONDITION, None
    if inject.after is not None and ("inject", inject.after.inject) not in comings:
        return Why.FOLLOWS, inject.after.inject
    if inject.from_phase is not None and ("phase", inject.from_phase) not in comings:
        return Why.PHASE, inject.from_phase
    has_time = inject.at_ms is not None or inject.after is not None or inject.from_phase is not None
    return (Why.END if has_time else Why.TIME), None


def _waiting(rehearsal: Rehearsal) -> Iterator[Problem]:
    """Report what waits for ever on some way; injects that never come are told as such."""
    comings = rehearsal.comings
    for planned in rehearsal.script.injects:
        name = planned.inject.id
        waits = comings.get(("waits", name))
        if waits is None or ("inject", name) not in comings:
            continue
        causes = tuple(sorted(rehearsal.subjects_of(planned.inject)))
        unlimited = tuple(cause for cause in causes if not rehearsal.has_limit(cause))
        yield Problem(
            ProblemKind.WAITS_FOR_EVER,
            name,
            waits.ways,
            is_fault=bool(unlimited),
            causes=unlimited or causes,
            source=planned.source,
        )


def _phases(rehearsal: Rehearsal) -> Iterator[Problem]:
    for planned in rehearsal.script.phases:
        name = planned.phase.id
        reached = rehearsal.comings.get(("phase", name))
        ways = 0 if reached is None else reached.ways
        if ways < rehearsal.ways and (ways or rehearsal.is_whole):
            yield Problem(
                ProblemKind.PHASE_NEVER_REACHED,
                name,
                rehearsal.ways - ways,
                is_fault=ways == 0,
                why=_why_not_reached(rehearsal, planned),
                source=planned.source,
            )


def _why_not_reached(rehearsal: Rehearsal, planned: PlannedPhase) -> Why | None:
    """Return why a phase does not begin; None for one that waits for a controller."""
    if planned.phase.when is not None:
        return Why.CONDITION
    phases = rehearsal.script.phases
    later = phases[phases.index(planned) + 1 :]
    overtaken = any(("phase", other.phase.id) in rehearsal.comings for other in later)
    return Why.OVERTAKEN if planned.start_play_ms is not None and overtaken else None


def _repeating(rehearsal: Rehearsal) -> Iterator[Problem]:
    if rehearsal.script.end_play_ms is not None:
        return
    for planned in rehearsal.script.injects:
        if is_recurring(planned) and planned.inject.until_phase is None:
            coming = rehearsal.comings.get(("inject", planned.inject.id))
            ways = 0 if coming is None else coming.ways
            yield Problem(
                ProblemKind.REPEATS_FOR_EVER, planned.inject.id, ways, source=planned.source
            )


def _overloads(rehearsal: Rehearsal) -> Iterator[Problem]:
    """Report the busiest window of each role that gets too much."""
    worst: dict[str, tuple[int, Window]] = {}
    for window, load in sorted(rehearsal.loads.items()):
        if load > max(rehearsal.measures.most_load, worst.get(window.role, (0, window))[0]):
            worst[window.role] = (load, window)
    for role, (load, window) in worst.items():
        yield Problem(
            ProblemKind.OVERLOAD,
            role,
            rehearsal.ways,
            is_fault=False,
            play_ms=window.number * rehearsal.measures.window_ms,
            load=load,
        )
