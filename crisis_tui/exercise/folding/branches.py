"""Branches: when an outcome changes, waiting injects whose condition looks at it get their time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.folding.changes import order_of, put_inject
from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.state import InjectStatus, Outcome
from crisis_tui.scenario.conditions import MET, MISSED, holds

if TYPE_CHECKING:
    from crisis_tui.exercise.state import Draft, InjectState
    from crisis_tui.scenario.conditions import Subject

_COUNTS_AS = {
    Outcome.MET: {MET},
    Outcome.MISSED: {MISSED},
    Outcome.LATE: {MET, MISSED},
    Outcome.CANCELLED: set(),
}
_OUT_OF_PLAY = {InjectStatus.SKIPPED, InjectStatus.VOIDED}


def condition_holds(state: Draft, inject_id: str) -> bool | None:
    """Tell whether an inject's `when` holds; True without one, None while it is not settled."""
    planned = state.plan.inject(inject_id)
    when = None if planned is None else planned.inject.condition
    return True if when is None else holds(when, partial(_has_outcome, state))


def moment_has_come(state: Draft, due: Due) -> bool:
    """Tell whether the condition of a phase or milestone holds; True without one."""
    when = state.plan.when(due.kind, due.id)
    return when is None or holds(when, partial(_has_outcome, state)) is True


def stir(draft: Draft, subject: Subject, play_ms: int) -> None:
    """Look again at what waits for this: phases, milestones, injects whose time has come.

    An inject that was left out and may come after all opens what it asks again, and so on.
    """
    subjects = [subject]
    while subjects:
        looked_at = subjects.pop()
        _plan_moments(draft, looked_at, play_ms)
        for inject_id in draft.plan.dependents(looked_at):
            inject = draft.injects.get(inject_id)
            if inject is None or not _awaits_condition(inject):
                continue
            if _look_again(draft, inject_id, inject, play_ms):
                subjects.extend(_asked_by(draft, inject_id))


def _plan_moments(draft: Draft, subject: Subject, play_ms: int) -> None:
    """Plan the phases and milestones whose condition holds now, each not before its time."""
    for due in draft.plan.moments(subject):
        if moment_has_come(draft, due):
            draft.agenda = draft.agenda.and_(
                due._replace(at_ms=max(draft.on_schedule(due.id, due.at_ms), play_ms))
            )


def stir_asked_by(draft: Draft, inject_id: str, play_ms: int) -> None:
    """Look again at the injects that depend on what this inject asks."""
    for subject in _asked_by(draft, inject_id):
        stir(draft, subject, play_ms)


def _asked_by(draft: Draft, inject_id: str) -> list[Subject]:
    planned = draft.plan.inject(inject_id)
    if planned is None:
        return []
    number = split_occurrence(inject_id)[1]
    actions = planned.inject.expects
    asked: list[Subject] = [("expectation", occurrence(action.id, number)) for action in actions]
    decision = planned.inject.decision
    return asked if decision is None else [*asked, ("decision", occurrence(decision.id, number))]


def _awaits_condition(inject: InjectState) -> bool:
    left_out = inject.status is InjectStatus.SKIPPED and inject.reason == "condition"
    return left_out or inject.status is InjectStatus.WAITING


def _look_again(draft: Draft, inject_id: str, inject: InjectState, play_ms: int) -> bool:
    """Ripen an inject whose condition is settled; tell whether it was left out and waits again."""
    value = condition_holds(draft, inject_id)
    left_out = inject.status is InjectStatus.SKIPPED
    if left_out and value is False:
        return False
    ripe_ms = None if value is None else play_ms
    waiting = inject._replace(status=InjectStatus.WAITING, reason="condition", ripe_play_ms=ripe_ms)
    put_inject(draft, inject_id, waiting)
    if ripe_ms is not None:
        ripen(draft, inject_id, ripe_ms)
    return left_out


def ripen(draft: Draft, inject_id: str, play_ms: int) -> None:
    """Plan a waiting inject, whose condition is settled, for a play time."""
    ripe = draft.inject(inject_id)._replace(ripe_play_ms=play_ms)
    put_inject(draft, inject_id, ripe)
    due = Due(play_ms, Kind.INJECT, order_of(draft, inject_id), inject_id)
    draft.agenda = draft.agenda.and_(due)


def _has_outcome(state: Draft, subject: Subject, wanted: str) -> bool | None:
    """Tell whether a subject has an outcome; None while it is open."""
    kind, name = subject
    if kind == "decision":
        return _decided(state, name, wanted)
    if kind == "expectation":
        return _judged(state, name, wanted)
    if kind == "milestone":
        return True if name in state.milestones else None
    return not _is_done(state, name)


def _is_done(state: Draft, name: str) -> bool:
    """Tell whether an action was seen, a decision taken, or a milestone reached."""
    action = state.expectations.get(name)
    seen = action is not None and action.outcome in {Outcome.MET, Outcome.LATE}
    return seen or name in state.decisions or name in state.milestones


def _decided(state: Draft, decision_id: str, option: str) -> bool | None:
    taken = state.decisions.get(decision_id)
    if taken is not None:
        return taken.option == option
    return _unless_open(state, state.plan.decision(decision_id))


def _judged(state: Draft, expectation_id: str, outcome: str) -> bool | None:
    known = state.expectations.get(expectation_id)
    if known is None:
        return _unless_open(state, state.plan.expectation(expectation_id))
    return None if known.outcome is Outcome.OPEN else outcome in _COUNTS_AS[known.outcome]


def _unless_open(state: Draft, asked: tuple[str, object] | None) -> bool | None:
    """Return None as long as the inject that asks can still come; else nothing comes of it."""
    inject = None if asked is None else state.injects.get(asked[0])
    out = asked is None or (inject is not None and inject.status in _OUT_OF_PLAY)
    return False if out else None
