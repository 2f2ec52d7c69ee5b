"""What people write down: observations, log lines, actions, hand-overs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.folding.changes import evolve
from crisis_tui.exercise.state import ActionState

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        ActionClosed,
        ActionRecorded,
        EntryRecorded,
        EntryRetracted,
        HandoverSigned,
        ObservationRecorded,
        Record,
    )
    from crisis_tui.exercise.state import ExerciseState


def entry_recorded(
    state: ExerciseState, record: Record, event: ObservationRecorded | EntryRecorded
) -> ExerciseState:
    """Know the entry by its id."""
    return evolve(state, entries=state.entries.set(event.entry, record.seq))


def action_recorded(state: ExerciseState, record: Record, event: ActionRecorded) -> ExerciseState:
    """Know the entry, and follow the action until it is closed."""
    action = ActionState(event.text, event.owner, event.opened_play_ms, event.due_play_ms)
    return evolve(
        state,
        entries=state.entries.set(event.entry, record.seq),
        actions=state.actions.set(event.entry, action),
    )


def action_closed(state: ExerciseState, record: Record, event: ActionClosed) -> ExerciseState:
    """The action is done."""
    action = state.actions.get(event.entry)
    if action is None:
        return state
    closed = replace(action, closed_play_ms=record.play_ms, note=event.note)
    return evolve(state, actions=state.actions.set(event.entry, closed))


def entry_retracted(state: ExerciseState, record: Record, event: EntryRetracted) -> ExerciseState:
    """Mark the entry as taken back."""
    return evolve(state, retracted=state.retracted.set(event.entry, record.seq))


def handover_signed(state: ExerciseState, _: Record, event: HandoverSigned) -> ExerciseState:
    """Keep the hand-over."""
    return evolve(state, handovers=state.handovers.and_(event))
