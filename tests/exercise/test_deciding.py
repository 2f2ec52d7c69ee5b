from __future__ import annotations

import pytest

from crisis_tui.exercise import commands as do
from crisis_tui.exercise.clock import Moment
from crisis_tui.exercise.decide import Refusal, decide
from crisis_tui.exercise.events import (
    ActionRecorded,
    DirectorReleased,
    DirectorTaken,
    EntryRecorded,
    ObservationRecorded,
    Paused,
    PlayStopped,
    Resumed,
    SpeedChanged,
    Unknown,
)
from crisis_tui.exercise.fold import fold
from crisis_tui.exercise.state import initial_state
from tests.exercise.playing import DIRECTOR, START_MS, Play, minutes, script

A = {"id": "A", "at": "5m"}
HANDOVER = do.SignHandover("ketelmeer", "knardijk", "s", "b", "a", "v", "c")
WRITING: tuple[do.Command, ...] = (
    do.RecordObservation("ziet iets"),
    do.RecordEntry("picture", "beeld"),
    do.RecordAction("doet iets", "GS"),
    HANDOVER,
)
PLAYING: tuple[do.Command, ...] = (
    do.DeliverInject("A"),
    do.JumpTo(5),
    do.ChangeSpeed(2),
    do.PauseExercise(),
    do.AddInject("t", "x", ("GS",)),
)


def refusal(play: Play, command: do.Command) -> str:
    decided = play.ask(command)
    assert isinstance(decided, Refusal), decided
    return str(decided.reason)


@pytest.mark.parametrize("command", [*WRITING, *PLAYING, do.EndExercise(), do.ResumeExercise()])
def test_before_the_start_there_is_nothing_to_do(command: do.Command) -> None:
    assert refusal(Play(script(A)), command) == "The exercise has not started."


def test_an_exercise_starts_once_and_with_a_scenario() -> None:
    play = Play(script(A)).start()
    start = do.StartExercise("x", {}, "1")
    assert refusal(play, start) == "The exercise was started already."
    assert isinstance(decide(initial_state(), start, Moment(0, 0)), Refusal)
    assert "0.1 to 600" in refusal(Play(script()), do.StartExercise("x", {}, "1", speed=601))


def test_pause_and_resume_say_when_there_is_nothing_to_do() -> None:
    play = Play(script(A)).start()
    assert refusal(play, do.ResumeExercise()) == "The exercise is running already."
    assert play.do(do.PauseExercise("koffie")) == (Paused("koffie"),)
    assert refusal(play, do.PauseExercise()) == "The exercise is paused already."
    assert play.do(do.ResumeExercise()) == (Resumed(),)


def test_the_present_speed_changes_nothing_and_an_impossible_one_is_refused() -> None:
    play = Play(script(A)).start()
    assert play.do(do.ChangeSpeed(1)) == ()
    assert play.do(do.ChangeSpeed(0.1)) == (SpeedChanged(0.1),)
    assert "0.1 to 600" in refusal(play, do.ChangeSpeed(0))


def test_no_play_freezes_all_but_writing_until_it_is_lifted() -> None:
    play = Play(script(A)).start()
    assert play.do(do.StopPlay("echte brand")) == (PlayStopped("echte brand"),)
    play.wait(minutes(60))
    assert play.delivered() == []
    for command in PLAYING:
        assert refusal(play, command) == "NO PLAY is in force (echte brand); lift it first."
    for command in WRITING:
        assert play.do(command)
    assert "lift it explicitly" in refusal(play, do.ResumeExercise())
    assert refusal(play, do.StopPlay("nog een")) == "NO PLAY is in force already."
    play.do(do.ResumeExercise(after_stop=True))
    play.wait(minutes(5))
    assert play.delivered() == ["A"]


def test_after_the_end_only_writing_goes_on() -> None:
    play = Play(script(A)).start()
    play.do(do.EndExercise())
    for command in (*PLAYING, do.EndExercise(), do.StopPlay("x")):
        assert refusal(play, command) == "The exercise is over."
    for command in WRITING:
        assert play.do(command)
    assert play.wait(minutes(60)) == ()


def test_entries_bear_the_moment_at_which_they_were_opened() -> None:
    play = Play(script(A)).start()
    opened = play.moment
    play.wait(minutes(2))
    assert play.do(do.RecordObservation("x", objective="O1", opened=opened)) == (
        ObservationRecorded("E1", "x", 0, START_MS, "O1"),
    )
    assert play.do(do.RecordEntry("fact", "y", role="GS", inject="A")) == (
        EntryRecorded("E2", "fact", "y", minutes(2), START_MS + minutes(2), "GS", "A"),
    )
    assert play.do(do.RecordAction("z\x07", "GS", minutes(9), opened)) == (
        ActionRecorded("E3", "z�", "GS", 0, START_MS, minutes(9)),
    )


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (do.RecordObservation(" "), "An entry needs a text."),
        (do.RecordObservation("x", objective="O2"), 'There is no "O2"'),
        (do.RecordObservation("x", inject="B"), 'There is no "B"'),
        (do.RecordEntry("fakt", "x"), 'did you mean "fact"?'),
        (do.RecordEntry("fact", ""), "An entry needs a text."),
        (do.RecordAction("", "GS"), "An entry needs a text."),
        (do.RecordAction("x", " "), "An action needs an owner."),
        (do.CloseAction("E9"), 'There is no "E9"'),
        (do.RetractEntry("E9"), 'There is no "E9"'),
        (do.SignHandover("a", "b", "s", "", "a", "v", "c"), "all five points"),
        (do.JumpTo(-1), "before the start"),
        (do.JumpTo(0), "stands there already"),
        (do.EnterPhase("p"), 'There is no "p"'),
        (do.MeetClock("AP"), 'There is no "AP"'),
        (do.MeetExpectation("x"), 'There is no "x"'),
        (do.RetractExpectation("x"), 'There is no "x"'),
        (do.RetractDecision("x"), 'There is no "x"'),
        (do.TakeDecision("x", "y"), 'There is no "x"'),
    ],
)
def test_what_cannot_be_done_says_why(command: do.Command, reason: str) -> None:
    assert reason in refusal(Play(script(A)).start(), command)


def test_an_action_is_closed_once_and_not_when_taken_back() -> None:
    play = Play(script(A)).start()
    play.do(do.RecordAction("een", "GS"))
    play.do(do.RecordAction("twee", "GS"))
    play.do(do.CloseAction("E1", "klaar"))
    assert refusal(play, do.CloseAction("E1")) == "E1 is done already."
    play.do(do.RetractEntry("E2"))
    assert refusal(play, do.CloseAction("E2")) == "E2 was taken back already."
    assert refusal(play, do.RetractEntry("E2")) == "E2 was taken back already."


def test_who_directs_is_known() -> None:
    play = Play(script(A)).start()
    assert play.do(do.TakeDirection("start")) == (DirectorTaken("start"),)
    assert play.state.director == DIRECTOR
    assert play.do(do.ReleaseDirection("quit")) == (DirectorReleased("quit"),)
    assert play.state.director is None


def test_an_event_from_a_newer_version_only_moves_the_position() -> None:
    play = Play(script(A)).start()
    record = play.journal[-1]
    after = fold(play.state, type(record)(9, START_MS + 5, 5, DIRECTOR, Unknown("MoonRisen", {})))
    assert (after.seq, after.at_ms, after.play_ms) == (9, START_MS + 5, 5)
    assert after.log == play.state.log


def test_a_state_is_frozen() -> None:
    play = Play(script(A)).start()
    with pytest.raises(AttributeError):
        play.state.seq = 9
