"""Injects by hand: send, hold, skip, re-time, declare void, write a new one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.deciding.batch import Batch
from crisis_tui.exercise.deciding.said import said_refusal
from crisis_tui.exercise.events import (
    InjectAcknowledged,
    InjectAdded,
    InjectHeld,
    InjectRetimed,
    InjectSkipped,
    InjectVoided,
)
from crisis_tui.exercise.folding.changes import order_of
from crisis_tui.exercise.refusal import Refusal, unknown
from crisis_tui.exercise.state import InjectStatus

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import (
        AcknowledgeInject,
        AddInject,
        DeliverInject,
        HoldInject,
        RetimeInject,
        SendOverdue,
        SkipInject,
        SkipOverdue,
        VoidInject,
    )
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Decision = tuple[Event, ...] | Refusal


def deliver(state: ExerciseState, command: DeliverInject, moment: Moment) -> Decision:
    """Send an inject now."""
    inject_id, refusal = _unsent(state, command.inject)
    if refusal is not None:
        return refusal
    batch = Batch(state, moment)
    batch.deliver(inject_id, state.inject(inject_id).due_play_ms, by_hand=True)
    return batch.events


def hold(state: ExerciseState, command: HoldInject, _: Moment) -> Decision:
    """Keep an inject back."""
    inject_id, refusal = _unsent(state, command.inject)
    if refusal is not None:
        return refusal
    if state.inject(inject_id).status is InjectStatus.HELD:
        return Refusal(Text("{inject} is held already.", inject=inject_id))
    return (InjectHeld(inject_id, "hand"),)


def skip(state: ExerciseState, command: SkipInject, _: Moment) -> Decision:
    """Leave an inject out; one that its condition left out can be left out for good."""
    inject_id, refusal = _unsent(state, command.inject)
    if refusal is not None:
        return refusal
    inject = state.inject(inject_id)
    if inject.status is InjectStatus.SKIPPED and inject.reason != "condition":
        return Refusal(Text("{inject} is left out already.", inject=inject_id))
    return (InjectSkipped(inject_id, "hand"),)


def retime(state: ExerciseState, command: RetimeInject, moment: Moment) -> Decision:
    """Give an inject another time, not before now."""
    inject_id, refusal = _unsent(state, command.inject)
    if refusal is not None:
        return refusal
    if command.due_play_ms < moment.play_ms:
        return _in_the_past()
    return (InjectRetimed(inject_id, command.due_play_ms),)


def void(state: ExerciseState, command: VoidInject, _: Moment) -> Decision:
    """Declare a delivered inject void."""
    inject_id, refusal = sent(state, command.inject)
    if refusal is not None:
        return refusal
    return (InjectVoided(inject_id, clean_text(command.reason)),)


def acknowledge(state: ExerciseState, command: AcknowledgeInject, _: Moment) -> Decision:
    """Note that a role, or every role left, has an inject."""
    inject_id, refusal = sent(state, command.inject)
    if refusal is not None:
        return refusal
    inject = state.inject(inject_id)
    left = tuple(role for role in inject.to if role not in inject.acknowledged)
    if command.role is None and left:
        return tuple(InjectAcknowledged(inject_id, role) for role in left)
    if command.role is not None and command.role not in inject.to:
        return Refusal(
            Text("{inject} was not sent to {role}.", inject=inject_id, role=command.role)
        )
    if command.role in left:
        return (InjectAcknowledged(inject_id, command.role),)
    return Refusal(Text("{inject} is acknowledged already.", inject=inject_id))


def add(state: ExerciseState, command: AddInject, moment: Moment) -> Decision:
    """Write a new inject and send it, or plan it."""
    if not command.title.strip() or not command.to:
        return Refusal(Text("A message needs a title and at least one role."))
    if command.in_reply_to is not None:
        refusal = said_refusal(state, command.in_reply_to)
        if refusal is not None:
            return refusal
    due_ms = command.due_play_ms
    if due_ms is not None and due_ms < moment.play_ms:
        return _in_the_past()
    inject_id = next(
        name for number in count(1) if not state.knows_inject(name := f"adhoc-{number}")
    )
    batch = Batch(state, moment)
    batch.add(
        InjectAdded(
            inject_id,
            clean_text(command.title),
            clean_text(command.text),
            command.to,
            None if command.sender is None else clean_text(command.sender),
            command.channel,
            due_ms,
            command.in_reply_to,
        )
    )
    if due_ms is None:
        batch.deliver(inject_id, None, by_hand=True)
    return batch.events


def send_overdue(state: ExerciseState, _: SendOverdue, moment: Moment) -> Decision:
    """Send the whole catch-up list."""
    batch = Batch(state, moment)
    for inject_id in overdue(state):
        batch.deliver(inject_id, state.inject(inject_id).due_play_ms, by_hand=True)
    return batch.events or _nothing_overdue()


def skip_overdue(state: ExerciseState, _: SkipOverdue, __: Moment) -> Decision:
    """Leave out the whole catch-up list."""
    skipped = tuple(InjectSkipped(inject_id, "outage") for inject_id in overdue(state))
    return skipped or _nothing_overdue()


def overdue(state: ExerciseState) -> tuple[str, ...]:
    """Return the catch-up list in the order in which it was due."""
    due = state.catch_up
    return tuple(
        sorted(due, key=lambda inject_id: (due[inject_id], order_of(state, inject_id), inject_id))
    )


def _unsent(state: ExerciseState, name: str) -> tuple[str, Refusal | None]:
    inject_id = state.upcoming(name)
    if not state.knows_inject(inject_id):
        return inject_id, unknown(name, _known(state))
    inject = state.inject(inject_id)
    if inject.status is InjectStatus.VOIDED:
        reason: AnyText = Text("{inject} was declared void; write a new one.", inject=inject_id)
        return inject_id, Refusal(reason)
    if not inject.is_unsent:
        return inject_id, Refusal(Text("{inject} was sent already.", inject=inject_id))
    return inject_id, None


def sent(state: ExerciseState, name: str) -> tuple[str, Refusal | None]:
    """Return the id of a message that was sent and counts, or why it is none."""
    inject_id = _latest_sent(state, name)
    if not state.knows_inject(inject_id):
        return inject_id, unknown(name, _known(state))
    inject = state.inject(inject_id)
    if inject.status is InjectStatus.VOIDED:
        return inject_id, Refusal(Text("{inject} was declared void.", inject=inject_id))
    if inject.is_unsent:
        return inject_id, Refusal(Text("{inject} was not sent yet.", inject=inject_id))
    return inject_id, None


def _latest_sent(state: ExerciseState, name: str) -> str:
    """Return the occurrence sent last if the name is that of a recurring inject, else the name."""
    if name not in state.recurrences:
        return name
    prefix = f"{name}."
    sent = state.delivered.newest_first()
    return next((one for one in sent if one == name or one.startswith(prefix)), name)


def _known(state: ExerciseState) -> list[str]:
    return [planned.inject.id for planned in state.plan.injects] + list(state.added)


def _in_the_past() -> Refusal:
    return Refusal(Text("That time has passed; send it now instead."))


def _nothing_overdue() -> Refusal:
    return Refusal(Text("The catch-up list is empty."))
