from __future__ import annotations

from crisis_tui.exercise.commands import (
    DeliverInject,
    EndExercise,
    EnterPhase,
    HoldInject,
    JumpTo,
    MeetClock,
    ResumeExercise,
    SendOverdue,
    SkipInject,
    SkipOverdue,
    Tick,
)
from crisis_tui.exercise.decide import Refusal
from crisis_tui.exercise.events import (
    ClockMissed,
    ExerciseEnded,
    InjectHeld,
    InjectSkipped,
    Paused,
    PhaseEntered,
    StoryJumped,
)
from crisis_tui.exercise.state import Outcome
from tests.exercise.playing import STORY_MS, Play, minutes, script

PHASES = (
    {"id": "p1", "at": "0m"},
    {"id": "p2", "at": "20m", "story": "48h", "pace": "1m = 1d"},
    {"id": "p3", "at": "40m"},
)
DAY = minutes(24 * 60)
AP = {"id": "AP", "title": "AP", "starts": "A", "due": "24h"}


def test_phases_anchor_the_story_and_set_its_pace() -> None:
    play = Play(script(phases=PHASES)).start()
    play.run_to(minutes(19))
    assert play.state.story_at(minutes(19)) == STORY_MS + minutes(19)
    play.run_to(minutes(30))
    assert play.state.story_at(minutes(20)) == STORY_MS + 2 * DAY
    assert play.state.story_at(minutes(30)) == STORY_MS + 12 * DAY
    play.run_to(minutes(41))
    assert play.state.story_at(minutes(41)) == STORY_MS + 22 * DAY + minutes(1)
    assert play.happened(StoryJumped) == [
        StoryJumped(STORY_MS + minutes(20), STORY_MS + 2 * DAY, None, "p2", minutes(20))
    ]
    assert [event.phase for event in play.happened(PhaseEntered)] == ["p1", "p2", "p3"]


def test_an_inject_with_its_own_story_time_moves_the_story_and_never_back() -> None:
    play = Play(
        script(
            {"id": "A", "at": "5m", "story": "3h"},
            {"id": "B", "at": "6m", "story": "1h"},
            phases=PHASES[:1],
        )
    ).start()
    play.run_to(minutes(6))
    assert play.state.inject("A").delivered_story_ms == STORY_MS + minutes(180)
    assert play.state.inject("B").delivered_story_ms == STORY_MS + minutes(181)
    assert len(play.happened(StoryJumped)) == 1


def test_a_story_clock_inside_a_jump_is_missed_unless_it_was_met() -> None:
    for met in (False, True):
        play = Play(script({"id": "A", "at": "1m"}, phases=PHASES, clocks=[AP])).start()
        play.run_to(minutes(10))
        if met:
            play.do(MeetClock("AP", "FG"))
        play.run_to(minutes(20))
        assert play.outcome("AP") is (Outcome.MET if met else Outcome.MISSED)
        assert len(play.happened(ClockMissed)) == (not met)
        assert isinstance(play.ask(MeetClock("AP")), Refusal) == met


def test_a_story_clock_runs_at_the_pace_of_the_story() -> None:
    play = Play(
        script({"id": "A", "at": "20m"}, phases=PHASES, clocks=[{**AP, "due": "72h"}])
    ).start()
    play.run_to(minutes(23))
    assert play.outcome("AP") is Outcome.OPEN
    play.run_to(minutes(24))
    assert play.outcome("AP") is Outcome.MISSED
    play.do(MeetClock("AP"))
    assert play.outcome("AP") is Outcome.LATE


def test_a_clock_met_before_it_runs_is_refused() -> None:
    play = Play(script({"id": "A", "at": "20m"}, clocks=[AP])).start()
    refused = play.ask(MeetClock("AP"))
    assert isinstance(refused, Refusal)
    assert str(refused.reason) == "The clock AP does not run yet."


def test_a_phase_by_hand_comes_once_and_leaves_out_those_between() -> None:
    play = Play(script(phases=PHASES)).start()
    play.run_to(minutes(5))
    play.do(EnterPhase("p3"))
    play.run_to(minutes(60))
    assert [event.phase for event in play.happened(PhaseEntered)] == ["p1", "p3"]
    for phase in ("p2", "p3", "p4"):
        assert isinstance(play.ask(EnterPhase(phase)), Refusal)


def test_a_recurring_inject_comes_at_its_own_times_from_its_phase_on() -> None:
    sitrap = {"id": "sitrap", "every": "10m", "from_phase": "p2"}
    play = Play(script(sitrap, phases=PHASES)).start()
    play.run_to(minutes(45))
    times = [play.state.inject(one).delivered_play_ms for one in play.delivered()]
    assert play.delivered() == ["sitrap", "sitrap.2", "sitrap.3"]
    assert times == [minutes(20), minutes(30), minutes(40)]


def test_a_recurring_inject_follows_its_phase_when_that_comes_early() -> None:
    sitrap = {"id": "sitrap", "every": "10m", "from_phase": "p2"}
    play = Play(script(sitrap, phases=PHASES[:2])).start()
    play.run_to(minutes(7))
    play.do(EnterPhase("p2"))
    play.run_to(minutes(17))
    assert play.delivered() == ["sitrap", "sitrap.2"]


