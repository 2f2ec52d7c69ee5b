from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise.commands import (
    AcknowledgeInject,
    AddInject,
    DeliverInject,
    HoldInject,
    PauseExercise,
    RetimeInject,
    SkipInject,
    Tick,
    VoidInject,
)
from crisis_tui.exercise.decide import Refusal
from crisis_tui.exercise.events import (
    ClockStarted,
    InjectAdded,
    InjectDelivered,
    InjectHeld,
    InjectSkipped,
)
from crisis_tui.exercise.state import InjectStatus, Outcome
from tests.exercise.playing import Play, minutes, script

if TYPE_CHECKING:
    from crisis_tui.exercise.commands import Command

A = {"id": "A", "at": "5m", "to": ["CISO", "GS"]}
B = {"id": "B", "after": {"inject": "A", "by": "3m"}}
BANK = {"id": "BANK", "bank": "true"}


def refusal(play: Play, command: Command) -> str:
    decided = play.ask(command)
    assert isinstance(decided, Refusal), decided
    return str(decided.reason)


def test_an_inject_comes_at_its_time_once() -> None:
    play = Play(script(A)).start()
    assert play.wait(minutes(5) - 1) == ()
    (delivered,) = play.wait(1)
    assert delivered == InjectDelivered("A", minutes(5), 0, ("CISO", "GS"))
    assert play.do(Tick()) == ()
    assert play.wait(minutes(60)) == ()


def test_a_late_wake_up_is_told_and_does_not_push_the_rest_back() -> None:
    play = Play(script(A, B, {"id": "C", "at": "6m"})).start()
    play.wait(minutes(7))
    play.run_to(minutes(20))
    sent = play.happened(InjectDelivered)
    assert [(event.inject, event.due_play_ms, event.late_ms) for event in sent] == [
        ("A", minutes(5), minutes(2)),
        ("C", minutes(6), minutes(1)),
        ("B", minutes(8), 0),
    ]


def test_several_due_come_by_time_then_by_place_in_the_files() -> None:
    play = Play(script(*({"id": name, "at": "1m"} for name in "DBCA"), {"id": "E", "at": "0m"}))
    play.start()
    play.wait(minutes(9))
    assert play.delivered() == ["E", "D", "B", "C", "A"]


def test_a_follower_counts_from_the_delivery_by_hand() -> None:
    play = Play(script(A, B)).start()
    play.wait(minutes(1))
    play.do(DeliverInject("A"))
    play.run_to(minutes(30))
    assert [play.state.inject(one).delivered_play_ms for one in "AB"] == [minutes(1), minutes(4)]
    assert play.state.inject("A").by_hand
    assert not play.state.inject("B").by_hand


def test_the_bank_is_fired_by_hand_only() -> None:
    play = Play(script(BANK)).start()
    play.wait(minutes(999))
    assert play.delivered() == []
    play.do(DeliverInject("BANK"))
    assert play.delivered() == ["BANK"]


def test_what_is_held_stays_until_it_is_sent() -> None:
    play = Play(script(A, B)).start()
    assert play.do(HoldInject("A")) == (InjectHeld("A", "hand"),)
    play.wait(minutes(60))
    assert play.delivered() == []
    assert refusal(play, HoldInject("A")) == "A is held already."
    play.do(DeliverInject("A"))
    play.run_to(minutes(70))
    assert play.delivered() == ["A", "B"]


def test_what_is_skipped_does_not_come_but_can_still_be_sent() -> None:
    play = Play(script(A, B)).start()
    assert play.do(SkipInject("A")) == (InjectSkipped("A", "hand"),)
    play.wait(minutes(60))
    assert play.delivered() == []
    assert refusal(play, SkipInject("A")) == "A is left out already."
    play.do(DeliverInject("A"))
    assert play.delivered() == ["A"]


def test_a_new_time_replaces_the_old_one() -> None:
    play = Play(script(A, {"id": "C", "at": "6m"})).start()
    play.do(RetimeInject("A", minutes(9)))
    play.do(RetimeInject("C", minutes(2)))
    play.run_to(minutes(30))
    assert [(event.inject, event.late_ms) for event in play.happened(InjectDelivered)] == [
        ("C", 0),
        ("A", 0),
    ]
    assert play.state.inject("A").delivered_play_ms == minutes(9)


def test_a_held_a_skipped_and_a_bank_inject_get_a_time() -> None:
    play = Play(script(A, {"id": "C", "at": "6m"}, BANK)).start()
    play.do(HoldInject("A"))
    play.do(SkipInject("C"))
    for number, inject in enumerate(("A", "C", "BANK"), start=10):
        play.do(RetimeInject(inject, minutes(number)))
    play.run_to(minutes(30))
    assert play.delivered() == ["A", "C", "BANK"]


