"""What one person did is taken back, newest first; what others did stays."""

from __future__ import annotations

from crisis_tui.exercise.commands import (
    MeetExpectation,
    RecordEntry,
    RetractDecision,
    RetractEntry,
    RetractExpectation,
    TakeDecision,
)
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.undoing import Trace
from tests.exercise.machine import Machine
from tests.exercise.playing import DIRECTOR, script

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


def traced() -> tuple[Machine, Trace]:
    machine = Machine(script=SCRIPT).start()
    trace = Trace(DIRECTOR)
    machine.session.subscribe(trace.add)
    return machine, trace


def test_everything_of_ones_own_is_taken_back_newest_first() -> None:
    machine, trace = traced()
    for command in (RecordEntry("note", "x"), MeetExpectation("C1-a"), TakeDecision("D", "ja")):
        machine.act(command)
        machine.wait(1_000)
    undone = []
    while (last := trace.last(machine.session.state)) is not None:
        undone.append(last[1])
        machine.act(last[1])
    assert undone == [RetractDecision("D"), RetractExpectation("C1-a"), RetractEntry("E1")]


def test_what_somebody_else_did_since_is_not_taken_back() -> None:
    machine, trace = traced()
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
    assert trace.last(machine.session.state) is None