def test_one_occurrence_by_hand_leaves_the_next_at_its_time() -> None:
    play = Play(script({"id": "sitrap", "at": "10m", "every": "10m"})).start()
    play.do(DeliverInject("sitrap"))
    play.do(SkipInject("sitrap"))
    play.do(HoldInject("sitrap"))
    play.run_to(minutes(40))
    assert play.delivered() == ["sitrap", "sitrap.4"]
    assert play.state.inject("sitrap.4").delivered_play_ms == minutes(40)


def test_on_the_story_clock_it_recurs_in_story_time_and_a_jump_passes_over() -> None:
    sitrap = {"id": "sitrap", "at": "10m", "every": "24h", "clock": "story"}
    play = Play(script(sitrap, phases=PHASES)).start()
    play.run_to(minutes(22))
    assert play.happened(InjectSkipped) == [InjectSkipped("sitrap.2", "jump")]
    assert play.delivered() == ["sitrap", "sitrap.3", "sitrap.4"]
    first_ms = STORY_MS + minutes(10)
    one_play_ms = DAY // minutes(1)
    late_ms = (play.state.inject("sitrap.3").delivered_story_ms or 0) - (first_ms + 2 * DAY)
    assert 0 <= late_ms < one_play_ms


def test_a_long_leap_is_told_once() -> None:
    sitrap = {"id": "sitrap", "at": "1m", "every": "1s", "clock": "story"}
    play = Play(script(sitrap, phases=({"id": "p1", "at": "2m", "story": "4w"},))).start()
    play.run_to(minutes(2))
    (passed,) = play.happened(InjectSkipped)
    weeks = 4 * 7 * 24 * 3600
    assert passed == InjectSkipped("sitrap.61", "jump", f"sitrap.{weeks - 60}")


def test_a_jump_ahead_holds_what_it_passes_and_sends_what_is_due_there() -> None:
    play = Play(
        script(
            {"id": "A", "at": "10m"},
            {"id": "B", "at": "20m"},
            {"id": "C", "at": "30m"},
            {"id": "S", "at": "5m", "every": "2m"},
            phases=PHASES[:2],
        )
    ).start()
    play.run_to(minutes(6))
    play.do(JumpTo(minutes(30)))
    assert play.happened(InjectHeld) == [InjectHeld("A", "jump"), InjectHeld("B", "jump")]
    assert play.happened(InjectSkipped) == [InjectSkipped("S.2", "jump", "S.13")]
    assert play.state.phase == "p2"
    play.do(Tick())
    assert play.delivered() == ["S", "C"]
    play.do(SendOverdue())
    assert play.delivered() == ["S", "C", "A", "B"]
    assert not play.state.catch_up
    assert isinstance(play.ask(SendOverdue()), Refusal)


def test_a_jump_back_sends_nothing_twice() -> None:
    play = Play(script({"id": "A", "at": "10m"}, {"id": "B", "at": "20m"})).start()
    play.run_to(minutes(15))
    play.do(JumpTo(minutes(5)))
    play.run_to(minutes(30))
    assert play.delivered() == ["A", "B"]
    assert play.state.inject("B").delivered_play_ms == minutes(20)


def test_after_an_outage_overdue_injects_wait_and_the_end_waits_for_them() -> None:
    play = Play(
        script(
            {"id": "A", "at": "10m"},
            {"id": "B", "after": {"inject": "A"}},
            {"id": "S", "at": "5m", "every": "2m"},
            end="30m",
        )
    ).start()
    play.run_to(minutes(6))
    play.at_ms += minutes(60)
    assert play.do(Tick(outage=True)) == (
        InjectSkipped("S.2", "outage", "S.30"),
        InjectHeld("S.31", "outage"),
        InjectHeld("A", "outage"),
    )
    assert play.do(Tick()) == ()
    assert play.state.ended is None
    play.do(SkipOverdue())
    play.do(Tick())
    assert play.happened(ExerciseEnded) == [ExerciseEnded("planned-end")]


def test_an_end_that_passed_during_an_outage_pauses_for_people_to_decide() -> None:
    play = Play(script({"id": "A", "at": "1m"}, end="30m")).start()
    play.run_to(minutes(2))
    play.at_ms += minutes(60)
    assert play.do(Tick(outage=True)) == (Paused("outage"),)
    assert play.do(Tick()) == ()
    play.do(JumpTo(minutes(3)))
    play.do(ResumeExercise())
    play.do(Tick())
    assert play.state.is_running
    play.wait(minutes(40))
    assert play.happened(ExerciseEnded) == [ExerciseEnded("planned-end")]


def test_the_planned_end_comes_after_what_is_due_then() -> None:
    play = Play(script({"id": "A", "at": "30m"}, {"id": "B", "at": "31m"}, end="30m")).start()
    play.wait(minutes(90))
    assert play.delivered() == ["A"]
    assert play.state.ended is not None
    assert play.wait(minutes(90)) == ()
    assert isinstance(play.ask(EndExercise()), Refusal)
