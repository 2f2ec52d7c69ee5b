"""Which seat may do what: every command from every seat."""

from __future__ import annotations

import pytest

from crisis_tui.exercise import commands
from crisis_tui.exercise.clock import Moment
from crisis_tui.exercise.commands import Command
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.seats.entitlement import (
    NOT_A_VALUE,
    NOT_KNOWN,
    NOT_THIS_SEAT,
    NOT_YOUR_ROLE,
    RULES,
    refused,
)
from crisis_tui.exercise.seats.seat import Seat, SeatKind
from tests.exercise.machine import Machine
from tests.exercise.playing import script

KINDS = [
    kind
    for kind in vars(commands).values()
    if isinstance(kind, type) and issubclass(kind, Command) and kind is not Command
]
CONTROLLER, SIMCELL, OBSERVER, PLAYER, SCREEN = (
    Seat(kind, f"person-{kind}", "t", ("CISO",) if kind is SeatKind.PLAYER else ())
    for kind in SeatKind
)
SEATS = (CONTROLLER, SIMCELL, OBSERVER, PLAYER, SCREEN)
PUBLIC = {"StopPlay", "SignHandover", "AcceptHandover", "RetractEntry", "RecordEntry"}
TABLE = {
    SeatKind.SIMCELL: PUBLIC
    | {
        "DeliverInject",
        "AddInject",
        "PlayInject",
        "RetractInjectPlay",
        "HandleEntry",
        "RetractEntryHandling",
        "AcknowledgeInject",
        "RecordObservation",
    },
    SeatKind.OBSERVER: PUBLIC
    | {
        "MeetExpectation",
        "RetractExpectation",
        "RecordObservation",
        "RateTask",
        "MeetClock",
    },
    SeatKind.PLAYER: PUBLIC
    | {
        "AcknowledgeInject",
        "GiveAnswer",
        "AskQuestion",
        "TakeDecision",
        "RetractDecision",
        "RecordAction",
        "CloseAction",
    },
    SeatKind.SCREEN: set(),
}
"""What each seat may do at all, beside the controller, written down a second time on purpose."""
SCRIPT = script(
    {
        "id": "C1",
        "at": "1m",
        "to": ["CISO", "AOV"],
        "expects": [{"id": "C1-a", "by": "CISO", "action": "Doet iets", "within": "5m"}],
        "decision": {
            "id": "D1",
            "question": "Wat nu?",
            "authority": "CISO",
            "options": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        },
    },
    {
        "id": "C2",
        "at": "2m",
        "to": ["AOV"],
        "decision": {
            "id": "D2",
            "question": "Wat dan?",
            "options": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        },
    },
    {
        "id": "C3",
        "at": "40m",
        "to": ["CISO"],
        "expects": [{"id": "C3-a", "by": "CISO", "action": "Later", "within": "5m"}],
    },
    {"id": "B1", "bank": True, "to": ["CISO"]},
)


@pytest.fixture(scope="module")
def machine() -> Machine:
    """An exercise in which C1 and C2 were sent and everybody wrote a line."""
    machine = Machine(script=SCRIPT).start()
    machine.wait_in_seconds(125_000)
    for seat in (CONTROLLER, SIMCELL, OBSERVER, PLAYER):
        role = "CISO" if seat is PLAYER else None
        machine.session.act(commands.RecordEntry("note", "regel", role), seat.actor(role))
    machine.session.act(commands.RecordAction("doe", "CISO"), PLAYER.actor("CISO"))
    machine.session.act(commands.RecordAction("regie", "ketelmeer"), CONTROLLER.actor())
    machine.session.act(
        commands.SignHandover("Jansdam", PLAYER.person, "s", "d", "a", "e", "c"),
        Actor("Jansdam", "CISO", "t"),
    )
    return machine


def reason(machine: Machine, seat: Seat, command: Command, role: str | None = None) -> object:
    refusal = refused(machine.session.state, seat, command, role)
    return None if refusal is None else refusal.reason


def test_every_command_has_its_place_in_the_table() -> None:
    assert set(RULES) == set(KINDS)


@pytest.mark.parametrize("seat", SEATS[1:], ids=lambda seat: seat.kind)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_seat_does_what_is_its_own(seat: Seat, kind: type[Command]) -> None:
    assert (seat.kind in RULES[kind]) == (kind.__name__ in TABLE[seat.kind])


def test_a_controller_may_do_everything_that_people_do() -> None:
    by_machines = {commands.Tick, commands.NoteWallStep}
    assert {kind for kind in KINDS if SeatKind.CONTROLLER not in RULES[kind]} == by_machines


@pytest.mark.parametrize("seat", SEATS, ids=lambda seat: seat.kind)
def test_no_play_is_everybodys_to_call_and_a_controllers_to_lift(
    machine: Machine, seat: Seat
) -> None:
    called = reason(machine, seat, commands.StopPlay("nood"))
    lifted = reason(machine, seat, commands.ResumeExercise(after_stop=True))
    assert called == (NOT_THIS_SEAT if seat is SCREEN else None)
    assert lifted == (None if seat is CONTROLLER else NOT_THIS_SEAT)


