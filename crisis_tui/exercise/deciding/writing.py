"""The log: observations, lines, actions, hand-overs, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.events import (
    ActionClosed,
    ActionRecorded,
    EntryRecorded,
    EntryRetracted,
    ObservationRecorded,
    TaskRated,
)
from crisis_tui.exercise.refusal import Refusal, unknown
from crisis_tui.exercise.state import ENTRY_KINDS, RATINGS

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import (
        CloseAction,
        RateTask,
        RecordAction,
        RecordEntry,
        RecordObservation,
        RetractEntry,
    )
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.model import Objective

    Decision = tuple[Event, ...] | Refusal


def observe(state: ExerciseState, command: RecordObservation, moment: Moment) -> Decision:
    """Write an observation."""
    objectives = [objective.id for objective in _objectives(state)]
    if command.objective is not None and command.objective not in objectives:
        return unknown(command.objective, objectives)
    refusal = text_refusal(command.text) or _inject_refusal(state, command.inject)
    if refusal is not None:
        return refusal
    opened = command.opened or moment
    return (
        ObservationRecorded(
            entry_id(state),
            clean_text(command.text),
            opened.play_ms,
            opened.at_ms,
            command.objective,
            command.inject,
            command.role,
        ),
    )


def rate(state: ExerciseState, command: RateTask, moment: Moment) -> Decision:
    """Rate how a task was performed."""
    tasks = {objective.id: objective.tasks for objective in _objectives(state)}
    if command.objective not in tasks:
        return unknown(command.objective, tasks)
    if not 1 <= command.task <= len(tasks[command.objective]):
        return Refusal(
            Text(
                "{objective} has no task {task}; it has {n}.",
                objective=command.objective,
                task=command.task,
                n=len(tasks[command.objective]),
            )
        )
    if command.rating not in RATINGS:
        return unknown(command.rating, RATINGS)
    opened = command.opened or moment
    return (
        TaskRated(
            entry_id(state),
            command.objective,
            command.task,
            command.rating,
            opened.play_ms,
            opened.at_ms,
            clean_text(command.note) if command.note and command.note.strip() else None,
        ),
    )


def record(state: ExerciseState, command: RecordEntry, moment: Moment) -> Decision:
    """Write a line in the log."""
    if command.kind not in ENTRY_KINDS:
        return unknown(command.kind, ENTRY_KINDS)
    refusal = text_refusal(command.text) or _inject_refusal(state, command.inject)
    if refusal is not None:
        return refusal
    opened = command.opened or moment
    return (
        EntryRecorded(
            entry_id(state),
            command.kind,
            clean_text(command.text),
            opened.play_ms,
            opened.at_ms,
            command.role,
            command.inject,
        ),
    )


def act(state: ExerciseState, command: RecordAction, moment: Moment) -> Decision:
    """Write an action with its owner."""
    refusal = text_refusal(command.text)
    if refusal is not None:
        return refusal
    if not command.owner.strip():
        return Refusal(Text("An action needs an owner."))
    opened = command.opened or moment
    return (
        ActionRecorded(
            entry_id(state),
            clean_text(command.text),
            clean_text(command.owner),
            opened.play_ms,
            opened.at_ms,
            command.due_play_ms,
        ),
    )


def close_action(state: ExerciseState, command: CloseAction, _: Moment) -> Decision:
    """Close an action."""
    action = state.actions.get(command.entry)
    if action is None:
        return unknown(command.entry, state.actions)
    if command.entry in state.retracted:
        return _taken_back(command.entry)
    if action.closed_play_ms is not None:
        return Refusal(Text("{action} is done already.", action=command.entry))
    note = None if command.note is None else clean_text(command.note)
    return (ActionClosed(command.entry, note),)


def retract(state: ExerciseState, command: RetractEntry, _: Moment) -> Decision:
    """Take an entry back; it stays in the journal."""
    return entry_refusal(state, command.entry) or (EntryRetracted(command.entry),)


def entry_refusal(state: ExerciseState, entry: str) -> Refusal | None:
    """Return why nothing can be done with an entry: it is not there, or was taken back."""
    if entry not in state.entries:
        return unknown(entry, state.entries)
    return _taken_back(entry) if entry in state.retracted else None


def entry_id(state: ExerciseState) -> str:
    """Return the id of the next entry."""
    return f"E{len(state.entries) + 1}"


def _objectives(state: ExerciseState) -> tuple[Objective, ...]:
    return state.plan.script.scenario.objectives if state.plan.script else ()


def text_refusal(text: str) -> Refusal | None:
    """Return why a text cannot be written down: it says nothing."""
    return None if text.strip() else Refusal(Text("An entry needs a text."))


def _inject_refusal(state: ExerciseState, inject_id: str | None) -> Refusal | None:
    if inject_id is None or state.knows_inject(inject_id):
        return None
    return unknown(inject_id, [planned.inject.id for planned in state.plan.injects])


def _taken_back(entry: str) -> Refusal:
    return Refusal(Text("{entry} was taken back already.", entry=entry))
