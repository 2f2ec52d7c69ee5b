"""From a command to the events that it causes, or the reason why not. Pure.

Tick after every command that was done: what it made due comes then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.exercise import commands
from crisis_tui.exercise.deciding import (
    adding,
    asking,
    counterplay,
    handing_over,
    judging,
    milestones,
    running,
    schedule,
    sending,
    ticking,
    writing,
)
from crisis_tui.exercise.deciding.remarks import remark
from crisis_tui.exercise.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Judge = Callable[[ExerciseState, Any, Moment], tuple[Event, ...] | Refusal]

__all__ = ["NEWER", "Refusal", "decide", "remark"]

_JUDGES: Mapping[type[Command], Judge] = {
    commands.StartExercise: running.start,
    commands.EndExercise: running.end,
    commands.PauseExercise: running.pause,
    commands.ResumeExercise: running.resume,
    commands.ChangeSpeed: running.change_speed,
    commands.EnterPhase: running.enter_phase,
    commands.StopPlay: running.stop_play,
    commands.TakeDirection: running.take_direction,
    commands.ReleaseDirection: running.release_direction,
    commands.NoteWallStep: running.note_wall_step,
    commands.Tick: ticking.tick,
    commands.JumpTo: ticking.jump_to,
    commands.ShiftSchedule: schedule.shift,
    commands.PostponeExercise: schedule.postpone,
    commands.DeliverInject: sending.deliver,
    commands.HoldInject: sending.hold,
    commands.SkipInject: sending.skip,
    commands.RetimeInject: sending.retime,
    commands.VoidInject: sending.void,
    commands.AddInject: sending.add,
    commands.AcknowledgeInject: sending.acknowledge,
    commands.SendOverdue: sending.send_overdue,
    commands.SkipOverdue: sending.skip_overdue,
    commands.PlayInject: counterplay.play,
    commands.RetractInjectPlay: counterplay.retract_play,
    commands.HandleEntry: counterplay.handle,
    commands.RetractEntryHandling: counterplay.retract_handling,
    commands.MeetExpectation: judging.meet_expectation,
    commands.RetractExpectation: judging.retract_expectation,
    commands.TakeDecision: judging.take_decision,
    commands.RetractDecision: judging.retract_decision,
    commands.MeetClock: judging.meet_clock,
    commands.AddScenario: adding.add,
    commands.ReachMilestone: milestones.reach,
    commands.RetractMilestone: milestones.retract,
    commands.GiveAnswer: asking.answer,
    commands.AskQuestion: asking.ask,
    commands.RecordObservation: writing.observe,
    commands.RateTask: writing.rate,
    commands.RecordEntry: writing.record,
    commands.RecordAction: writing.act,
    commands.CloseAction: writing.close_action,
    commands.RetractEntry: writing.retract,
    commands.SignHandover: handing_over.sign,
    commands.AcceptHandover: handing_over.accept,
}

_AT_ANY_TIME = {
    commands.StartExercise,
    commands.Tick,
    commands.TakeDirection,
    commands.ReleaseDirection,
    commands.NoteWallStep,
}
_WRITING = {
    commands.PlayInject,
    commands.RetractInjectPlay,
    commands.HandleEntry,
    commands.RetractEntryHandling,
    commands.RecordObservation,
    commands.RateTask,
    commands.RecordEntry,
    commands.RecordAction,
    commands.CloseAction,
    commands.RetractEntry,
    commands.SignHandover,
    commands.AcceptHandover,
}
"""What people write down is welcome in NO PLAY and after the end, for the hot-wash."""
NEWER = Text("A newer version of crisis-tui took part: here it can only be read.")
_UNDER_NEWER = {commands.StopPlay, commands.ReleaseDirection}
"""What is right whatever newer events may say."""
_IN_NO_PLAY = {commands.ResumeExercise, commands.EndExercise, commands.StopPlay}


def decide(state: ExerciseState, command: Command, moment: Moment) -> tuple[Event, ...] | Refusal:
    """Return the events that `command` causes at `moment`, in order, or why it is refused.

    The same state, command and moment give the same events. While the exercise is paused nothing
    comes by itself, but everything can be sent by hand.
    """
    refusal = _out_of_place(state, type(command))
    if refusal is not None:
        return Refusal(refusal)
    return _JUDGES[type(command)](state, command, moment)


def _out_of_place(state: ExerciseState, kind: type[Command]) -> Text | None:
    if state.newer and kind not in _UNDER_NEWER:
        return NEWER
    if kind in _AT_ANY_TIME:
        return None
    if state.started is None:
        return Text("The exercise has not started.")
    if kind in _WRITING:
        return None
    if state.ended is not None:
        return Text("The exercise is over.")
    if state.no_play is not None and kind not in _IN_NO_PLAY:
        return Text("NO PLAY is in force ({reason}); lift it first.", reason=state.no_play)
    return None
