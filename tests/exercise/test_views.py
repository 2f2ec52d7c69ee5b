from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.times import StoryTime
from crisis_tui.exercise import commands as do
from crisis_tui.exercise.agenda import Kind
from crisis_tui.exercise.points import OpenPoint, PointKind
from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.detail import inject_detail
from crisis_tui.exercise.views.header import ClockRow, NextDue, RunState, header
from crisis_tui.exercise.views.log import LogKind, log_rows, open_actions
from crisis_tui.exercise.views.messages import (
    Counts,
    MessageRow,
    MessageState,
    counts,
    message_ids,
    message_rows,
)
from crisis_tui.exercise.views.waiting import waiting
from tests.exercise.playing import STORY_MS, Play, minutes, script

if TYPE_CHECKING:
    from crisis_tui.exercise.views.header import Header
    from crisis_tui.exercise.views.waiting import Waiting

DECISION = {
    "id": "losgeld",
    "question": "Betalen?",
    "authority": "BGM",
    "within": "15m",
    "options": [{"id": "niet", "title": "Niet"}, {"id": "wel", "title": "Wel"}],
}
SCRIPT = script(
    {
        "id": "A",
        "at": "1m",
        "to": ["CISO", "GS"],
        "title": "Niemand kan inloggen",
        "from": "servicedesk",
        "text": "Sinds half acht.",
        "guidance": "Bel terug.",
        "acknowledge": "2m",
        "expects": [
            {"id": "A-x", "by": "CISO", "action": "Isoleert", "within": "5m", "objective": "O1"}
        ],
    },
    {"id": "B", "at": "4m"},
    {"id": "C", "at": "40m", "decision": DECISION},
    {"id": "D", "after": {"inject": "C", "by": "1m"}, "when": {"decision": "losgeld", "is": "wel"}},
    {"id": "BANK", "bank": "true"},
    phases=[{"id": "p1", "at": "0m", "title": "Ontdekking", "grip": "1"}, {"id": "p2", "at": "9m"}],
    clocks=[{"id": "AP", "title": "AP-melding", "starts": "A", "due": "72h", "owner": "FG"}],
    end="60m",
)


@pytest.fixture
def play() -> Play:
    return Play(SCRIPT).start()


def head(play: Play) -> Header:
    return header(play.state, play.moment.play_ms)


def waits(play: Play) -> Waiting:
    return waiting(play.state, play.moment.play_ms)


def states(play: Play) -> dict[str, MessageState]:
    ids = message_ids(play.state)
    return {row.id: row.state for row in message_rows(play.state, play.moment.play_ms, ids)}


def row_of(play: Play, inject: str) -> MessageRow:
    return message_rows(play.state, play.moment.play_ms, [inject])[0]


def test_the_head_says_how_it_runs_and_what_comes(play: Play) -> None:
    play.run_to(minutes(2))
    shown = head(play)
    assert (shown.run, shown.speed, shown.play_ms) == (RunState.RUNNING, 1.0, minutes(2))
    assert (shown.story_ms, shown.story_time) == (
        STORY_MS + minutes(2),
        StoryTime(1, (7 * 60 + 44) * 60),
    )
    assert (shown.phase_number, shown.phase_count, shown.phase_title) == (1, 2, "Ontdekking")
    assert shown.grip == "1"
    assert shown.next == NextDue(Kind.INJECT, "B", "Bericht", minutes(4), minutes(2))
    assert shown.clocks == (
        ClockRow("AP", "AP-melding", "FG", True, Outcome.OPEN, minutes(72 * 60 - 1)),
    )


def test_the_head_before_the_start_paused_stopped_and_after_the_end(play: Play) -> None:
    assert head(Play(SCRIPT)).run is RunState.NOT_STARTED
    assert head(Play(SCRIPT)).next is None
    play.do(do.PauseExercise())
    assert head(play).run is RunState.PAUSED
    play.do(do.StopPlay("echt"))
    assert (head(play).run, head(play).no_play) == (RunState.NO_PLAY, "echt")
    play.do(do.EndExercise())
    assert head(play).run is RunState.ENDED


