"""What players did: expected actions, decisions, statutory clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.events import (
    ClockMet,
    DecisionRetracted,
    DecisionTaken,
    ExpectationMet,
    ExpectationRetracted,
)
from crisis_tui.exercise.refusal import Refusal, unknown
from crisis_tui.exercise.state import DONE, Outcome

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import (
        MeetClock,
        MeetExpectation,
        RetractDecision,
        RetractExpectation,
        TakeDecision,
    )
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Decision = tuple[Event, ...] | Refusal


def meet_expectation(state: ExerciseState, command: MeetExpectation, _: Moment) -> Decision:
    """Tick an expected action, also one that players did before they were asked."""
    asked = state.plan.expectation(command.expectation)
    if asked is None:
        return unknown(command.expectation, _expectations(state))
    known = state.expectations.get(command.expectation)
    if known is not None and known.outcome in DONE:
        return Refusal(Text("{action} is done already.", action=command.expectation))
    if known is not None and known.outcome is Outcome.CANCELLED:
        return Refusal(Text("{inject} was declared void.", inject=known.inject))
    note = _clean(command.note)
    return (ExpectationMet(command.expectation, asked[0], command.role, note),)


def retract_expectation(state: ExerciseState, command: RetractExpectation, _: Moment) -> Decision:
    """Take a tick back."""
    known = state.expectations.get(command.expectation)
    if known is None or known.outcome not in DONE:
        if state.plan.expectation(command.expectation) is None:
            return unknown(command.expectation, _expectations(state))
        return Refusal(Text("{action} is not ticked.", action=command.expectation))
    return (ExpectationRetracted(command.expectation, known.inject),)


def take_decision(state: ExerciseState, command: TakeDecision, _: Moment) -> Decision:
    """Settle a decision; one that was settled has to be taken back first."""
    asked = state.plan.decision(command.decision)
    if asked is None:
        return unknown(command.decision, _decisions(state))
    taken = state.decisions.get(command.decision)
    if taken is not None:
        return Refusal(
            Text(
                "{decision} was settled as {option}; take that back first.",
                decision=command.decision,
                option=taken.option,
            )
        )
    inject_id, decision = asked
    options = [option.id for option in decision.options]
    if command.option not in options:
        return Refusal(
            Text(
                '"{option}" is not an option of {decision}; the options are {options}.',
                option=command.option,
                decision=command.decision,
                options=", ".join(options),
            )
        )
    reason = _clean(command.reason)
    return (DecisionTaken(command.decision, command.option, inject_id, command.role, reason),)


def retract_decision(state: ExerciseState, command: RetractDecision, _: Moment) -> Decision:
    """Take a decision back."""
    if command.decision in state.decisions:
        return (DecisionRetracted(command.decision),)
    if state.plan.decision(command.decision) is None:
        return unknown(command.decision, _decisions(state))
    return Refusal(Text("{decision} is not settled.", decision=command.decision))


def meet_clock(state: ExerciseState, command: MeetClock, _: Moment) -> Decision:
    """Note that what a statutory clock asks for was done."""
    clock = state.clocks.get(command.clock)
    if clock is None:
        if state.plan.clock(command.clock) is None:
            return unknown(command.clock, state.plan.clock_ids)
        return Refusal(Text("The clock {clock} does not run yet.", clock=command.clock))
    if clock.outcome in DONE:
        return Refusal(Text("The clock {clock} was met already.", clock=command.clock))
    if clock.outcome is Outcome.CANCELLED:
        return Refusal(Text("{inject} was declared void.", inject=clock.inject))
    return (ClockMet(command.clock, command.role, _clean(command.note)),)


def _clean(text: str | None) -> str | None:
    return None if text is None else clean_text(text)


def _expectations(state: ExerciseState) -> list[str]:
    return list(state.plan.script.expectation_by_id) if state.plan.script else []


def _decisions(state: ExerciseState) -> list[str]:
    return list(state.plan.script.decision_by_id) if state.plan.script else []
