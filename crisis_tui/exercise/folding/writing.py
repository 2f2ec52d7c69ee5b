"""What people write down: observations, log lines, actions, hand-overs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.state import ActionState, HandoverState, RatingState

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        ActionClosed,
        ActionRecorded,
        EntryRecorded,
        EntryRetracted,
        HandoverAccepted,
        HandoverSigned,
        ObservationRecorded,
        Record,
        TaskRated,
    )
    from crisis_tui.exercise.state import Draft


def observation_recorded(draft: Draft, record: Record, event: ObservationRecorded) -> None:
    """Know the entry by its id."""
    draft.entries = draft.entries.set(event.entry, record.seq)


def entry_recorded(draft: Draft, record: Record, event: EntryRecorded) -> None:
    """Know the entry by its id; what is written in a role of the exercise is the team's."""
    draft.entries = draft.entries.set(event.entry, record.seq)
    if event.role in draft.plan.roles:
        draft.team_log = draft.team_log.and_(record)


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
    action = ActionState(
        event.text, event.owner, event.opened_play_ms, event.due_play_ms, by=record.actor
    )
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


def handover_signed(draft: Draft, record: Record, event: HandoverSigned) -> None:
    """Keep the hand-over; one of an older journal gets the id that it would have."""
    entry = event.entry or handover_id(draft)
    signed = HandoverState(event, record.seq, record.play_ms)
    draft.handovers = draft.handovers.set(entry, signed)


def handover_accepted(draft: Draft, record: Record, event: HandoverAccepted) -> None:
    """Both have signed."""
    signed = draft.handovers.get(event.entry)
    if signed is not None:
        accepted = replace(signed, accepted_play_ms=record.play_ms, accepted_by=record.actor)
        draft.handovers = draft.handovers.set(event.entry, accepted)


def handover_id(state: Draft) -> str:
    """Return the id of the next hand-over."""
    return f"H{len(state.handovers) + 1}"
