"""How expected actions, decisions and statutory clocks stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.folding.branches import stir
from crisis_tui.exercise.folding.changes import evolve, order_of
from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.state import ClockState, DecisionState, ExpectationState, Outcome

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        ClockMet,
        ClockMissed,
        ClockStarted,
        DecisionRetracted,
        DecisionTaken,
        ExpectationMet,
        ExpectationMissed,
        ExpectationRetracted,
        Record,
    )
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.model import ExpectedAction

_UNDONE = {Outcome.OPEN, Outcome.MISSED}


def open_expectations(state: ExerciseState, inject_id: str, record: Record) -> ExerciseState:
    """Open what a delivered inject expects; what was done before it came stays done."""
    planned = state.plan.inject(inject_id)
    number = split_occurrence(inject_id)[1]
    for action in planned.inject.expects if planned else ():
        state = _open(state, inject_id, occurrence(action.id, number), action, record)
    return state


def _open(
    state: ExerciseState, inject_id: str, key: str, action: ExpectedAction, record: Record
) -> ExerciseState:
    within_ms = action.within_ms
    limit_ms = None if within_ms is None else record.play_ms + within_ms
    known = state.expectations.get(key) or ExpectationState(inject_id)
    state = put_expectation(
        state, key, replace(known, opened_play_ms=record.play_ms, limit_play_ms=limit_ms)
    )
    return _with_limit(state, key)


def _with_limit(state: ExerciseState, key: str) -> ExerciseState:
    """Put the limit of an open expectation on the agenda: the first moment that is too late."""
    expectation = state.expectations[key]
    if expectation.limit_play_ms is None or expectation.outcome is not Outcome.OPEN:
        return state
    order = order_of(state, expectation.inject)
    due = Due(expectation.limit_play_ms + 1, Kind.EXPECTATION, order, key)
    return evolve(state, agenda=state.agenda.and_(due))


def put_expectation(state: ExerciseState, key: str, expectation: ExpectationState) -> ExerciseState:
    """Set how an expected action stands, in both indexes."""
    undone = state.open_expectations
    if expectation.outcome in _UNDONE:
        undone = undone if key in undone else undone.set(key, state.seq + 1)
    elif key in undone:
        undone = undone.delete(key)
    expectations = state.expectations.set(key, expectation)
    return evolve(state, expectations=expectations, open_expectations=undone)


def expectation_met(state: ExerciseState, record: Record, event: ExpectationMet) -> ExerciseState:
    """In time, or late if its limit had passed."""
    known = state.expectations.get(event.expectation) or ExpectationState(event.inject)
    met = replace(
        known,
        outcome=Outcome.LATE if known.outcome is Outcome.MISSED else Outcome.MET,
        met_play_ms=record.play_ms,
        role=event.role,
        note=event.note,
    )
    state = put_expectation(state, event.expectation, met)
    return stir(state, f"expectation:{event.expectation}", record.play_ms)


def expectation_missed(
    state: ExerciseState, record: Record, event: ExpectationMissed
) -> ExerciseState:
    """The limit passed."""
    known = state.expectations.get(event.expectation) or ExpectationState(event.inject)
    state = put_expectation(state, event.expectation, replace(known, outcome=Outcome.MISSED))
    return stir(state, f"expectation:{event.expectation}", record.play_ms)


def expectation_retracted(
    state: ExerciseState, record: Record, event: ExpectationRetracted
) -> ExerciseState:
    """Not done after all: open again, or missed if it had been."""
    known = state.expectations.get(event.expectation) or ExpectationState(event.inject)
    undone = ExpectationState(
        known.inject,
        Outcome.MISSED if known.outcome is Outcome.LATE else Outcome.OPEN,
        known.opened_play_ms,
        known.limit_play_ms,
    )
    state = _with_limit(put_expectation(state, event.expectation, undone), event.expectation)
    return stir(state, f"expectation:{event.expectation}", record.play_ms)


def decision_taken(state: ExerciseState, record: Record, event: DecisionTaken) -> ExerciseState:
    """Settle a decision; branches that waited for it get their time."""
    taken = DecisionState(
        event.option, event.inject, record.play_ms, record.actor, event.role, event.reason
    )
    state = evolve(state, decisions=state.decisions.set(event.decision, taken))
    return stir(state, f"decision:{event.decision}", record.play_ms)


def decision_retracted(
    state: ExerciseState, record: Record, event: DecisionRetracted
) -> ExerciseState:
    """Open again; branches not sent yet wait again."""
    if event.decision in state.decisions:
        state = evolve(state, decisions=state.decisions.delete(event.decision))
    return stir(state, f"decision:{event.decision}", record.play_ms)


def clock_started(state: ExerciseState, record: Record, event: ClockStarted) -> ExerciseState:
    """Start a statutory clock; it is missed at the first moment after its term."""
    clock = ClockState(event.inject, record.play_ms, event.due_story_ms, event.due_play_ms)
    state = evolve(state, clocks=state.clocks.set(event.clock, clock))
    if event.due_story_ms is not None:
        due = Due(event.due_story_ms + 1, Kind.CLOCK, 0, event.clock)
        return evolve(state, story_agenda=state.story_agenda.and_(due))
    if event.due_play_ms is not None:
        due = Due(event.due_play_ms + 1, Kind.CLOCK, 0, event.clock)
        return evolve(state, agenda=state.agenda.and_(due))
    return state


def clock_met(state: ExerciseState, record: Record, event: ClockMet) -> ExerciseState:
    """In time, or late if the term had passed."""
    known = state.clocks.get(event.clock)
    if known is None:
        return state
    met = replace(
        known,
        outcome=Outcome.LATE if known.outcome is Outcome.MISSED else Outcome.MET,
        met_play_ms=record.play_ms,
        role=event.role,
        note=event.note,
    )
    return evolve(state, clocks=state.clocks.set(event.clock, met))


def clock_missed(state: ExerciseState, _: Record, event: ClockMissed) -> ExerciseState:
    """The term passed."""
    known = state.clocks.get(event.clock)
    if known is None:
        return state
    missed = replace(known, outcome=Outcome.MISSED)
    return evolve(state, clocks=state.clocks.set(event.clock, missed))


def cancel_what_it_asked(state: ExerciseState, inject_id: str) -> ExerciseState:
    """Cancel what a void inject expected and the clocks that it started, unless done or missed."""
    planned = state.plan.inject(inject_id)
    number = split_occurrence(inject_id)[1]
    for action in planned.inject.expects if planned else ():
        key = occurrence(action.id, number)
        known = state.expectations.get(key)
        if known is not None and known.outcome in _UNDONE:
            state = put_expectation(state, key, replace(known, outcome=Outcome.CANCELLED))
    for statutory in state.plan.clocks_of(inject_id):
        clock = state.clocks.get(statutory.id)
        if clock is not None and clock.outcome is Outcome.OPEN:
            cancelled = replace(clock, outcome=Outcome.CANCELLED)
            state = evolve(state, clocks=state.clocks.set(statutory.id, cancelled))
    return state
