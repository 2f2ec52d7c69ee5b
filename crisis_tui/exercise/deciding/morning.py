"""Quiet hours: what falls due in them by itself waits until they end, and keeps its order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.due import next_due, waiting_for_morning
from crisis_tui.exercise.events import InjectHeld, InjectSkipped
from crisis_tui.exercise.folding.changes import order_of
from crisis_tui.exercise.plan import is_recurring, split_occurrence
from crisis_tui.exercise.quiet import last_quiet_end_ms, quiet_until_ms
from crisis_tui.exercise.state import QUIET_HOURS

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.deciding.batch import Batch
    from crisis_tui.exercise.state import Draft


class Morning:
    """What comes by itself at a moment: what waited for the morning comes then, in its order."""

    def __init__(self, state: Draft, moment: Moment) -> None:
        """Follow `state`, in which nothing more begins to wait once the quiet hours are over."""
        self._state = state
        self._play_ms = _morning_play_ms(state, moment)
        self._waited = deque(() if self._play_ms is None else waiting_for_morning(state))

    def next(self) -> Due | None:
        """Return what comes next, None if nothing does."""
        state, due = self._state, next_due(self._state)
        while self._waited and self._waited[0] not in state.for_morning:
            self._waited.popleft()
        if self._play_ms is None or not self._waited:
            return due
        if due is not None and due.at_ms < self._play_ms:
            return due
        first = self._waited[0]
        return Due(self._play_ms, Kind.INJECT, order_of(state, first), first)


def _morning_play_ms(state: Draft, moment: Moment) -> int | None:
    """Return the play time at which the quiet hours ended; None while they last."""
    ended_at_ms = last_quiet_end_ms(state.plan.quiet, state.plan.zone, moment.at_ms)
    if ended_at_ms is None or _is_quiet(state, moment.at_ms):
        return None
    return min(state.clock.play_at(ended_at_ms), moment.play_ms)


def waits_for_morning(state: Draft, due: Due, at_ms: int, *, outage: bool) -> bool:
    """Tell whether it is quiet now, and after an outage, whether it was when this was due."""
    if not outage or not _is_quiet(state, at_ms):
        return _is_quiet(state, at_ms)
    planned, due_at_ms = state.plan.inject(due.id), state.clock.at_of(due.at_ms)
    once = planned is None or not is_recurring(planned)
    return once and due_at_ms is not None and _is_quiet(state, due_at_ms)


def let_wait(batch: Batch, inject_id: str) -> None:
    """Let an inject wait for the morning; of a recurring one only the last occurrence."""
    planned = batch.state.plan.inject(inject_id)
    if planned is not None and is_recurring(planned):
        for waiting in waiting_for_morning(batch.state):
            if split_occurrence(waiting)[0] == planned.inject.id:
                batch.add(InjectSkipped(waiting, QUIET_HOURS))
    batch.add(InjectHeld(inject_id, QUIET_HOURS))


def _is_quiet(state: Draft, at_ms: int) -> bool:
    return quiet_until_ms(state.plan.quiet, state.plan.zone, at_ms) is not None
