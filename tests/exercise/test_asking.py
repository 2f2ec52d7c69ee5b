"""Players answer messages and ask the world outside."""

from __future__ import annotations

from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.clock import Moment
from crisis_tui.exercise.decide import Refusal
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.state import initial_state
from crisis_tui.exercise.undoing import last_deed
from crisis_tui.exercise.wording import sentence
from tests.exercise.playing import DIRECTOR, START_MS, Play, minutes, script

SCRIPT = script(
    {"id": "C1", "at": "0m", "to": ["PVL"], "title": "Bent u gehackt?", "acknowledge": "2m"},
    {"id": "C2", "at": "0m", "to": ["PVL", "GS"]},
    {"id": "C3", "at": "9m", "to": ["PVL"]},
)


def started() -> Play:
    return Play(SCRIPT).start()


def refusal(play: Play, command: do.Command) -> str:
    answer = play.ask(command)
    assert isinstance(answer, Refusal)
    return str(answer.reason)


def test_an_answer_bears_the_time_at_which_its_line_was_opened() -> None:
    play = started()
    play.run_to(minutes(3))
    opened = Moment(START_MS + minutes(1), minutes(1))
    given = play.do(do.GiveAnswer("C1", "Wij onderzoeken het.", "PVL", opened))[-1]
    assert given == ev.AnswerGiven(
        "E1", "C1", "Wij onderzoeken het.", minutes(1), START_MS + minutes(1), "PVL"
    )
    assert play.state.answers["C1"] == ("E1",)


def test_who_answers_a_message_has_it() -> None:
    play = started()
    play.run_to(minutes(1))
    given = play.do(do.GiveAnswer("C1", "Nee."))
    assert given[0] == ev.InjectAcknowledged("C1", "PVL")
    assert play.state.inject("C1").acknowledged["PVL"] == minutes(1)
    assert "C1" not in play.state.unfinished


def test_a_receipt_keeps_its_own_time() -> None:
    play = started()
    play.do(do.AcknowledgeInject("C1", "PVL"))
    play.run_to(minutes(5))
    assert [type(event) for event in play.do(do.GiveAnswer("C1", "Nee."))] == [ev.AnswerGiven]
    assert play.state.inject("C1").acknowledged["PVL"] == 0


def test_only_who_has_a_message_answers_it() -> None:
    play = started()
    assert refusal(play, do.GiveAnswer("C1", "ja", "GS")) == "C1 was not sent to GS."
    assert refusal(play, do.GiveAnswer("C2", "ja")) == "Which role answers? C2 went to several."
    assert refusal(play, do.GiveAnswer("C3", "ja", "PVL")) == "C3 was not sent yet."
    assert refusal(play, do.GiveAnswer("C1", "  ", "PVL")) == "An entry needs a text."
    play.do(do.VoidInject("C1", "vergissing"))
    assert refusal(play, do.GiveAnswer("C1", "ja", "PVL")) == "C1 was declared void."


def test_one_can_answer_again_and_take_the_last_one_back() -> None:
    play = started()
    play.do(do.GiveAnswer("C2", "eerste", "GS"))
    play.do(do.GiveAnswer("C2", "tweede", "PVL"))
    assert play.state.answers["C2"] == ("E1", "E2")
    found = last_deed(play.state, DIRECTOR.person)
    assert found is not None
    play.do(found[1])
    assert set(play.state.retracted) == {"E2"}
    assert "PVL" in play.state.inject("C2").acknowledged


def test_a_question_names_whom_it_is_for_as_it_was_written() -> None:
    play = started()
    asked = play.do(do.AskQuestion(" Staat de dijk nog? ", " waterschap ", "GS"))
    assert asked == (
        ev.QuestionAsked("E1", " Staat de dijk nog? ", 0, START_MS, "GS", "waterschap"),
    )
    assert str(sentence(asked[0], play.state.plan)) == "GS asks waterschap:  Staat de dijk nog? "
    assert refusal(play, do.AskQuestion("")) == "An entry needs a text."


def test_nobody_outside_can_be_asked_in_no_play_or_after_the_end() -> None:
    play = started()
    play.do(do.StopPlay("brand"))
    assert "NO PLAY" in refusal(play, do.AskQuestion("Bent u daar?", None, "GS"))
    play.do(do.EndExercise())
    assert refusal(play, do.GiveAnswer("C1", "ja")) == "The exercise is over."


def test_what_was_said_follows_from_the_journal_alone() -> None:
    play = started()
    play.do(do.GiveAnswer("C1", "Nee."))
    play.do(do.AskQuestion("Hoe lang nog?", None, "GS"))
    again = fold_all(initial_state(SCRIPT), play.journal)
    assert again == play.state
    assert list(again.said_order) == ["E1", "E2"]
    assert again.said["E2"].text == "Hoe lang nog?"
