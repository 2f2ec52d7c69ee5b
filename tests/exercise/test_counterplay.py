"""The simulation cell speaks messages and deals with what players write; observers rate tasks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crisis_tui.exercise import commands as do
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.decide import Refusal
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.state import initial_state
from crisis_tui.exercise.typed import LONGEST_TITLE, title_of
from crisis_tui.exercise.undoing import last_deed
from tests.exercise.playing import DIRECTOR, Play, minutes, script

SCRIPT = script(
    {"id": "BEL", "at": "0m", "channel": "telefoon"},
    {"id": "MAIL", "at": "0m", "channel": "mail"},
    {"id": "LATER", "at": "5m", "channel": "fysiek"},
)


def started() -> Play:
    return Play(SCRIPT).start()


def refusal(play: Play, command: do.Command) -> str:
    answer = play.ask(command)
    assert isinstance(answer, Refusal)
    return str(answer.reason)


def test_what_is_delivered_on_a_spoken_channel_is_to_be_spoken() -> None:
    play = started()
    assert dict(play.state.unspoken) == {"BEL": 0}
    play.run_to(minutes(5))
    assert dict(play.state.unspoken) == {"BEL": 0, "LATER": minutes(5)}


def test_what_was_played_is_off_the_list_and_says_by_whom() -> None:
    play = started()
    assert play.do(do.PlayInject("BEL", "voicemail")) == (ev.InjectPlayed("BEL", "voicemail"),)
    assert not play.state.unspoken
    played = play.state.played["BEL"]
    assert (played.by, played.note, played.play_ms) == (DIRECTOR, "voicemail", 0)
    assert refusal(play, do.PlayInject("BEL")) == "BEL was played already."


def test_a_mail_can_be_spoken_too() -> None:
    play = started()
    play.do(do.PlayInject("MAIL"))
    assert "MAIL" in play.state.played
    play.do(do.RetractInjectPlay("MAIL"))
    assert "MAIL" not in play.state.unspoken


def test_nothing_is_played_before_it_is_sent_or_once_it_is_void() -> None:
    play = started()
    assert refusal(play, do.PlayInject("LATER")) == "LATER was not sent yet."
    assert 'no "XX"' in refusal(play, do.PlayInject("XX"))
    play.do(do.VoidInject("BEL", "verkeerd nummer"))
    assert not play.state.unspoken
    assert refusal(play, do.PlayInject("BEL")) == "BEL was declared void."


def test_playing_can_be_taken_back_once() -> None:
    play = started()
    play.do(do.PlayInject("BEL"))
    found = last_deed(play.state, DIRECTOR.person)
    assert found is not None
    assert found[1] == do.RetractInjectPlay("BEL")
    play.do(found[1])
    assert dict(play.state.unspoken) == {"BEL": 0}
    assert refusal(play, do.RetractInjectPlay("BEL")) == "BEL was not played."
    assert last_deed(play.state, DIRECTOR.person) is None


def test_a_reply_names_what_it_replies_to() -> None:
    play = started()
    play.do(do.AskQuestion("Hoeveel bedden?"))
    reply = do.AddInject("Twintig", "Twintig bedden.", ("GS",), in_reply_to="E1")
    added, delivered = play.do(reply)
    assert isinstance(added, ev.InjectAdded)
    assert added.in_reply_to == "E1"
    assert isinstance(delivered, ev.InjectDelivered)
    play.do(reply)
    assert play.state.replies["E1"] == ("adhoc-1", "adhoc-2")


def test_nothing_replies_to_what_is_not_there() -> None:
    play = started()
    reply = do.AddInject("Twintig", "", ("GS",), in_reply_to="E1")
    assert 'no "E1"' in refusal(play, reply)
    play.do(do.AskQuestion("Hoeveel bedden?"))
    play.do(do.RetractEntry("E1"))
    assert refusal(play, reply) == "E1 was taken back already."


def test_only_what_players_said_is_replied_to() -> None:
    play = started()
    play.do(do.RecordEntry("note", "Let op"))
    for command in (do.HandleEntry("E1"), do.AddInject("x", "", ("GS",), in_reply_to="E1")):
        assert refusal(play, command) == "E1 is no question and no answer of a player."


def test_what_players_wrote_is_dealt_with_and_taken_up_again() -> None:
    play = started()
    play.do(do.AskQuestion("Hoeveel bedden?"))
    assert refusal(play, do.RetractEntryHandling("E1")) == "E1 was not dealt with."
    play.do(do.HandleEntry("E1", "gebeld"))
    assert play.state.handled["E1"].note == "gebeld"
    assert refusal(play, do.HandleEntry("E1")) == "E1 was dealt with already."
    found = last_deed(play.state, DIRECTOR.person)
    assert found is not None
    play.do(found[1])
    assert not play.state.handled


def rated() -> Play:
    objective = SCRIPT.scenario.objectives[0].model_copy(update={"tasks": ("Meldt", "Besluit")})
    scenario = SCRIPT.scenario.model_copy(update={"objectives": (objective,)})
    return Play(replace(SCRIPT, scenario=scenario)).start()


def test_a_rating_is_an_entry_that_can_be_taken_back() -> None:
    play = rated()
    assert play.do(do.RateTask("O1", 2, "S", " vlot ")) == (
        ev.TaskRated("E1", "O1", 2, "S", 0, play.at_ms, " vlot "),
    )
    rating = play.state.ratings["E1"]
    assert (rating.objective, rating.task, rating.rating, rating.by) == ("O1", 2, "S", DIRECTOR)
    found = last_deed(play.state, DIRECTOR.person)
    assert found is not None
    assert found[1] == do.RetractEntry("E1")


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (do.RateTask("O9", 1, "P"), 'There is no "O9"'),
        (do.RateTask("O1", 3, "P"), "O1 has no task 3; it has 2."),
        (do.RateTask("O1", 0, "P"), "O1 has no task 0"),
        (do.RateTask("O1", 1, "X"), 'There is no "X"'),
    ],
)
def test_a_rating_that_means_nothing_is_refused(command: do.Command, reason: str) -> None:
    assert reason in refusal(rated(), command)


def test_the_cell_and_observers_go_on_writing_in_no_play_and_after_the_end() -> None:
    play = rated()
    play.do(do.StopPlay("echte brand"))
    play.do(do.PlayInject("BEL"))
    play.do(do.EndExercise())
    play.do(do.RateTask("O1", 1, "U"))
    assert fold_all(initial_state(play.script), play.journal) == play.state


@pytest.mark.parametrize("text", ["kort", "woord " * 30, "x" * 200, "", "a" * 39 + " bc"])
def test_a_title_is_short(text: str) -> None:
    title = title_of(text)
    assert len(title) <= LONGEST_TITLE
    assert bool(title) == bool(text.strip())