MAY = [
    (PLAYER, commands.AcknowledgeInject("C1", "CISO")),
    (PLAYER, commands.GiveAnswer("C1", "ja", "CISO")),
    (PLAYER, commands.GiveAnswer("C1", "ja")),
    (PLAYER, commands.AskQuestion("wie?", role="CISO")),
    (PLAYER, commands.TakeDecision("D1", "a", "CISO")),
    (PLAYER, commands.RecordEntry("fact", "x", "CISO", "C1")),
    (PLAYER, commands.RecordAction("x", "AOV")),
    (PLAYER, commands.CloseAction("E5")),
    (PLAYER, commands.RetractEntry("E4")),
    (PLAYER, commands.AcceptHandover("Jansdam", PLAYER.person)),
    (OBSERVER, commands.MeetExpectation("C1-a", "CISO")),
    (OBSERVER, commands.RecordObservation("x", inject="C2")),
    (OBSERVER, commands.RetractEntry("E3")),
    (SIMCELL, commands.DeliverInject("B1")),
    (SIMCELL, commands.AddInject("t", "x", ("CISO",))),
    (SIMCELL, commands.AcknowledgeInject("C2")),
    (SIMCELL, commands.PlayInject("C2")),
    (SIMCELL, commands.SignHandover(SIMCELL.person, "x", "s", "d", "a", "e", "c")),
    (CONTROLLER, commands.RetractEntry("E4")),
    (CONTROLLER, commands.AcknowledgeInject("C2")),
]
MAY_NOT = [
    (PLAYER, commands.AcknowledgeInject("C1")),
    (PLAYER, commands.AcknowledgeInject("C2", "CISO")),
    (PLAYER, commands.AcknowledgeInject("C3", "CISO")),
    (PLAYER, commands.AcknowledgeInject("C4", "CISO")),
    (PLAYER, commands.AcknowledgeInject("C1." + "9" * 5_000, "CISO")),
    (PLAYER, commands.GiveAnswer("C3", "ja", "CISO")),
    (PLAYER, commands.GiveAnswer("C2", "ja")),
    (PLAYER, commands.TakeDecision("D2", "a", "CISO")),
    (PLAYER, commands.TakeDecision("D1", "c", "CISO")),
    (PLAYER, commands.TakeDecision("D9", "a", "CISO")),
    (PLAYER, commands.RetractDecision("D1")),
    (PLAYER, commands.RecordEntry("fact", "x", "CISO", "C2")),
    (PLAYER, commands.RecordEntry("fact", "x", "CISO", "C3")),
    (PLAYER, commands.CloseAction("E6")),
    (PLAYER, commands.CloseAction("E99")),
    (PLAYER, commands.RetractEntry("E1")),
    (PLAYER, commands.RetractEntry("E99")),
    (PLAYER, commands.SignHandover("Jansdam", "x", "s", "d", "a", "e", "c")),
    (PLAYER, commands.AcceptHandover("Jansdam", "Jansdam")),
    (OBSERVER, commands.AcceptHandover("Jansdam", OBSERVER.person)),
    (OBSERVER, commands.MeetExpectation("C3-a")),
    (OBSERVER, commands.MeetExpectation("C9-a")),
    (OBSERVER, commands.RecordObservation("x", inject="C3")),
    (OBSERVER, commands.RetractEntry("E4")),
    (OBSERVER, commands.MeetClock("AP72")),
    (SIMCELL, commands.DeliverInject("C3")),
    (SIMCELL, commands.DeliverInject("C9")),
    (SIMCELL, commands.PlayInject("C3")),
    (SIMCELL, commands.AddInject("t", "x", ("BESTAAT-NIET",))),
    (SIMCELL, commands.AddInject("t", "x", ("CISO",), in_reply_to="E99")),
]


@pytest.mark.parametrize(("seat", "command"), MAY, ids=str)
def test_what_is_within_reach_may_be_done(machine: Machine, seat: Seat, command: Command) -> None:
    assert reason(machine, seat, command) is None


@pytest.mark.parametrize(("seat", "command"), MAY_NOT, ids=lambda each: str(each)[:60])
def test_what_is_unknown_and_what_is_not_ones_own_read_the_same(
    machine: Machine, seat: Seat, command: Command
) -> None:
    assert reason(machine, seat, command) == NOT_KNOWN


@pytest.mark.parametrize(
    ("command", "role"),
    [
        (commands.AskQuestion("x"), "AOV"),
        (commands.AskQuestion("x", role="AOV"), "CISO"),
        (commands.RecordEntry("note", "x", "AOV"), None),
        (commands.AcknowledgeInject("C2", "AOV"), "CISO"),
        (commands.StopPlay("x"), "controller"),
    ],
    ids=str,
)
def test_a_player_acts_in_the_roles_held_alone(
    machine: Machine, command: Command, role: str
) -> None:
    assert reason(machine, PLAYER, command, role) == NOT_YOUR_ROLE


@pytest.mark.parametrize("seat", [SIMCELL, OBSERVER], ids=lambda seat: seat.kind)
def test_who_plays_no_role_signs_in_none(machine: Machine, seat: Seat) -> None:
    assert reason(machine, seat, commands.StopPlay("x"), "CISO") == NOT_YOUR_ROLE


@pytest.mark.parametrize(
    "command",
    [
        commands.StopPlay("x" * 8_001),
        commands.RecordAction("x", "CISO", -1),
        commands.RecordAction("x", "CISO", 1 << 60),
        commands.RecordEntry("note", "x", opened=Moment(1 << 60, 0)),
        commands.RecordEntry("note", "x", opened=Moment(0, -1)),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_could_not_be_shown_is_refused(machine: Machine, command: Command) -> None:
    assert reason(machine, PLAYER, command) == NOT_A_VALUE


def test_what_a_player_may_do_is_judged_after_that(machine: Machine) -> None:
    outcome = machine.session.act(commands.TakeDecision("D1", "a", "CISO"), PLAYER.actor("CISO"))
    assert not isinstance(outcome, Refusal)
    assert reason(machine, PLAYER, commands.RetractDecision("D1")) is None