def test_no_time_in_the_past() -> None:
    play = Play(script(A)).start()
    play.wait(minutes(2))
    assert refusal(play, RetimeInject("A", minutes(1))) == (
        "That time has passed; send it now instead."
    )
    assert "passed" in refusal(play, AddInject("t", "", ("GS",), due_play_ms=0))


@pytest.mark.parametrize("command", [DeliverInject, HoldInject, SkipInject])
def test_what_was_sent_is_not_sent_again(command: type[Command]) -> None:
    play = Play(script(A)).start()
    play.wait(minutes(5))
    assert refusal(play, command("A")) == "A was sent already."  # type: ignore[call-arg]
    assert refusal(play, RetimeInject("A", minutes(9))) == "A was sent already."


def test_an_unknown_id_is_named_with_the_one_meant() -> None:
    play = Play(script({**A, "id": "C05"})).start()
    assert refusal(play, DeliverInject("C06")) == (
        'There is no "C06" in this exercise; did you mean "C05"?'
    )
    assert refusal(play, SkipInject("xyz")) == 'There is no "xyz" in this exercise.'


def test_roles_acknowledge_one_by_one_or_together() -> None:
    play = Play(script(A)).start()
    assert refusal(play, AcknowledgeInject("A", "GS")) == "A was not sent yet."
    play.wait(minutes(5))
    play.do(AcknowledgeInject("A", "GS"))
    assert refusal(play, AcknowledgeInject("A", "GS")) == "A is acknowledged already."
    assert refusal(play, AcknowledgeInject("A", "BGM")) == "A was not sent to BGM."
    play.wait(minutes(1))
    play.do(AcknowledgeInject("A"))
    assert dict(play.state.inject("A").acknowledged) == {"GS": minutes(5), "CISO": minutes(6)}
    assert refusal(play, AcknowledgeInject("A")) == "A is acknowledged already."


def test_a_void_inject_asks_nothing_any_more() -> None:
    expects = [{"id": "A-x", "by": "GS", "action": "Belt", "within": "5m"}]
    clock = {"id": "AP", "title": "AP", "starts": "A", "due": "10m", "clock": "play"}
    play = Play(script({**A, "expects": expects}, B, clocks=[clock])).start()
    play.wait(minutes(5))
    assert play.happened(ClockStarted) == [ClockStarted("AP", "A", None, minutes(15))]
    play.do(VoidInject("A", "verkeerd bericht"))
    play.wait(minutes(60))
    assert play.delivered() == ["A"]
    assert play.state.inject("A").status is InjectStatus.VOIDED
    assert play.state.inject("A").delivered_play_ms == minutes(5)
    assert play.outcome("A-x") is Outcome.CANCELLED
    assert play.outcome("AP") is Outcome.CANCELLED
    assert not play.state.unfinished
    assert refusal(play, DeliverInject("A")) == "A was declared void; write a new one."
    assert refusal(play, VoidInject("A", "")) == "A was declared void."
    assert refusal(play, VoidInject("B", "")) == "B was not sent yet."


def test_an_ad_hoc_inject_comes_at_once_or_at_its_time() -> None:
    play = Play(script({**A, "id": "adhoc-1"})).start()
    added, sent = play.do(AddInject("Stroom uit", "Nu\x1b[2J", ("GS",), sender="Liander"))
    assert added == InjectAdded("adhoc-2", "Stroom uit", "Nu�[2J", ("GS",), "Liander")
    assert sent == InjectDelivered("adhoc-2", None, 0, ("GS",), by_hand=True)
    play.do(AddInject("Later", "", ("GS",), due_play_ms=minutes(2)))
    assert refusal(play, AddInject(" ", "", ("GS",))) == (
        "A message needs a title and at least one role."
    )
    play.run_to(minutes(4))
    assert play.delivered() == ["adhoc-2", "adhoc-3"]
    play.do(AcknowledgeInject("adhoc-3"))


def test_while_paused_nothing_comes_by_itself_but_by_hand() -> None:
    play = Play(script(A, B)).start()
    play.wait(minutes(4))
    play.do(PauseExercise())
    play.wait(minutes(60))
    assert play.delivered() == []
    play.do(DeliverInject("A"))
    assert play.state.inject("A").delivered_play_ms == minutes(4)
    play.wait(minutes(60))
    assert play.delivered() == ["A"]