def test_the_oldest_thing_late_is_named_first(play: Play) -> None:
    play.run_to(minutes(3))
    assert waits(play).first is None
    play.wait(1)
    late = OpenPoint("A", PointKind.ACKNOWLEDGEMENT, "A", "CISO", minutes(3))
    assert waits(play).late == {"A"}
    assert waits(play).first == late
    assert late.overdue_ms(play.moment.play_ms) == 1
    play.do(do.AcknowledgeInject("A"))
    assert waits(play).first is None
    play.run_to(minutes(7))
    oldest = waits(play).first
    assert oldest is not None
    assert (oldest.kind, oldest.id) == (PointKind.ACTION, "A-x")


def test_each_message_shows_where_it_stands(play: Play) -> None:
    assert states(play) == {
        "A": MessageState.SOON,
        "B": MessageState.SOON,
        "C": MessageState.PLANNED,
        "D": MessageState.BRANCH,
        "BANK": MessageState.BANK,
    }
    play.run_to(minutes(3))
    assert states(play)["A"] is MessageState.OPEN
    play.do(do.HoldInject("B"))
    play.run_to(minutes(5))
    assert (states(play)["A"], states(play)["B"]) == (MessageState.LATE, MessageState.HELD)
    play.do(do.AcknowledgeInject("A"))
    play.do(do.MeetExpectation("A-x"))
    play.do(do.SkipInject("B"))
    assert (states(play)["A"], states(play)["B"]) == (MessageState.DONE, MessageState.SKIPPED)
    play.run_to(minutes(41))
    assert (states(play)["C"], states(play)["D"]) == (MessageState.OPEN, MessageState.WAITING)
    play.do(do.VoidInject("C", "fout"))
    assert states(play)["C"] is MessageState.VOIDED


def test_a_line_has_its_times(play: Play) -> None:
    title = "Niemand kan inloggen"
    roles = ("CISO", "GS")
    assert row_of(play, "A") == MessageRow(
        "A", MessageState.SOON, minutes(1), roles, title, wait_ms=minutes(1)
    )
    play.run_to(minutes(8))
    assert row_of(play, "A") == MessageRow(
        "A", MessageState.LATE, minutes(1), roles, title, overdue_ms=minutes(5)
    )


def test_messages_stand_in_the_order_of_their_times(play: Play) -> None:
    play.do(do.AddInject("Los", "x", ("GS",), due_play_ms=minutes(3)))
    play.do(do.DeliverInject("C"))
    assert message_ids(play.state) == ("C", "A", "D", "adhoc-1", "B", "BANK")


def test_what_a_jump_passed_is_on_the_catch_up_list(play: Play) -> None:
    play.do(do.JumpTo(minutes(30)))
    assert states(play)["A"] is MessageState.OVERDUE
    assert head(play).overdue == 2
    assert counts(play.state, minutes(30)) == Counts(
        delivered=0, unfinished=0, late=0, overdue=2, unsent=3
    )


def test_a_message_in_full(play: Play) -> None:
    play.run_to(minutes(2))
    play.do(do.AcknowledgeInject("A", "GS"))
    play.run_to(minutes(3))
    shown = inject_detail(play.state, play.moment.play_ms, "A")
    assert shown is not None
    assert (shown.sender, shown.text, shown.guidance) == (
        "servicedesk",
        "Sinds half acht.",
        "Bel terug.",
    )
    assert [(one.role, one.after_ms) for one in shown.receipts] == [
        ("CISO", None),
        ("GS", minutes(1)),
    ]
    (expected,) = shown.expects
    assert (expected.outcome, expected.elapsed_ms, expected.within_ms, expected.objective) == (
        Outcome.OPEN,
        minutes(2),
        minutes(5),
        "O1",
    )
    play.do(do.MeetExpectation("A-x", note="segment los"))
    play.run_to(minutes(6))
    shown = inject_detail(play.state, play.moment.play_ms, "A")
    assert shown is not None
    assert (shown.expects[0].elapsed_ms, shown.expects[0].note) == (minutes(2), "segment los")


