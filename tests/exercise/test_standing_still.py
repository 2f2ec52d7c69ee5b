"""A disk that takes nothing: the exercise stands still at every terminal, and goes on when it does."""

from __future__ import annotations

import pytest

from crisis_tui.exercise import events as ev
from crisis_tui.exercise.commands import RecordEntry
from crisis_tui.exercise.ports import (
    JournalFailingError,
    JournalFullError,
    JournalReadOnlyError,
    JournalStoppedError,
)
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.runner import ExerciseSession
from crisis_tui.exercise.stopped import DIRECTOR_STUCK, DISK_FAILS, DISK_FULL, DISK_READ_ONLY
from tests.exercise.machine import SCRIPT, Machine, StubbornJournal
from tests.exercise.playing import DIRECTOR, minutes
from tests.memory_journal import MemoryJournal


def said(session: ExerciseSession) -> object:
    """What a terminal says is wrong."""
    return session.trouble


def two_terminals() -> tuple[Machine, ExerciseSession]:
    """Start an exercise that another terminal follows."""
    machine = Machine()
    stuck: set[MemoryJournal] = set()
    machine.journal = StubbornJournal(machine.lines, stuck)
    machine.session = ExerciseSession(SCRIPT, machine.journal, machine.clocks)
    machine.start()
    other = ExerciseSession(SCRIPT, MemoryJournal(machine.lines, stuck), machine.clocks)
    return machine, other


@pytest.mark.parametrize(
    ("failure", "words", "reason"),
    [
        (JournalFullError(), DISK_FULL, "disk-full"),
        (JournalReadOnlyError(), DISK_READ_ONLY, "disk-read-only"),
        (JournalFailingError(), DISK_FAILS, "disk-failed"),
    ],
)
def test_whatever_the_disk_refuses_is_said_and_written_down_later(
    failure: JournalStoppedError, words: object, reason: str
) -> None:
    machine, other = two_terminals()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = failure
    machine.wait_in_seconds(minutes(1))
    assert said(machine.session) == words
    machine.journal.failure = None
    machine.wait(1_000)
    assert said(machine.session) is None
    assert machine.happened(ev.Paused) == [ev.Paused(reason)]
    other.refresh()
    assert other.state == machine.session.state


def test_every_other_terminal_stands_still_with_the_director_and_says_so() -> None:
    machine, other = two_terminals()
    told: list[int] = []
    other.subscribe(lambda records: told.append(len(records)))
    machine.wait_in_seconds(58_000)
    other.refresh()
    machine.journal.failure = JournalFullError()
    machine.wait_in_seconds(2_000)
    told.clear()
    other.refresh()
    assert told == [0]
    assert said(other) == DIRECTOR_STUCK
    machine.wait_in_seconds(minutes(10))
    other.tick()
    assert other.now().play_ms == machine.session.now().play_ms == minutes(1)
    assert other.act(RecordEntry("note", "x"), DIRECTOR) == Refusal(DIRECTOR_STUCK)

    machine.journal.failure = None
    machine.wait(1_000)
    other.refresh()
    assert said(other) is None
    assert other.now() == machine.session.now()
    assert not isinstance(other.act(RecordEntry("note", "x"), DIRECTOR), Refusal)


def test_with_the_director_goes_the_standstill() -> None:
    machine, other = two_terminals()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = JournalFullError()
    machine.wait_in_seconds(3_000)
    other.refresh()
    assert said(other) is not None
    machine.journal.close()
    other.refresh()
    assert said(other) is None
    assert other.direct(DIRECTOR, "takeover") is None


def test_leaving_lets_the_others_go_on() -> None:
    machine, other = two_terminals()
    machine.wait_in_seconds(58_000)
    machine.journal.failure = JournalFullError()
    machine.wait_in_seconds(3_000)
    machine.session.leave("quit", stand_still=True)
    other.refresh()
    assert said(other) is None
