"""How expected actions, decisions and statutory clocks stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.folding.branches import stir
from crisis_tui.exercise.folding.changes import keep_unfinished, order_of
from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.state import (
    UNDONE,
    ClockState,
    DecisionState,
    ExpectationState,
    MilestoneState,
    Outcome,
)

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
        MilestoneReached,
        MilestoneRetracted,
        Record,
    )
    from crisis_tui.exercise.state import Draft


def open_expectations(draft: Draft, inject_id: str, record: Record) -> None:
    """Open what a delivered inject expects; what was done before it came stays done."""
    planned = draft.plan.inject(inject_id)
    number = split_occurrence(inject_id)[1]
    for action in planned.inject.expects if planned else ():
        key = occurrence(action.id, number)
        within_ms = action.within_ms
        limit_ms = None if within_ms is None else record.play_ms + within_ms
        known = _expectation(draft, key, inject_id)
        opened = known._replace(opened_play_ms=record.play_ms, limit_play_ms=limit_ms)
        draft.expectations = draft.expectations.set(key, opened)
        _watch_limit(draft, key, opened)


def _expectation(draft: Draft, key: str, inject_id: str) -> ExpectationState:
    return draft.expectations.get(key) or ExpectationState(inject_id)


def _watch_limit(draft: Draft, key: str, expectation: ExpectationState) -> None:
    """Put the limit of an open expectation on the agenda: the first moment that is too late."""
    if expectation.limit_play_ms is None or expectation.outcome is not Outcome.OPEN:
        return
    order = order_of(draft, expectation.inject)
    due = Due(expectation.limit_play_ms + 1, Kind.EXPECTATION, order, key)
    draft.agenda = draft.agenda.and_(due)


def expectation_met(draft: Draft, record: Record, event: ExpectationMet) -> None:
    """In time, or late if its limit had passed."""
    known = _expectation(draft, event.expectation, event.inject)
    met = known._replace(
        outcome=_met(known.outcome),
        met_play_ms=record.play_ms,
        role=event.role,
        note=event.note,
    )
    draft.expectations = draft.expectations.set(event.expectation, met)
    keep_unfinished(draft, known.inject)
    stir(draft, ("expectation", event.expectation), record.play_ms)


def expectation_missed(draft: Draft, record: Record, event: ExpectationMissed) -> None:
    """The limit passed."""
    known = _expectation(draft, event.expectation, event.inject)
    missed = known._replace(outcome=Outcome.MISSED)
    draft.expectations = draft.expectations.set(event.expectation, missed)
    stir(draft, ("expectation", event.expectation), record.play_ms)


def expectation_retracted(draft: Draft, record: Record, event: ExpectationRetracted) -> None:
    """Not done after all: open again, or missed if it had been."""
    known = _expectation(draft, event.expectation, event.inject)
    late = known.outcome is Outcome.LATE
    undone = known._replace(
        outcome=Outcome.MISSED if late else Outcome.OPEN, met_play_ms=None, role=None, note=None
    )
    draft.expectations = draft.expectations.set(event.expectation, undone)
    keep_unfinished(draft, known.inject)
    _watch_limit(draft, event.expectation, undone)
    stir(draft, ("expectation", event.expectation), record.play_ms)


def decision_taken(draft: Draft, record: Record, event: DecisionTaken) -> None:
    """Settle a decision; branches that waited for it get their time."""
    taken = DecisionState(
        event.option, event.inject, record.play_ms, record.actor, event.role, event.reason
    )
    draft.decisions = draft.decisions.set(event.decision, taken)
    keep_unfinished(draft, event.inject)
    stir(draft, ("decision", event.decision), record.play_ms)


def decision_retracted(draft: Draft, record: Record, event: DecisionRetracted) -> None:
    """Open again; branches not sent yet wait again."""
    taken = draft.decisions.get(event.decision)
    if taken is not None:
        draft.decisions = draft.decisions.delete(event.decision)
        keep_unfinished(draft, taken.inject)
    stir(draft, ("decision", event.decision), record.play_ms)


def milestone_reached(draft: Draft, record: Record, event: MilestoneReached) -> None:
    """Note it; phases, milestones and branches that waited for it get their time."""
    play_ms = record.play_ms if event.due_play_ms is None else event.due_play_ms
    reached = MilestoneState(play_ms, event.by_hand, record.actor)
    draft.milestones = draft.milestones.set(event.milestone, reached)
    stir(draft, ("milestone", event.milestone), play_ms)


def milestone_retracted(draft: Draft, record: Record, event: MilestoneRetracted) -> None:
    """Forget it; what waits for it and did not come yet waits again."""
    if event.milestone in draft.milestones:
        draft.milestones = draft.milestones.delete(event.milestone)
    stir(draft, ("milestone", event.milestone), record.play_ms)


def clock_started(draft: Draft, record: Record, event: ClockStarted) -> None:
    """Start a statutory clock; it is missed at the first moment after its term."""
    clock = ClockState(event.inject, record.play_ms, event.due_story_ms, event.due_play_ms)
    draft.clocks = draft.clocks.set(event.clock, clock)
    if event.due_story_ms is not None:
        due = Due(event.due_story_ms + 1, Kind.CLOCK, 0, event.clock)
        draft.story_agenda = draft.story_agenda.and_(due)
    elif event.due_play_ms is not None:
        due = Due(event.due_play_ms + 1, Kind.CLOCK, 0, event.clock)
        draft.agenda = draft.agenda.and_(due)


def clock_met(draft: Draft, record: Record, event: ClockMet) -> None:
    """In time, or late if the term had passed."""
    known = draft.clocks.get(event.clock)
    if known is not None:
        met = replace(
            known,
            outcome=_met(known.outcome),
            met_play_ms=record.play_ms,
            role=event.role,
            note=event.note,
        )
        draft.clocks = draft.clocks.set(event.clock, met)


def clock_missed(draft: Draft, _: Record, event: ClockMissed) -> None:
    """The term passed."""
    _end_clock(draft, event.clock, Outcome.MISSED)


def cancel_what_it_asked(draft: Draft, inject_id: str) -> None:
    """Cancel what a void inject expected and the clocks that it started, unless done."""
    planned = draft.plan.inject(inject_id)
    number = split_occurrence(inject_id)[1]
    for action in planned.inject.expects if planned else ():
        key = occurrence(action.id, number)
        known = draft.expectations.get(key)
        if known is not None and known.outcome in UNDONE:
            cancelled = known._replace(outcome=Outcome.CANCELLED)
            draft.expectations = draft.expectations.set(key, cancelled)
    for statutory in draft.plan.clocks_of(inject_id):
        clock = draft.clocks.get(statutory.id)
        if clock is not None and clock.outcome is Outcome.OPEN:
            _end_clock(draft, statutory.id, Outcome.CANCELLED)


def _end_clock(draft: Draft, clock_id: str, outcome: Outcome) -> None:
    known = draft.clocks.get(clock_id)
    if known is not None:
        draft.clocks = draft.clocks.set(clock_id, replace(known, outcome=outcome))


def _met(before: Outcome) -> Outcome:
    return Outcome.LATE if before is Outcome.MISSED else Outcome.MET
