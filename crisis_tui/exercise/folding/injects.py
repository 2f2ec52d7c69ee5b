"""How injects move: added, delivered, acknowledged, held, skipped, re-timed, declared void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.folding.branches import stir_asked_by
from crisis_tui.exercise.folding.changes import (
    keep_unfinished,
    put_inject,
    schedule,
    schedule_first,
    settle,
)
from crisis_tui.exercise.folding.counterplay import not_to_speak, replied, to_speak
from crisis_tui.exercise.folding.facts import cancel_what_it_asked, open_expectations
from crisis_tui.exercise.state import QUIET_HOURS, InjectState, InjectStatus, Receipt
from crisis_tui.exercise.trail import Trail

if TYPE_CHECKING:
    from crisis_tui.exercise.events import (
        InjectAcknowledged,
        InjectAdded,
        InjectDelivered,
        InjectHeld,
        InjectRetimed,
        InjectSkipped,
        InjectVoided,
        Record,
    )
    from crisis_tui.exercise.state import Draft


def added(draft: Draft, _: Record, event: InjectAdded) -> None:
    """Remember an ad hoc inject and plan it if it has a time."""
    draft.added = draft.added.set(event.inject, event)
    if event.in_reply_to is not None:
        replied(draft, event.in_reply_to, event.inject)
    if event.due_play_ms is None:
        put_inject(draft, event.inject, InjectState())
    else:
        schedule(draft, event.inject, event.due_play_ms)


def delivered(draft: Draft, record: Record, event: InjectDelivered) -> None:
    """Deliver: expectations open, followers get their time, a recurring inject moves on.

    What is planned from here counts from the time at which it was due, so that a late delivery
    does not push the rest of the exercise back; limits count from the delivery itself.
    """
    before = draft.inject(event.inject)
    by_itself = event.due_play_ms is not None and not event.by_hand
    from_ms = record.play_ms - event.late_ms if by_itself else record.play_ms
    after = InjectState(
        status=InjectStatus.DELIVERED,
        due_play_ms=event.due_play_ms,
        retimed=before.retimed,
        delivered_at_ms=record.at_ms,
        delivered_play_ms=record.play_ms,
        delivered_story_ms=draft.story_at(from_ms),
        late_ms=event.late_ms,
        by_hand=event.by_hand,
        to=event.to,
    )
    settle(draft, event.inject, after)
    draft.delivered = draft.delivered.and_(event.inject)
    for role in event.to:
        came = draft.received.get(role, Trail()).and_(Receipt(record.seq, event.inject))
        draft.received = draft.received.set(role, came)
    open_expectations(draft, event.inject, record)
    keep_unfinished(draft, event.inject)
    to_speak(draft, event.inject, record.play_ms)
    for follower in draft.plan.followers(event.inject):
        due_ms = from_ms + (follower.inject.after.by_ms if follower.inject.after else 0)
        schedule_first(draft, follower, due_ms, draft.story_at(due_ms))
    if before.status is InjectStatus.SKIPPED:
        stir_asked_by(draft, event.inject, record.play_ms)


def acknowledged(draft: Draft, record: Record, event: InjectAcknowledged) -> None:
    """Note which role has it, and when."""
    inject = draft.inject(event.inject)
    if event.role not in inject.acknowledged:
        roles = inject.acknowledged.set(event.role, record.play_ms)
        draft.injects = draft.injects.set(event.inject, inject._replace(acknowledged=roles))
        if event.inject in draft.unfinished:
            keep_unfinished(draft, event.inject)


def held(draft: Draft, _: Record, event: InjectHeld) -> None:
    """Keep it back, or let it wait for its condition or for the morning."""
    waits = event.reason in {"condition", QUIET_HOURS}
    inject = draft.inject(event.inject)._replace(
        status=InjectStatus.WAITING if waits else InjectStatus.HELD,
        reason=event.reason,
        ripe_play_ms=None,
    )
    settle(draft, event.inject, inject)


def skipped(draft: Draft, record: Record, event: InjectSkipped) -> None:
    """Leave it out, and with it what it would have asked."""
    inject = draft.inject(event.inject)._replace(
        status=InjectStatus.SKIPPED, reason=event.reason, ripe_play_ms=None
    )
    settle(draft, event.inject, inject, through=event.through)
    stir_asked_by(draft, event.inject, record.play_ms)


def retimed(draft: Draft, _: Record, event: InjectRetimed) -> None:
    """Plan it for another time; a recurring inject goes on at its own times."""
    settle(draft, event.inject, InjectState(retimed=True))
    schedule(draft, event.inject, event.due_play_ms, retimed=True)


def voided(draft: Draft, record: Record, event: InjectVoided) -> None:
    """Cancel what it asked and take back the time of followers that did not come yet."""
    inject = draft.inject(event.inject)
    void = inject._replace(status=InjectStatus.VOIDED, reason=event.reason)
    put_inject(draft, event.inject, void)
    cancel_what_it_asked(draft, event.inject)
    not_to_speak(draft, event.inject)
    keep_unfinished(draft, event.inject)
    for follower in draft.plan.followers(event.inject):
        child = draft.inject(follower.inject.id)
        if child.status is InjectStatus.PLANNED and not child.retimed:
            put_inject(draft, follower.inject.id, InjectState())
    stir_asked_by(draft, event.inject, record.play_ms)
