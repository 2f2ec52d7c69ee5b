"""The list of messages: each with its state, its time and its roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.exercise.folding.branches import condition_holds
from crisis_tui.exercise.state import InjectStatus
from crisis_tui.exercise.views.header import inject_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.exercise.state import ExerciseState, InjectState

SOON_MS = 5 * MINUTE_MS
_TIMELESS_MS = 1 << 62
_ADDED_ORDER = 1 << 30
"""Ad hoc messages come after those of the files."""


class MessageState(StrEnum):
    """How a message stands, for a glyph, a word and a colour.

    Overdue: on the catch-up list. Waiting: its time has come, its condition is not settled. Branch:
    comes if its condition holds, which is not settled yet, or after another message that was not
    sent yet. Skipped: left out by hand, or its condition does not hold. Bank: by hand only.
    """

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    SOON = "soon"
    PLANNED = "planned"
    OVERDUE = "overdue"
    HELD = "held"
    WAITING = "waiting"
    SKIPPED = "skipped"
    VOIDED = "voided"
    BRANCH = "branch"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One line of the list. `play_ms` is when it was sent, else when it is due, None without time.

    `overdue_ms` is how long its oldest open point is late, 0 if none is; `wait_ms` how long it
    takes until it is due, None if it was sent or has no time.
    """

    id: str
    state: MessageState
    play_ms: int | None
    to: tuple[str, ...]
    title: str
    overdue_ms: int = 0
    wait_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages there are; `unsent` are neither sent, held back nor left out."""

    delivered: int
    unfinished: int
    late: int
    overdue: int
    unsent: int


def message_ids(state: ExerciseState) -> tuple[str, ...]:
    """Return all messages by time; those without one last, as in the files.

    Costs O(n log n); `order.MessageOrder` gives the same again and again.
    """
    planned = [one.inject.id for one in state.plan.injects]
    known = set(planned)
    extra = [inject_id for inject_id in state.injects if inject_id not in known]
    return tuple(sorted((*planned, *extra), key=lambda one: time_order(state, one)))


def time_order(state: ExerciseState, inject_id: str) -> tuple[int, int, str]:
    """Return what messages are sorted by: time sent or due, place in the files, id."""
    time_ms = state.inject(inject_id).delivered_play_ms
    if time_ms is None:
        time_ms = due_play_ms(state, inject_id)
    planned = state.plan.inject(inject_id)
    order = _ADDED_ORDER if planned is None else planned.order
    return (_TIMELESS_MS if time_ms is None else time_ms, order, inject_id)


def message_rows(state: ExerciseState, play_ms: int, ids: Iterable[str]) -> tuple[MessageRow, ...]:
    """Return the lines of these messages at a play time."""
    return tuple(message_row(state, play_ms, inject_id) for inject_id in ids)


def message_row(state: ExerciseState, play_ms: int, inject_id: str) -> MessageRow:
    """Return the line of one message at a play time."""
    inject = state.inject(inject_id)
    to = inject.to or _roles(state, inject_id)
    title = inject_title(state, inject_id)
    if not inject.is_unsent:
        overdue_ms = _overdue_ms(state, play_ms, inject_id)
        row_state = _sent_state(state, inject_id, inject, overdue_ms)
        return MessageRow(inject_id, row_state, inject.delivered_play_ms, to, title, overdue_ms)
    due_ms = due_play_ms(state, inject_id)
    wait_ms = None if due_ms is None else due_ms - play_ms
    row_state = _unsent_state(state, inject_id, inject, wait_ms)
    return MessageRow(inject_id, row_state, due_ms, to, title, wait_ms=wait_ms)


def due_play_ms(state: ExerciseState, inject_id: str) -> int | None:
    """Return when an unsent inject is due, also for one that recurs on the story clock."""
    inject = state.inject(inject_id)
    if inject.due_play_ms is not None or inject.status is not InjectStatus.PLANNED:
        return inject.due_play_ms
    base = inject_id.partition(".")[0]
    recurrence = state.recurrences.get(base)
    planned = state.plan.inject(base)
    if recurrence is None or planned is None or state.upcoming(base) != inject_id:
        return None
    every_ms = planned.inject.every_ms or 0
    return state.story.play_at(recurrence.first_ms + (recurrence.next_number - 1) * every_ms)


def counts(state: ExerciseState, play_ms: int) -> Counts:
    """Return the numbers for a status line; an occurrence of a recurring inject counts for one."""
    late = sum(1 for one in state.unfinished if _overdue_ms(state, play_ms, one) > 0)
    settled = sum(
        1
        for inject in state.injects.values()
        if inject.status not in {InjectStatus.PLANNED, InjectStatus.WAITING}
    )
    known = {one.inject.id for one in state.plan.injects} | set(state.injects)
    return Counts(
        delivered=len(state.delivered),
        unfinished=len(state.unfinished),
        late=late,
        overdue=len(state.catch_up),
        unsent=len(known) - settled,
    )


def _overdue_ms(state: ExerciseState, play_ms: int, inject_id: str) -> int:
    points = state.unfinished.get(inject_id, ())
    overdue = (point.overdue_ms(play_ms) for point in points)
    return max(0, max(overdue, default=0))


def _sent_state(
    state: ExerciseState, inject_id: str, inject: InjectState, overdue_ms: int
) -> MessageState:
    if inject.status is InjectStatus.VOIDED:
        return MessageState.VOIDED
    if overdue_ms:
        return MessageState.LATE
    is_open = inject_id in state.unfinished or _is_unread(state, inject_id, inject)
    return MessageState.OPEN if is_open else MessageState.DONE


def _is_unread(state: ExerciseState, inject_id: str, inject: InjectState) -> bool:
    """Tell whether a message written during the exercise has not reached every role yet."""
    return inject_id in state.added and any(role not in inject.acknowledged for role in inject.to)


_BY_STATUS = {
    InjectStatus.HELD: MessageState.HELD,
    InjectStatus.SKIPPED: MessageState.SKIPPED,
    InjectStatus.WAITING: MessageState.WAITING,
}


def _unsent_state(
    state: ExerciseState, inject_id: str, inject: InjectState, wait_ms: int | None
) -> MessageState:
    if inject_id in state.catch_up:
        return MessageState.OVERDUE
    if inject.status is not InjectStatus.PLANNED:
        return _BY_STATUS[inject.status]
    planned = state.plan.inject(inject_id)
    if planned is not None and wait_ms is None and planned.inject.bank:
        return MessageState.BANK
    comes = condition_holds(state, inject_id)
    if comes is False:
        return MessageState.SKIPPED
    if wait_ms is None or comes is None:
        return MessageState.BRANCH
    return MessageState.SOON if wait_ms <= SOON_MS else MessageState.PLANNED


def _roles(state: ExerciseState, inject_id: str) -> tuple[str, ...]:
    planned = state.plan.inject(inject_id)
    return planned.inject.to if planned is not None else state.added[inject_id].to
