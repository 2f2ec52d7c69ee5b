"""A journal in which a newer version of the program wrote is read, and nothing more is done with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.codec import encode_event
from crisis_tui.exercise.decide import NEWER
from crisis_tui.exercise.ports import Entry
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import ExerciseSession
from tests.exercise.machine import SCRIPT, Machine
from tests.exercise.playing import DIRECTOR, minutes
from tests.memory_journal import MemoryJournal

NEWER_EVENTS = (
    ev.Unknown("InjectTeleported", {"to": "Mars"}),
    ev.DirectorTaken("takeover", format=ev.FORMAT + 1),
)


def append_elsewhere(machine: Machine, event: ev.Event) -> None:
    """Write as another process does."""
    other = MemoryJournal(machine.lines)
    list(other.read_new())
    moment = machine.session.now()
    other.append([Entry(event, DIRECTOR, moment.at_ms, moment.play_ms)])


@pytest.mark.parametrize("event", NEWER_EVENTS)
def test_who_directs_stops_sending_when_a_newer_version_joins(event: ev.Event) -> None:
    machine = Machine().start()
    machine.wait_in_seconds(5_000)
    append_elsewhere(machine, event)
    machine.wait_in_seconds(minutes(2))
    assert machine.delivered() == []
    assert machine.session.trouble == NEWER
    assert machine.session.act(do.RecordEntry("note", "x"), DIRECTOR) == Refusal(NEWER)
    machine.session.leave("quit", stand_still=True)
    assert machine.happened(ev.DirectorReleased, ev.Paused) == [ev.DirectorReleased("quit")]


@pytest.mark.parametrize("event", NEWER_EVENTS)
def test_nobody_directs_what_a_newer_version_wrote(event: ev.Event) -> None:
    machine = Machine().start()
    append_elsewhere(machine, event)
    session = ExerciseSession(SCRIPT, MemoryJournal(machine.lines), machine.clocks)
    assert session.direct(DIRECTOR, "takeover") == Refusal(NEWER)
    assert session.trouble == NEWER
    assert session.state.seq == len(machine.lines)


def test_no_play_can_be_called_all_the_same() -> None:
    machine = Machine().start()
    append_elsewhere(machine, NEWER_EVENTS[0])
    machine.act(do.StopPlay("echte brand"))
    assert machine.session.state.no_play == "echte brand"


def test_a_start_by_a_newer_version_is_known() -> None:
    machine = Machine().start()
    (started,) = machine.happened(ev.ExerciseStarted)
    assert isinstance(started, ev.ExerciseStarted)
    lines: list[bytes] = []
    newer = replace(started, format=ev.FORMAT + 1)
    MemoryJournal(lines).append([Entry(newer, DIRECTOR, 0, 0)])
    assert ExerciseSession(SCRIPT, MemoryJournal(lines), machine.clocks).state.newer
    assert not machine.session.state.newer


def test_what_directs_bears_the_version_of_its_events() -> None:
    for event in (*Machine().start().happened(ev.ExerciseStarted, ev.DirectorTaken),):
        assert encode_event(event)[1]["format"] == ev.FORMAT
