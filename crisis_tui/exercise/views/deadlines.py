"""Terms and actions: what must be done, by whom, before when; what is late stands first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.header import clock_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.state import ActionState, ExerciseState
    from crisis_tui.exercise.views.header import ClockRow


class DeadlineState(StrEnum):
    """How a term or an action stands. Late: its time passed and it is not done."""

    LATE = "late"
    OPEN = "open"
    TIMELESS = "timeless"
    DONE = "done"
    DONE_LATE = "done-late"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One line. `left_ms` runs on its own clock, below 0 once it has passed; None without a time.

    `from_play_ms` is when it began, `done_play_ms` when it was done.
    """

    id: str
    state: DeadlineState
    owner: str | None
    text: str
    on_story: bool
    from_play_ms: int
    left_ms: int | None
    done_play_ms: int | None


_ORDER = tuple(DeadlineState)
_TERMS = {
    Outcome.OPEN: DeadlineState.OPEN,
    Outcome.MISSED: DeadlineState.LATE,
    Outcome.MET: DeadlineState.DONE,
    Outcome.LATE: DeadlineState.DONE_LATE,
    Outcome.CANCELLED: DeadlineState.CANCELLED,
}


def terms(state: ExerciseState, play_ms: int) -> tuple[DeadlineRow, ...]:
    """Return the statutory clocks that were started, what is late or near first."""
    return _sorted(_term(state, row) for row in clock_rows(state, play_ms))


def actions(state: ExerciseState, play_ms: int) -> tuple[DeadlineRow, ...]:
    """Return the actions of the log that still stand, what is late or near first."""
    standing = (item for item in state.actions.items() if item[0] not in state.retracted)
    return _sorted(_action(entry, action, play_ms) for entry, action in standing)


def _term(state: ExerciseState, row: ClockRow) -> DeadlineRow:
    clock = state.clocks[row.id]
    return DeadlineRow(
        id=row.id,
        state=_TERMS[row.outcome],
        owner=row.owner,
        text=row.title,
        on_story=row.on_story,
        from_play_ms=clock.started_play_ms,
        left_ms=None if row.outcome is Outcome.CANCELLED else row.remaining_ms,
        done_play_ms=clock.met_play_ms,
    )


def _action(entry: str, action: ActionState, play_ms: int) -> DeadlineRow:
    due_ms, done_ms = action.due_play_ms, action.closed_play_ms
    return DeadlineRow(
        id=entry,
        state=_action_state(due_ms, done_ms, play_ms),
        owner=action.owner,
        text=action.text,
        on_story=False,
        from_play_ms=action.opened_play_ms,
        left_ms=None if due_ms is None else due_ms - play_ms,
        done_play_ms=done_ms,
    )


def _action_state(due_ms: int | None, done_ms: int | None, play_ms: int) -> DeadlineState:
    if done_ms is not None:
        in_time = due_ms is None or done_ms <= due_ms
        return DeadlineState.DONE if in_time else DeadlineState.DONE_LATE
    if due_ms is None:
        return DeadlineState.TIMELESS
    return DeadlineState.OPEN if play_ms <= due_ms else DeadlineState.LATE


def _sorted(rows: Iterator[DeadlineRow]) -> tuple[DeadlineRow, ...]:
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: DeadlineRow) -> tuple[int, int, int, str]:
    left_ms = row.left_ms if row.left_ms is not None and row.done_play_ms is None else 0
    return _ORDER.index(row.state), left_ms, row.from_play_ms, row.id
