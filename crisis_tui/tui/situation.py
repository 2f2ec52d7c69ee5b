"""What the control room shows of its exercise, worked out no more often than it can change."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.exercise.events import StoryJumped
from crisis_tui.exercise.views.branches import condition_text
from crisis_tui.exercise.views.detail import inject_detail
from crisis_tui.exercise.views.header import header
from crisis_tui.exercise.views.log import log_rows
from crisis_tui.exercise.views.messages import (
    MessageState,
    due_play_ms,
    message_row,
    message_rows,
)
from crisis_tui.exercise.views.order import MessageOrder
from crisis_tui.exercise.views.urgent import coming_phase, most_urgent, next_change_play_ms
from crisis_tui.exercise.views.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.exercise.views.detail import InjectDetail
    from crisis_tui.exercise.views.header import Header, NextDue
    from crisis_tui.exercise.views.log import LogRow
    from crisis_tui.exercise.views.messages import MessageRow
    from crisis_tui.exercise.views.urgent import Urgent
    from crisis_tui.exercise.views.waiting import Waiting

MOST_ROWS, PAST_ROWS = 300, 100
"""A list of more lines is slow to draw; these are around now, after as many that still wait."""
NEWEST_LINES = 200
"""So many lines of the log can be read back; `crisis-tui log` shows them all."""
NEVER_MS = 1 << 62
_COMING = {MessageState.SOON, MessageState.PLANNED}


@dataclass(frozen=True, slots=True)
class Shown:
    """The messages around now.

    `first_late` is the most urgent; ids of all that are late, of the one that comes next, of those
    that ask for a decision; and the conditions of branches.
    """

    rows: tuple[MessageRow, ...]
    first_late: MessageRow | None
    late: frozenset[str]
    next_inject: str | None
    deciding: frozenset[str]
    conditions: Mapping[str, AnyText]


class Situation:
    """Asks the engine's read models, and remembers until something changed."""

    def __init__(self, session: ExerciseSession) -> None:
        """Look at this exercise."""
        self._session = session
        self._order = MessageOrder()
        self._ids: tuple[str, ...] | None = None
        self._waits: Waiting | None = None
        self._log: tuple[LogRow, ...] | None = None
        self._changes_play_ms: int | None = None
        self._minute = (-1, -1)

    @property
    def newest(self) -> str | None:
        """The message that was sent last."""
        return next(self._session.state.delivered.newest_first(), None)

    def forget(self) -> None:
        """Something happened."""
        self._ids = self._waits = self._log = None

    def is_stale(self, play_ms: int) -> bool:
        """Tell whether a message stands otherwise than when `at` was asked."""
        changes_ms = self._changes_play_ms
        return self._ids is None or (changes_ms is not None and play_ms >= changes_ms)

    def is_new_minute(self, play_ms: int) -> bool:
        """Tell whether a minute began since this was asked last, on one of the two clocks."""
        story_ms = self._session.state.story_at(play_ms)
        before, self._minute = self._minute, (play_ms // MINUTE_MS, story_ms // MINUTE_MS)
        return self._minute != before

    def at(self, play_ms: int) -> Shown:
        """Return the messages as they stand."""
        state = self._session.state
        if self._ids is None:
            self._ids = self._around(play_ms)
        rows = message_rows(state, play_ms, self._ids)
        waits = self._waiting(play_ms)
        self._changes_play_ms = next_change_play_ms(waits, play_ms, rows)
        first = waits.first if state.is_live else None
        coming = [row for row in rows if row.state in _COMING and row.play_ms is not None]
        following = min(coming, key=lambda row: row.play_ms or 0, default=None)
        return Shown(
            rows,
            message_row(state, play_ms, first.inject) if first else None,
            waits.late if state.is_live else frozenset(),
            following.id if following else None,
            waits.deciding,
            {row.id: self._condition(row.id) for row in rows if row.state is MessageState.BRANCH},
        )

    def urgent(self, play_ms: int) -> Urgent:
        """Return the one thing to attend to."""
        return most_urgent(self._session.state, play_ms, self._waiting(play_ms))

    def _waiting(self, play_ms: int) -> Waiting:
        """Return what is waited for; the same until something happens or a limit passes."""
        waits = self._waits
        changes_ms = waits.changes_play_ms if waits else None
        if waits is None or (changes_ms is not None and play_ms >= changes_ms):
            waits = self._waits = waiting(self._session.state, play_ms)
        return waits

    def _condition(self, inject_id: str) -> AnyText:
        planned = self._session.state.plan.inject(inject_id)
        condition = None if planned is None else planned.inject.condition
        return "" if condition is None else condition_text(condition)

    def head(self, play_ms: int) -> tuple[Header, NextDue | None]:
        """Return the head, and the phase or end that comes."""
        state = self._session.state
        coming = coming_phase(state, play_ms) if state.is_live else None
        return header(state, play_ms), coming

    def detail(self, inject_id: str | None, play_ms: int) -> InjectDetail | None:
        """Return a message in full."""
        if inject_id is None:
            return None
        return inject_detail(self._session.state, play_ms, inject_id)

    def log(self) -> tuple[LogRow, ...]:
        """Return the newest lines of the log, newest first; the story's leaps are in its clock."""
        if self._log is None:
            state = self._session.state
            newest = islice(state.log.newest_first(), NEWEST_LINES)
            leaps = {record.seq for record in newest if isinstance(record.event, StoryJumped)}
            rows = log_rows(state, NEWEST_LINES)
            self._log = tuple(row for row in rows if row.seq not in leaps)
        return self._log

    def _around(self, play_ms: int) -> tuple[str, ...]:
        """Return the messages around now, without what the bank keeps."""
        ids = self._order.of(self._session.state)
        start, end = 0, len(ids)
        if end > MOST_ROWS:
            passed = bisect_right(ids, play_ms, key=self._time_ms)
            start = max(min(passed - PAST_ROWS, end - MOST_ROWS), 0)
            end = start + MOST_ROWS
        around = (one for one in ids[start:end] if not self._is_in_bank(one))
        return (*self._pressing(ids, start), *around)

    def _pressing(self, ids: Sequence[str], end: int) -> list[str]:
        """Return the last ones before `end` that still wait for somebody."""
        state = self._session.state
        waits = (
            one for one in reversed(ids[:end]) if one in state.unfinished or one in state.catch_up
        )
        return list(islice(waits, PAST_ROWS))[::-1]

    def _time_ms(self, inject_id: str) -> int:
        """Return when a message was sent or is due; the list is sorted by it."""
        inject = self._session.state.inject(inject_id)
        if inject.delivered_play_ms is not None:
            return inject.delivered_play_ms
        due_ms = due_play_ms(self._session.state, inject_id)
        return NEVER_MS if due_ms is None else due_ms

    def _is_in_bank(self, inject_id: str) -> bool:
        state = self._session.state
        planned = state.plan.inject(inject_id)
        return planned is not None and planned.inject.bank and inject_id not in state.injects
