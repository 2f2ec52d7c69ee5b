"""How injects move: added, delivered, acknowledged, held, skipped, re-timed, declared void."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.folding.branches import stir_facts_of
from crisis_tui.exercise.folding.changes import (
    evolve,
    put_inject,
    schedule,
    schedule_first,
    settle,
)
from crisis_tui.exercise.folding.facts import cancel_what_it_asked, open_expectations
from crisis_tui.exercise.state import InjectState, InjectStatus

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
    from crisis_tui.exercise.state import ExerciseState


def added(state: ExerciseState, _: Record, event: InjectAdded) -> ExerciseState:
    """Remember an ad hoc inject and plan it if it has a time."""
    state = evolve(state, added=state.added.set(event.inject, event))
    if event.due_play_ms is None:
        return put_inject(state, event.inject, InjectState())
    return schedule(state, event.inject, event.due_play_ms)


def delivered(state: ExerciseState, record: Record, event: InjectDelivered) -> ExerciseState:
    """Deliver: expectations open, followers get their time, a recurring inject moves on.

    What is planned from here counts from the time at which it was due, so that a late delivery
    does not push the rest of the exercise back; limits count from the delivery itself.
    """
    before = state.inject(event.inject)
    timed = event.due_play_ms is not None and not event.by_hand
    from_ms = event.due_play_ms if timed and event.due_play_ms is not None else record.play_ms
    after = InjectState(
        status=InjectStatus.DELIVERED,
        due_play_ms=event.due_play_ms,
        retimed=before.retimed,
        delivered_at_ms=record.at_ms,
        delivered_play_ms=record.play_ms,
        delivered_story_ms=state.story_at(from_ms),
        late_ms=event.late_ms,
        by_hand=event.by_hand,
        to=event.to,
    )
    state = settle(state, event.inject, after)
    state = evolve(state, delivered=state.delivered.and_(event.inject))
    state = open_expectations(state, event.inject, record)
    for follower in state.plan.followers(event.inject):
        due_ms = from_ms + (follower.inject.after.by_ms if follower.inject.after else 0)
        state = schedule_first(state, follower, due_ms, state.story_at(due_ms))
    if before.status is InjectStatus.SKIPPED:
        state = stir_facts_of(state, event.inject, record.play_ms)
    return state


def acknowledged(state: ExerciseState, record: Record, event: InjectAcknowledged) -> ExerciseState:
    """Note which role has it, and when."""
    inject = state.inject(event.inject)
    roles = inject.acknowledged
    if event.role not in roles:
        roles = roles.set(event.role, record.play_ms)
    return put_inject(state, event.inject, replace(inject, acknowledged=roles))


def held(state: ExerciseState, _: Record, event: InjectHeld) -> ExerciseState:
    """Keep it back, or let it wait for its condition."""
    waits = event.reason == "condition"
    inject = replace(
        state.inject(event.inject),
        status=InjectStatus.WAITING if waits else InjectStatus.HELD,
        reason=event.reason,
        ripe_play_ms=None,
    )
    return settle(state, event.inject, inject)


def skipped(state: ExerciseState, record: Record, event: InjectSkipped) -> ExerciseState:
    """Leave it out, and with it what it would have asked."""
    inject = replace(
        state.inject(event.inject),
        status=InjectStatus.SKIPPED,
        reason=event.reason,
        ripe_play_ms=None,
    )
    state = settle(state, event.inject, inject, through=event.through)
    return stir_facts_of(state, event.inject, record.play_ms)


def retimed(state: ExerciseState, _: Record, event: InjectRetimed) -> ExerciseState:
    """Plan it for another time; a recurring inject goes on at its own times."""
    state = settle(state, event.inject, InjectState(retimed=True))
    return schedule(state, event.inject, event.due_play_ms, retimed=True)


def voided(state: ExerciseState, record: Record, event: InjectVoided) -> ExerciseState:
    """Cancel what it asked and take back the time of followers that did not come yet."""
    inject = state.inject(event.inject)
    state = put_inject(
        state, event.inject, replace(inject, status=InjectStatus.VOIDED, reason=event.reason)
    )
    state = cancel_what_it_asked(state, event.inject)
    for follower in state.plan.followers(event.inject):
        child = state.inject(follower.inject.id)
        if child.status is InjectStatus.PLANNED and not child.retimed:
            state = put_inject(state, follower.inject.id, InjectState())
    return stir_facts_of(state, event.inject, record.play_ms)
