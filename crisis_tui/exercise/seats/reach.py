"""What a seat's command may reach: messages delivered to it, entries of its own, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.deciding.handing_over import is_same_person
from crisis_tui.exercise.seats.inbox import came_to
from crisis_tui.exercise.seats.team import team_actions

if TYPE_CHECKING:
    from crisis_tui.exercise import commands
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState

    _AboutInject = commands.AcknowledgeInject | commands.PlayInject | commands.RetractInjectPlay
    _OnEntry = commands.RetractEntry | commands.HandleEntry | commands.RetractEntryHandling


def delivered(state: ExerciseState, _: Seat, command: _AboutInject) -> bool:
    """Tell whether the message was sent, to whomever."""
    return _is_sent(state, command.inject)


def own_message(state: ExerciseState, _: Seat, command: commands.AcknowledgeInject) -> bool:
    """Tell whether the message was sent to the role that confirms it, which must be named."""
    return command.role is not None and came_to(state, command.inject, (command.role,))


def answered_message(state: ExerciseState, seat: Seat, command: commands.GiveAnswer) -> bool:
    """Tell whether the message was sent to the role that answers, or to one held if none says so."""
    roles = seat.roles if command.role is None else (command.role,)
    return came_to(state, command.inject, roles)


def about_delivered(
    state: ExerciseState, _: Seat, command: commands.RecordEntry | commands.RecordObservation
) -> bool:
    """Tell whether the message that a line is about was sent, if it is about one."""
    return command.inject is None or _is_sent(state, command.inject)


def about_own_message(state: ExerciseState, seat: Seat, command: commands.RecordEntry) -> bool:
    """Tell whether the message that a line is about was sent to a role held."""
    return command.inject is None or came_to(state, command.inject, seat.roles)


def bank_or_ad_hoc(state: ExerciseState, _: Seat, command: commands.DeliverInject) -> bool:
    """Tell whether a message is to be sent by hand anyway: of the bank, or written on the way."""
    if command.inject in state.added:
        return True
    planned = state.plan.inject(command.inject)
    return planned is not None and planned.inject.bank


def replied_to(state: ExerciseState, _: Seat, command: commands.AddInject) -> bool:
    """Tell whether a message goes to roles of the exercise and replies to an entry, if to any."""
    known = set(state.plan.roles)
    return all(role in known for role in command.to) and (
        command.in_reply_to is None or command.in_reply_to in state.entries
    )


def any_entry(state: ExerciseState, _: Seat, command: _OnEntry) -> bool:
    """Tell whether there is such an entry."""
    return command.entry in state.entries


def own_entry(state: ExerciseState, seat: Seat, command: _OnEntry) -> bool:
    """Tell whether the person at the seat wrote the entry."""
    seq, deeds = state.entries.get(command.entry), state.deeds.get(seat.person)
    if seq is None or deeds is None:
        return False
    for record in deeds.newest_first():
        if record.seq <= seq:
            return record.seq == seq
    return False


def team_action(state: ExerciseState, seat: Seat, command: commands.CloseAction) -> bool:
    """Tell whether the action is one that players at this seat see."""
    return any(row.entry == command.entry for row in team_actions(state, seat.roles))


def own_name(_: ExerciseState, seat: Seat, command: commands.SignHandover) -> bool:
    """Tell whether the person at the seat signs for themselves."""
    return is_same_person(command.by, seat.person)


def own_handover(state: ExerciseState, seat: Seat, command: commands.AcceptHandover) -> bool:
    """Tell whether the person at the seat signs for themselves what was handed over to them."""
    return is_same_person(command.by, seat.person) and any(
        is_same_person(signed.form.to, seat.person)
        and (entry == command.entry or is_same_person(signed.form.by, command.entry))
        for entry, signed in state.handovers.items()
    )


def expected(
    state: ExerciseState, _: Seat, command: commands.MeetExpectation | commands.RetractExpectation
) -> bool:
    """Tell whether a message that was sent asks for the action."""
    asked = state.plan.expectation(command.expectation)
    return asked is not None and _is_sent(state, asked[0])


def own_decision(state: ExerciseState, seat: Seat, command: commands.TakeDecision) -> bool:
    """Tell whether the decision was put to a role held that may take it, and knows the option.

    It is taken by the role that has the authority, if that is a role of the exercise; else by
    those whom the message went to.
    """
    asked = state.plan.decision(command.decision)
    if asked is None or not came_to(state, asked[0], seat.roles):
        return False
    authority = asked[1].authority
    if authority in state.plan.roles and authority not in seat.roles:
        return False
    return any(option.id == command.option for option in asked[1].options)


def decision_taken_by_oneself(
    state: ExerciseState, seat: Seat, command: commands.RetractDecision
) -> bool:
    """Tell whether the person at the seat took the decision."""
    taken = state.decisions.get(command.decision)
    return taken is not None and taken.by.person == seat.person


def running_clock(state: ExerciseState, _: Seat, command: commands.MeetClock) -> bool:
    """Tell whether the statutory clock was started."""
    return command.clock in state.clocks


def _is_sent(state: ExerciseState, inject_id: str) -> bool:
    return not state.inject(inject_id).is_unsent
