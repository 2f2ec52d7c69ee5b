"""Branches: when a fact changes, waiting injects that depend on it get their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.conditions import holds
from crisis_tui.exercise.folding.changes import order_of, put_inject
from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.state import InjectStatus, Outcome

if TYPE_CHECKING:
    from crisis_tui.exercise.state import Draft, InjectState

_MET_AND_MISSED: dict[Outcome, tuple[bool | None, bool | None]] = {
    Outcome.OPEN: (None, None),
    Outcome.MET: (True, False),
    Outcome.MISSED: (False, True),
    Outcome.LATE: (True, True),
    Outcome.CANCELLED: (False, False),
}
_OUT_OF_PLAY = {InjectStatus.SKIPPED, InjectStatus.VOIDED}


def condition_holds(state: Draft, inject_id: str) -> bool | None:
    """Tell whether an inject's `when` holds; True without one, None while it is not settled."""
    planned = state.plan.inject(inject_id)
    if planned is None or planned.inject.when is None:
        return True
    return holds(
        planned.inject.when,
        lambda decision: _decided(state, decision),
        lambda expectation: _met_and_missed(state, expectation),
    )


def stir(draft: Draft, fact: str, play_ms: int) -> None:
    """Look again at the injects that depend on a fact and whose time has come.

    One that was left out and may come after all opens what it asks again, and so on.
    """
    facts = [fact]
    while facts:
        for inject_id in draft.plan.dependents(facts.pop()):
            inject = draft.injects.get(inject_id)
            if inject is None or not _awaits_condition(inject):
                continue
            if _look_again(draft, inject_id, inject, play_ms):
                facts.extend(_facts_of(draft, inject_id))


def stir_facts_of(draft: Draft, inject_id: str, play_ms: int) -> None:
    """Look again at the injects that depend on what this inject asks."""
    for fact in _facts_of(draft, inject_id):
        stir(draft, fact, play_ms)


def _facts_of(draft: Draft, inject_id: str) -> list[str]:
    planned = draft.plan.inject(inject_id)
    if planned is None:
        return []
    number = split_occurrence(inject_id)[1]
    actions = planned.inject.expects
    facts = [f"expectation:{occurrence(action.id, number)}" for action in actions]
    decision = planned.inject.decision
    return facts if decision is None else [*facts, f"decision:{occurrence(decision.id, number)}"]


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
        due = Due(ripe_ms, Kind.INJECT, order_of(draft, inject_id), inject_id)
        draft.agenda = draft.agenda.and_(due)
    return left_out


def _decided(state: Draft, decision_id: str) -> str | bool | None:
    taken = state.decisions.get(decision_id)
    if taken is not None:
        return taken.option
    asked = state.plan.decision(decision_id)
    return False if asked is None or _is_out(state, asked[0]) else None


def _met_and_missed(state: Draft, expectation_id: str) -> tuple[bool | None, bool | None]:
    known = state.expectations.get(expectation_id)
    if known is not None:
        return _MET_AND_MISSED[known.outcome]
    asked = state.plan.expectation(expectation_id)
    return (False, False) if asked is None or _is_out(state, asked[0]) else (None, None)


def _is_out(state: Draft, inject_id: str) -> bool:
    inject = state.injects.get(inject_id)
    return inject is not None and inject.status in _OUT_OF_PLAY