def test_a_decision_and_a_branch_in_full(play: Play) -> None:
    play.run_to(minutes(45))
    play.do(do.TakeDecision("losgeld", "wel", "BGM", "nood"))
    play.wait(minutes(5))
    asked = inject_detail(play.state, play.moment.play_ms, "C")
    assert asked is not None
    assert asked.decision is not None
    assert [option.id for option in asked.decision.options if option.chosen] == ["wel"]
    assert (asked.decision.elapsed_ms, asked.decision.reason) == (minutes(5), "nood")
    branch = inject_detail(play.state, play.moment.play_ms, "D")
    assert branch is not None
    assert (str(branch.condition), branch.follows) == ("losgeld = wel", "C")
    assert inject_detail(play.state, 0, "nobody") is None


def test_an_ad_hoc_message_in_full(play: Play) -> None:
    play.do(do.AddInject("Los", "tekst", ("GS",), sender="buurman"))
    shown = inject_detail(play.state, 0, "adhoc-1")
    assert shown is not None
    assert (shown.row.title, shown.text, shown.sender, shown.by_hand) == (
        "Los",
        "tekst",
        "buurman",
        True,
    )


def test_the_log_is_newest_first_and_marks_what_was_taken_back(play: Play) -> None:
    opened = play.moment
    play.wait(minutes(2))
    play.do(do.RecordObservation("ziet rook", opened=opened))
    play.do(do.RecordEntry("fact", "rook", role="GS"))
    play.do(do.PauseExercise())
    play.do(do.RetractEntry("E1"))
    rows = log_rows(play.state, 4)
    assert [(row.kind, row.entry, row.retracted) for row in rows] == [
        (LogKind.EXERCISE, "E1", False),
        (LogKind.EXERCISE, None, False),
        (LogKind.ENTRY, "E2", False),
        (LogKind.OBSERVATION, "E1", True),
    ]
    assert (rows[3].play_ms, rows[3].text, rows[3].who) == (0, "ziet rook", "ketelmeer")
    assert (rows[2].entry_kind, rows[2].who) == ("fact", "GS")


def test_actions_not_done_stand_by_their_due_time(play: Play) -> None:
    for due_ms in (None, minutes(9), minutes(3), minutes(1)):
        play.do(do.RecordAction("doet", "GS", due_ms))
    play.do(do.CloseAction("E4"))
    rows = open_actions(play.state, minutes(5))
    assert [(row.entry, row.overdue_ms) for row in rows] == [
        ("E3", minutes(2)),
        ("E2", 0),
        ("E1", 0),
    ]
    play.do(do.RetractEntry("E3"))
    assert [row.entry for row in open_actions(play.state, 0)] == ["E2", "E1"]


def test_a_settled_branch_is_a_message_like_any_other_or_does_not_come(play: Play) -> None:
    play.do(do.DeliverInject("C"))
    assert states(play)["D"] is MessageState.BRANCH
    play.do(do.TakeDecision("losgeld", "wel", role="BGM"))
    assert states(play)["D"] in {MessageState.SOON, MessageState.PLANNED}
    play.do(do.RetractDecision("losgeld"))
    assert states(play)["D"] is MessageState.BRANCH
    play.do(do.TakeDecision("losgeld", "niet", role="BGM"))
    assert states(play)["D"] is MessageState.SKIPPED


def test_a_message_of_ones_own_is_open_until_everybody_has_it(play: Play) -> None:
    play.do(do.AddInject("Los", "x", ("GS", "CISO")))
    assert states(play)["adhoc-1"] is MessageState.OPEN
    play.do(do.AcknowledgeInject("adhoc-1", role="GS"))
    assert states(play)["adhoc-1"] is MessageState.OPEN
    play.do(do.AcknowledgeInject("adhoc-1", role="CISO"))
    assert states(play)["adhoc-1"] is MessageState.DONE


def test_an_action_that_is_done_says_which_and_whose(play: Play) -> None:
    play.do(do.RecordAction("VPN dicht", "CISO", None, play.moment))
    entry = next(iter(play.state.actions))
    play.do(do.CloseAction(entry))
    newest = log_rows(play.state)[0]
    assert (newest.who, str(newest.text)) == ("CISO", "done: VPN dicht")
