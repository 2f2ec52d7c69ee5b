"""What the simulation cell did: spoke messages, replied to players, dealt with what they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.spoken import is_spoken
from crisis_tui.exercise.state import DoneState

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        EntryHandled,
        EntryHandlingRetracted,
        InjectPlayed,
        InjectPlayRetracted,
        Record,
    )
    from crisis_tui.exercise.state import Draft


def to_speak(draft: Draft, inject_id: str, play_ms: int) -> None:
    """Somebody must speak a message that was just delivered, if its channel is a spoken one."""
    if is_spoken(draft, inject_id):
        draft.unspoken = draft.unspoken.set(inject_id, play_ms)


def not_to_speak(draft: Draft, inject_id: str) -> None:
    """A message need not be spoken any more."""
    if inject_id in draft.unspoken:
        draft.unspoken = draft.unspoken.delete(inject_id)


def inject_played(draft: Draft, record: Record, event: InjectPlayed) -> None:
    """Somebody spoke it."""
    draft.played = draft.played.set(
        event.inject, DoneState(record.play_ms, record.actor, event.note)
    )
    not_to_speak(draft, event.inject)


def inject_play_retracted(draft: Draft, _: Record, event: InjectPlayRetracted) -> None:
    """It is to be spoken again."""
    if event.inject in draft.played:
        draft.played = draft.played.delete(event.inject)
        to_speak(draft, event.inject, draft.inject(event.inject).delivered_play_ms or 0)


def entry_handled(draft: Draft, record: Record, event: EntryHandled) -> None:
    """It waits for no reply."""
    done = DoneState(record.play_ms, record.actor, event.note)
    draft.handled = draft.handled.set(event.entry, done)


def entry_handling_retracted(draft: Draft, _: Record, event: EntryHandlingRetracted) -> None:
    """It waits for a reply again."""
    if event.entry in draft.handled:
        draft.handled = draft.handled.delete(event.entry)


def replied(draft: Draft, entry: str, inject_id: str) -> None:
    """Remember which message replies to an entry."""
    draft.replies = draft.replies.set(entry, (*draft.replies.get(entry, ()), inject_id))
