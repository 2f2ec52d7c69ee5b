"""The schedule as a whole: shift what is still to come, postpone the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.instants import FAR_FUTURE_MS
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.events import ExercisePostponed, ScheduleShifted
from crisis_tui.exercise.folding.liveness import is_live
from crisis_tui.exercise.folding.schedule import to_shift
from crisis_tui.exercise.refusal import Refusal

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.agenda import Due
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import PostponeExercise, ShiftSchedule
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Decision = tuple[Event, ...] | Refusal

MOST_MS = 366 * 24 * 3_600_000
"""No schedule moves by more than a year at once: whoever asks for that mistyped."""


def shift(state: ExerciseState, command: ShiftSchedule, moment: Moment) -> Decision:
    """Move all that is still to come, none of it to before now."""
    event = ScheduleShifted(command.by_ms, moment.play_ms)
    first = min((due for due in to_shift(state, event) if is_live(state, due)), default=None)
    if first is None:
        return Refusal(Text("Nothing is still to come on the exercise clock."))
    if abs(command.by_ms) > MOST_MS:
        return Refusal(Text("The schedule cannot move by more than a year."))
    ahead_ms = first.at_ms - moment.play_ms
    if command.by_ms < -ahead_ms:
        return Refusal(
            Text(
                "{what} would come before now; the schedule can come {time} sooner at most.",
                what=_name(first),
                time=format_clock(ahead_ms),
            )
        )
    return (event,) if command.by_ms else ()


def postpone(_: ExerciseState, command: PostponeExercise, moment: Moment) -> Decision:
    """Let the exercise clock stand still until a time that is still to come."""
    if not moment.at_ms < command.until_at_ms <= FAR_FUTURE_MS:
        return Refusal(Text("The exercise is postponed to a time that is still to come."))
    return (ExercisePostponed(command.until_at_ms, clean_text(command.reason)),)


def _name(due: Due) -> AnyText:
    return Text("the planned end") if due.kind is Kind.END else due.id
