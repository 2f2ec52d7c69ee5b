from __future__ import annotations

import pytest

from crisis_tui.exercise.commands import (
    DeliverInject,
    MeetExpectation,
    RetractDecision,
    RetractExpectation,
    SkipInject,
    TakeDecision,
    Tick,
    VoidInject,
)
from crisis_tui.exercise.decide import Refusal, remark
from crisis_tui.exercise.events import (
    DecisionTaken,
    ExpectationMissed,
    InjectDelivered,
    InjectHeld,
    InjectSkipped,
)
from crisis_tui.exercise.state import Outcome
from tests.exercise.playing import Play, minutes, script

ASK = {
    "id": "C11",
    "at": "10m",
    "decision": {
        "id": "losgeld",
        "question": "Betalen?",
        "authority": "BGM",
        "options": [{"id": "niet", "title": "Niet"}, {"id": "wel", "title": "Wel"}],
    },
    "expects": [{"id": "C11-bel", "by": "BGM", "action": "Belt", "within": "5m"}],
}
PAID = {
    "id": "C11b",
    "after": {"inject": "C11", "by": "10m"},
    "when": {"decision": "losgeld", "is": "wel"},
}


def test_a_branch_follows_the_option_taken() -> None:
    for option, expected in (("wel", ["C11", "C11b"]), ("niet", ["C11"])):
        play = Play(script(ASK, PAID)).start()
        play.run_to(minutes(12))
        play.do(TakeDecision("losgeld", option, role="BGM"))
        play.run_to(minutes(60))
        assert play.delivered() == expected
        left_out = [InjectSkipped("C11b", "condition")] if option == "niet" else []
        assert play.happened(InjectSkipped) == left_out


def test_a_branch_waits_for_a_decision_that_comes_late() -> None:
    play = Play(script(ASK, PAID)).start()
    play.run_to(minutes(30))
    assert play.happened(InjectHeld) == [InjectHeld("C11b", "condition")]
    play.do(TakeDecision("losgeld", "wel"))
    assert play.do(Tick()) == (InjectDelivered("C11b", minutes(30), 0, ("CISO",)),)
    assert play.wait(minutes(60)) == ()


def test_a_decision_taken_back_opens_its_branches_again() -> None:
    play = Play(script(ASK, PAID)).start()
    play.run_to(minutes(20))
    play.do(TakeDecision("losgeld", "niet"))
    play.wait(minutes(1))
    assert play.happened(InjectSkipped)
    play.do(RetractDecision("losgeld"))
    assert play.wait(minutes(1)) == ()
    assert "C11b" in play.state.waiting
    play.do(TakeDecision("losgeld", "wel"))
    play.wait(minutes(1))
    assert play.delivered() == ["C11", "C11b"]


def test_a_branch_sent_stays_sent_when_its_decision_is_taken_back() -> None:
    play = Play(script(ASK, PAID)).start()
    play.do(TakeDecision("losgeld", "wel"))
    play.run_to(minutes(20))
    play.do(RetractDecision("losgeld"))
    play.do(TakeDecision("losgeld", "niet"))
    play.run_to(minutes(60))
    assert play.delivered() == ["C11", "C11b"]


@pytest.mark.parametrize(
    ("when", "sent_ms"), [({"missed": "C11-bel"}, minutes(15) + 1), ({"met": "C11-bel"}, None)]
)
def test_branches_follow_a_missed_action(when: dict[str, str], sent_ms: int | None) -> None:
    play = Play(script(ASK, {"id": "C12", "at": "11m", "when": when})).start()
    play.run_to(minutes(60))
    assert play.state.inject("C12").delivered_play_ms == sent_ms


def test_an_action_at_its_limit_is_in_time_and_a_moment_later_missed() -> None:
    play = Play(script(ASK)).start()
    play.run_to(minutes(15))
    assert play.happened(ExpectationMissed) == []
    play.do(MeetExpectation("C11-bel"))
    play.run_to(minutes(60))
    assert play.outcome("C11-bel") is Outcome.MET
    play.do(RetractExpectation("C11-bel"))
    play.do(Tick())
    assert play.happened(ExpectationMissed) == [ExpectationMissed("C11-bel", "C11", minutes(15))]
    play.do(MeetExpectation("C11-bel"))
    assert play.outcome("C11-bel") is Outcome.LATE
    play.do(RetractExpectation("C11-bel"))
    assert play.outcome("C11-bel") is Outcome.MISSED


def test_a_late_action_still_opens_the_branch_that_asked_for_it() -> None:
    play = Play(script(ASK, {"id": "C12", "at": "11m", "when": {"met": "C11-bel"}})).start()
    play.run_to(minutes(16))
    assert play.happened(InjectSkipped) == [InjectSkipped("C12", "condition")]
    play.do(MeetExpectation("C11-bel"))
    play.wait(1)
    assert play.delivered() == ["C11", "C12"]


def test_what_players_did_unasked_counts() -> None:
    play = Play(script(ASK)).start()
    play.do(MeetExpectation("C11-bel", "BGM", "uit zichzelf"))
    play.run_to(minutes(60))
    assert play.happened(ExpectationMissed) == []
    assert play.outcome("C11-bel") is Outcome.MET


def test_branches_of_an_inject_left_out_or_void_do_not_come() -> None:
    play = Play(script(ASK, {"id": "C12", "at": "11m", "when": {"missed": "C11-bel"}})).start()
    play.do(SkipInject("C11"))
    play.run_to(minutes(60))
    assert play.happened(InjectSkipped)[-1] == InjectSkipped("C12", "condition")
    play.do(DeliverInject("C11"))
    play.run_to(minutes(70))
    assert play.delivered() == ["C11", "C12"]

    play = Play(script(ASK, {"id": "C12", "at": "11m", "when": {"missed": "C11-bel"}})).start()
    play.run_to(minutes(12))
    play.do(VoidInject("C11", "fout"))
    play.run_to(minutes(60))
    assert play.delivered() == ["C11"]
    assert play.happened(InjectSkipped) == [InjectSkipped("C12", "condition")]


def test_not_and_any_wait_only_as_long_as_they_are_open() -> None:
    when = {"any": [{"decision": "losgeld", "is": "wel"}, {"not": {"met": "C11-bel"}}]}
    play = Play(script(ASK, {"id": "C12", "at": "10m", "when": when})).start()
    play.run_to(minutes(60))
    assert play.state.inject("C12").delivered_play_ms == minutes(15) + 1


def test_a_decision_is_settled_once_by_one_of_its_options() -> None:
    play = Play(script(ASK)).start()
    refused = play.ask(TakeDecision("losgeld", "misschien"))
    assert isinstance(refused, Refusal)
    assert str(refused.reason) == (
        '"misschien" is not an option of losgeld; the options are niet, wel.'
    )
    (taken,) = play.do(TakeDecision("losgeld", "niet", "GS", "te duur"))
    assert taken == DecisionTaken("losgeld", "niet", "C11", "GS", "te duur")
    refused = play.ask(TakeDecision("losgeld", "wel"))
    assert isinstance(refused, Refusal)
    assert str(refused.reason) == "losgeld was settled as niet; take that back first."


def test_a_decision_by_somebody_else_is_done_with_a_remark() -> None:
    play = Play(script(ASK)).start()
    said = remark(play.state, TakeDecision("losgeld", "niet", "GS"))
    assert str(said) == "GS decided; the scenario gives losgeld to BGM."
    assert remark(play.state, TakeDecision("losgeld", "niet", "BGM")) is None
    assert remark(play.state, Tick()) is None
