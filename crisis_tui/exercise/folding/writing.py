"""What people write down: observations, log lines, actions, hand-overs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.state import ActionState, RatingState

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        ActionClosed,
        ActionRecorded,
        EntryRecorded,
        EntryRetracted,
        HandoverSigned,
        ObservationRecorded,
        Record,
        TaskRated,
    )
    from crisis_tui.exercise.state import Draft


def entry_recorded(
    draft: Draft, record: Record, event: ObservationRecorded | EntryRecorded
) -> None:
    """Know the entry by its id."""
    draft.entries = draft.entries.set(event.entry, record.seq)


def task_rated(draft: Draft, record: Record, event: TaskRated) -> None:
    """Know the entry, and keep the rating with who gave it."""
    rating = RatingState(
        objective=event.objective,
        task=event.task,
        rating=event.rating,
        note=event.note,
        opened_play_ms=event.opened_play_ms,
        by=record.actor,
        seq=record.seq,
    )
    draft.entries = draft.entries.set(event.entry, record.seq)
    draft.ratings = draft.ratings.set(event.entry, rating)


def action_recorded(draft: Draft, record: Record, event: ActionRecorded) -> None:
    """Know the entry, and follow the action until it is closed."""
    action = ActionState(event.text, event.owner, event.opened_play_ms, event.due_play_ms)
    draft.entries = draft.entries.set(event.entry, record.seq)
    draft.actions = draft.actions.set(event.entry, action)


def action_closed(draft: Draft, record: Record, event: ActionClosed) -> None:
    """The action is done."""
    action = draft.actions.get(event.entry)
    if action is not None:
        closed = replace(action, closed_play_ms=record.play_ms, note=event.note)
        draft.actions = draft.actions.set(event.entry, closed)


def entry_retracted(draft: Draft, record: Record, event: EntryRetracted) -> None:
    """Mark the entry as taken back."""
    draft.retracted = draft.retracted.set(event.entry, record.seq)


def handover_signed(draft: Draft, _: Record, event: HandoverSigned) -> None:
    """Keep the hand-over."""
    draft.handovers = draft.handovers.and_(event)
