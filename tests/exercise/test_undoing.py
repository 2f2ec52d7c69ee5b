"""What one person did is taken back, newest first; what others did stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.commands import (
    MeetExpectation,
    RecordEntry,
    RetractDecision,
    RetractEntry,
    RetractExpectation,
    TakeDecision,
)
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.undoing import last_deed
from tests.exercise.machine import Machine
from tests.exercise.playing import DIRECTOR, script

if TYPE_CHECKING:
    from crisis_tui.exercise.commands import Command

OTHER = Actor("urkerveld", "observer", "t2")
SCRIPT = script(
    {
        "id": "C1",
        "at": "0m",
        "expects": [{"id": "C1-a", "by": "CISO", "action": "Belt"}],
        "decision": {
            "id": "D",
            "question": "?",
            "options": [{"id": "ja", "title": "Ja"}, {"id": "nee", "title": "Nee"}],
        },
    }
)


def undoable(machine: Machine) -> Command | None:
    last = last_deed(machine.session.state, DIRECTOR.person)
    return None if last is None else last[1]


def test_everything_of_ones_own_is_taken_back_newest_first() -> None:
    machine = Machine(script=SCRIPT).start()
    for command in (RecordEntry("note", "x"), MeetExpectation("C1-a"), TakeDecision("D", "ja")):
        machine.act(command)
        machine.wait(1_000)
    undone = []
    while (undo := undoable(machine)) is not None:
        undone.append(undo)
        machine.act(undo)
    assert undone == [RetractDecision("D"), RetractExpectation("C1-a"), RetractEntry("E1")]


def test_what_somebody_else_did_since_is_not_taken_back() -> None:
    machine = Machine(script=SCRIPT).start()
    machine.act(MeetExpectation("C1-a"))
    machine.act(TakeDecision("D", "ja"))
    machine.wait(1_000)
    for command in (
        RetractDecision("D"),
        TakeDecision("D", "nee"),
        RetractExpectation("C1-a"),
        MeetExpectation("C1-a", "CISO"),
    ):
        machine.session.act(command, OTHER)
    assert undoable(machine) is None


def test_what_was_done_before_a_restart_is_taken_back_after_it() -> None:
    machine = Machine(script=SCRIPT).start()
    machine.act(MeetExpectation("C1-a"))
    machine.restart()
    assert undoable(machine) == RetractExpectation("C1-a")
