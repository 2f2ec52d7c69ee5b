from __future__ import annotations

import pytest

from crisis_tui.exercise.commands import AcknowledgeInject, GiveAnswer
from crisis_tui.exercise.events import Actor, AnswerGiven, InjectAcknowledged
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.requests import note_request, request_name, was_done
from crisis_tui.exercise.state import initial_state
from tests.exercise.machine import SCRIPT, Machine
from tests.memory_journal import MemoryJournal

PLAYER = Actor("knardijk", "CISO", "pts/7")


def test_what_a_request_caused_bears_its_name_in_the_journal() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(61_000)
    outcome = machine.session.act(AcknowledgeInject("C1"), PLAYER, request_name("k3f9", 4))
    assert not isinstance(outcome, Refusal)
    assert {record.request for record in outcome} == {"k3f9:4"}
    assert b'"request":"k3f9:4"' in machine.journal.lines[-1]
    again = fold_all(initial_state(SCRIPT), MemoryJournal(machine.journal.lines).read_new())
    assert was_done(again, "k3f9", 4)
    assert again == machine.session.state


def test_a_later_request_of_the_terminal_says_that_the_earlier_one_had_its_answer() -> None:
    draft = initial_state().draft()
    note_request(draft, "a:3")
    assert [was_done(draft, "a", number) for number in (2, 3, 4)] == [True, True, False]
    assert not was_done(draft, "b", 1)
    note_request(draft, "a:1")
    assert was_done(draft, "a", 3)


@pytest.mark.parametrize("name", ["", "a", "a:", "a:x", "a:-1", "a:²", "a:" + "9" * 5_000])
def test_a_name_that_is_none_says_nothing(name: str) -> None:
    draft = initial_state().draft()
    note_request(draft, name)
    assert not draft.requests


def test_a_line_of_an_older_version_names_no_request() -> None:
    machine = Machine().start()
    assert all(b'"request"' not in line for line in machine.journal.lines)
    assert all(record.request is None for record in MemoryJournal(machine.journal.lines).read_new())


def test_a_request_of_which_only_a_part_became_durable_is_done_when_asked_again() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(61_000)
    ask = (GiveAnswer("C1", "We bellen terug.", "CISO"), PLAYER, request_name("k3f9", 1))
    outcome = machine.session.act(*ask)
    assert not isinstance(outcome, Refusal)
    assert [type(record.event) for record in outcome] == [InjectAcknowledged, AnswerGiven]
    del machine.lines[-1]  # the machine died in the middle of the write
    machine.restart()
    assert not was_done(machine.session.state, "k3f9", 1)
    assert not isinstance(machine.session.act(*ask), Refusal)
    assert len(machine.happened(AnswerGiven)) == len(machine.happened(InjectAcknowledged)) == 1
    assert was_done(machine.session.state, "k3f9", 1)
