"""Which seat may give which command, and on what.

What somebody may not know of, and what does not exist, is refused in the same words. Lifting NO PLAY
and everything else that steers is a controller's; to call NO PLAY is everybody's who has a keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.exercise import commands
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats import reach
from crisis_tui.exercise.seats.bounds import is_within_bounds
from crisis_tui.exercise.seats.seat import SeatKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState

    Rule = Callable[[ExerciseState, Seat, Any], bool]

NOT_THIS_SEAT = Text("That cannot be done from this seat.")
NOT_KNOWN = Text("There is no such thing here, or it is not yours.")
NOT_YOUR_ROLE = Text("You do not hold that role.")
NOT_A_VALUE = Text("A time or a text in that is out of bounds.")


def refused(
    state: ExerciseState, seat: Seat, command: Command, role: str | None = None
) -> Refusal | None:
    """Return why a seat may not give a command, None if it may; `decide` judges it after that.

    `role` is the role held in which it is given.
    """
    rule = RULES[type(command)].get(seat.kind)
    if rule is None:
        return Refusal(NOT_THIS_SEAT)
    if not _holds(seat, role) or (
        seat.kind is SeatKind.PLAYER and not _holds(seat, getattr(command, "role", None))
    ):
        return Refusal(NOT_YOUR_ROLE)
    if not is_within_bounds(command):
        return Refusal(NOT_A_VALUE)
    return None if rule(state, seat, command) else Refusal(NOT_KNOWN)


def _holds(seat: Seat, role: str | None) -> bool:
    """Tell whether a role is one that the seat acts in; a controller acts in any."""
    return role is None or role in seat.roles or seat.kind is SeatKind.CONTROLLER


def _anything(_: ExerciseState, __: Seat, ___: Command) -> bool:
    return True


_C, _S, _O, _P = SeatKind.CONTROLLER, SeatKind.SIMCELL, SeatKind.OBSERVER, SeatKind.PLAYER
_CONTROLLER: Mapping[SeatKind, Rule] = {_C: _anything}
_EVERYBODY: Mapping[SeatKind, Rule] = dict.fromkeys((_C, _S, _O, _P), _anything)
_OWN_ENTRY: Mapping[SeatKind, Rule] = {
    _C: _anything,
    **dict.fromkeys((_S, _O, _P), reach.own_entry),
}

RULES: Mapping[type[Command], Mapping[SeatKind, Rule]] = {
    commands.StartExercise: _CONTROLLER,
    commands.AddScenario: _CONTROLLER,
    commands.Tick: {},
    commands.DeliverInject: {_C: _anything, _S: reach.bank_or_ad_hoc},
    commands.HoldInject: _CONTROLLER,
    commands.SkipInject: _CONTROLLER,
    commands.RetimeInject: _CONTROLLER,
    commands.VoidInject: _CONTROLLER,
    commands.AddInject: {_C: _anything, _S: reach.replied_to},
    commands.PlayInject: {_C: _anything, _S: reach.delivered},
    commands.RetractInjectPlay: {_C: _anything, _S: reach.delivered},
    commands.HandleEntry: {_C: _anything, _S: reach.any_entry},
    commands.RetractEntryHandling: {_C: _anything, _S: reach.any_entry},
    commands.SendOverdue: _CONTROLLER,
    commands.SkipOverdue: _CONTROLLER,
    commands.AcknowledgeInject: {_C: _anything, _S: reach.delivered, _P: reach.own_message},
    commands.MeetExpectation: {_C: _anything, _O: reach.expected},
    commands.RetractExpectation: {_C: _anything, _O: reach.expected},
    commands.TakeDecision: {_C: _anything, _P: reach.own_decision},
    commands.RetractDecision: {_C: _anything, _P: reach.decision_taken_by_oneself},
    commands.RecordObservation: {
        _C: _anything,
        _S: reach.about_delivered,
        _O: reach.about_delivered,
    },
    commands.RateTask: {_C: _anything, _O: _anything},
    commands.GiveAnswer: {_C: _anything, _P: reach.answered_message},
    commands.AskQuestion: {_C: _anything, _P: _anything},
    commands.RecordEntry: {
        _C: _anything,
        _S: reach.about_delivered,
        _O: reach.about_delivered,
        _P: reach.about_own_message,
    },
    commands.RecordAction: {_C: _anything, _P: _anything},
    commands.CloseAction: {_C: _anything, _P: reach.team_action},
    commands.RetractEntry: _OWN_ENTRY,
    commands.MeetClock: {_C: _anything, _O: reach.running_clock},
    commands.PauseExercise: _CONTROLLER,
    commands.ResumeExercise: _CONTROLLER,
    commands.ChangeSpeed: _CONTROLLER,
    commands.JumpTo: _CONTROLLER,
    commands.ShiftSchedule: _CONTROLLER,
    commands.PostponeExercise: _CONTROLLER,
    commands.EnterPhase: _CONTROLLER,
    commands.ReachMilestone: _CONTROLLER,
    commands.RetractMilestone: _CONTROLLER,
    commands.StopPlay: _EVERYBODY,
    commands.SignHandover: {_C: _anything, **dict.fromkeys((_S, _O, _P), reach.own_name)},
    commands.AcceptHandover: {_C: _anything, **dict.fromkeys((_S, _O, _P), reach.own_handover)},
    commands.EndExercise: _CONTROLLER,
    commands.TakeDirection: _CONTROLLER,
    commands.ReleaseDirection: _CONTROLLER,
    commands.NoteWallStep: {},
}
"""Who may, if the rule holds; who is not named may not. What a process does by itself, nobody may."""
