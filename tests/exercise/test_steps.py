from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.steps import DEEDS, ScriptStep, Step, steps_of
from tests.exercise.playing import minutes

POINTS = {"situation": "s", "decisions": "b", "actions": "a", "expectation": "v", "contacts": "c"}
EXAMPLES: dict[str, tuple[dict[str, Any], do.Command]] = {
    "acknowledge": ({"as": "CISO", "acknowledge": "C01"}, do.AcknowledgeInject("C01", "CISO")),
    "done": (
        {"as": "CISO", "done": "C01-x", "note": "los"},
        do.MeetExpectation("C01-x", "CISO", "los"),
    ),
    "decide": (
        {"as": "BGM", "decide": "losgeld", "option": "niet", "reason": "duur"},
        do.TakeDecision("losgeld", "niet", "BGM", "duur"),
    ),
    "answer": (
        {"as": "PVL", "answer": "C01", "text": "Nee."},
        do.GiveAnswer("C01", "Nee.", "PVL"),
    ),
    "ask": (
        {"as": "GS", "ask": "Hoe lang nog?", "to": "netbeheerder"},
        do.AskQuestion("Hoe lang nog?", "netbeheerder", "GS"),
    ),
    "observe": (
        {"as": "observer", "observe": "stil", "objective": "O3"},
        do.RecordObservation("stil", "O3", None, "observer"),
    ),
    "rate": (
        {"as": "waarnemer-1", "rate": "O2", "task": 1, "rating": "S", "note": "vlot"},
        do.RateTask("O2", 1, "S", "vlot"),
    ),
    "played": ({"as": "simcell", "played": "C01"}, do.PlayInject("C01")),
    "handled": ({"handled": "E3", "note": "gebeld"}, do.HandleEntry("E3", "gebeld")),
    "reply": (
        {"as": "simcell", "reply": "E3", "to": "ciso, gs", "text": "Nee, over een uur"},
        do.AddInject("Nee, over een uur", "Nee, over een uur", ("CISO", "GS"), in_reply_to="E3"),
    ),
    "action": (
        {"as": "GS", "action": "belt", "due": "9m"},
        do.RecordAction("belt", "GS", minutes(9)),
    ),
    "close": ({"close": "E1", "note": "klaar"}, do.CloseAction("E1", "klaar")),
    "handover": (
        {"as": "ketelmeer", "to": "knardijk", "handover": POINTS},
        do.SignHandover("ketelmeer", "knardijk", "s", "b", "a", "v", "c"),
    ),
    "accept": (
        {"as": "knardijk", "accept": "ketelmeer"},
        do.AcceptHandover("ketelmeer", "knardijk"),
    ),
    "clock": ({"as": "FG", "clock": "AP72"}, do.MeetClock("AP72", "FG")),
    "send": ({"send": "BANK1"}, do.DeliverInject("BANK1")),
    "hold": ({"hold": "C07"}, do.HoldInject("C07")),
    "skip": ({"skip": "sitrap.2"}, do.SkipInject("sitrap.2")),
    "retime": ({"retime": "C07", "due": "9m"}, do.RetimeInject("C07", minutes(9))),
    "void": ({"void": "C07", "reason": "fout"}, do.VoidInject("C07", "fout")),
    "pause": ({"pause": "10m"}, do.PauseExercise()),
    "resume": ({"resume": "true"}, do.ResumeExercise(after_stop=True)),
    "speed": ({"speed": "10"}, do.ChangeSpeed(10.0)),
    "jump": ({"jump": "0m"}, do.JumpTo(0)),
    "phase": ({"phase": "herstel"}, do.EnterPhase("herstel")),
    "milestone": ({"milestone": "leeg"}, do.ReachMilestone("leeg")),
    "shift": ({"shift": "-5m"}, do.ShiftSchedule(-minutes(5))),
    "postpone": (
        {"postpone": "8h", "reason": "nacht"},
        do.PostponeExercise(minutes(480), "nacht"),
    ),
    "stop": ({"stop": "echte brand"}, do.StopPlay("echte brand")),
    "end": ({"end": "true"}, do.EndExercise()),
    "note": ({"as": "GS", "note": "let op"}, do.RecordEntry("note", "let op", "GS")),
}


def step(**keys: Any) -> ScriptStep:  # noqa: ANN401 - as a file may hold
    return ScriptStep.model_validate({"at": "3m", **keys})


def test_every_deed_has_an_example() -> None:
    assert set(EXAMPLES) == {*DEEDS, "note"}


@pytest.mark.parametrize("deed", EXAMPLES)
def test_a_step_asks_one_thing_of_the_exercise(deed: str) -> None:
    keys, command = EXAMPLES[deed]
    (read,) = steps_of([step(**keys)])
    pause_ms = minutes(10) if deed == "pause" else None
    assert read == Step(minutes(3), keys.get("as"), command, pause_ms)


def test_steps_come_by_time_and_then_as_in_the_file() -> None:
    entries = [step(at="5m", send="B"), step(send="C"), step(at="5m", send="A")]
    assert [read.command for read in steps_of(entries)] == [
        do.DeliverInject("C"),
        do.DeliverInject("B"),
        do.DeliverInject("A"),
    ]


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ({}, "step_deed"),
        ({"send": "A", "skip": "B"}, "step_deed"),
        ({"end": "false"}, "step_deed"),
        ({"decide": "d"}, "step_companion"),
        ({"retime": "C07"}, "step_companion"),
        ({"to": "x", "handover": POINTS}, "step_companion"),
        ({"as": "x", "handover": POINTS}, "step_companion"),
        ({"speed": "601"}, "speed"),
        ({"speed": "max"}, "speed"),
        ({"pause": "10"}, "duration"),
        ({"sent": "A"}, "extra_forbidden"),
    ],
)
def test_what_is_no_step_is_refused(keys: dict[str, str], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        step(**keys)
    assert caught.value.errors()[0]["type"] == kind
