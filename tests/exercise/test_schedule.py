"""The schedule as a whole: shifted, rewound by a jump back, postponed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import (
    ChangeSpeed,
    DeliverInject,
    EnterPhase,
    HoldInject,
    JumpTo,
    MeetExpectation,
    PauseExercise,
    PostponeExercise,
    ResumeExercise,
    RetimeInject,
    ShiftSchedule,
    SkipInject,
    StopPlay,
    TakeDecision,
    Tick,
)
from crisis_tui.exercise.decide import Refusal, remark
from crisis_tui.exercise.due import next_wake_at_ms
from crisis_tui.exercise.events import ExerciseEnded, InjectHeld, Resumed
from crisis_tui.exercise.state import InjectStatus, Outcome
from crisis_tui.exercise.views.header import RunState, header
from crisis_tui.exercise.views.urgent import coming_phase
from tests.exercise.machine import Machine
from tests.exercise.playing import START_MS, STORY_MS, Play, minutes, script

PHASES = (
    {"id": "p1", "at": "0m"},
    {"id": "p2", "at": "20m", "story": "48h", "pace": "1m = 1d"},
)
WITHIN = {
    "expects": [{"id": "A-x", "by": "GS", "action": "doet", "within": "5m"}],
    "decision": {"id": "d", "question": "?", "options": [{"id": "j", "title": "Ja"}]},
}


def times(play: Play) -> dict[str, float]:
    sent = (play.state.inject(one) for one in play.delivered())
    return {
        one: (inject.delivered_play_ms or 0) / minutes(1)
        for one, inject in zip(play.delivered(), sent, strict=True)
    }


def refused(play: Play, command: ShiftSchedule | PostponeExercise) -> str:
    outcome = play.ask(command)
    assert isinstance(outcome, Refusal)
    return str(outcome.reason)


def test_a_shift_moves_all_that_is_still_to_come() -> None:
    play = Play(
        script(
            {"id": "A", "at": "10m", **WITHIN},
            {"id": "F", "after": {"inject": "A", "by": "8m"}},
            {"id": "B", "at": "30m"},
            {"id": "S", "at": "5m", "every": "10m"},
            {"id": "L", "at": "40m", "every": "10m"},
            {"id": "Q", "from_phase": "p2"},
            {"id": "W", "at": "2m", "when": {"missed": "A-x"}},
            phases=PHASES,
            end="60m",
        )
    ).start()
    play.run_to(minutes(12))
    play.do(ShiftSchedule(minutes(15)))
    coming = coming_phase(play.state, minutes(12))
    assert coming is not None
    assert coming.due_play_ms == minutes(35)
    play.run_to(minutes(100))
    assert times(play) == {
        "S": 5,
        "A": 10,
        "W": 15 + 1 / minutes(1),
        "S.2": 30,
        "F": 33,
        "Q": 35,
        "S.3": 40,
        "B": 45,
        "S.4": 50,
        "L": 55,
        "S.5": 60,
        "L.2": 65,
        "S.6": 70,
        "L.3": 75,
    }
    assert play.outcome("A-x") is Outcome.MISSED
    assert [
        record.play_ms for record in play.journal if isinstance(record.event, ExerciseEnded)
    ] == [minutes(75)]


def test_a_shift_sooner_lands_nothing_before_now() -> None:
    play = Play(script({"id": "A", "at": "10m"}, {"id": "B", "at": "30m"}, end="40m")).start()
    play.run_to(minutes(12))
    assert refused(play, ShiftSchedule(-minutes(18) - 1)) == (
        "B would come before now; the schedule can come 0:18:00 sooner at most."
    )
    play.do(ShiftSchedule(-minutes(18)))
    play.do(Tick())
    assert times(play) == {"A": 10, "B": 12}
    play.run_to(minutes(22))
    assert play.state.ended is not None


def test_a_shift_of_nothing_and_of_too_much_is_told() -> None:
    play = Play(script({"id": "A", "at": "1m"})).start()
    assert play.do(ShiftSchedule(0)) == ()
    assert refused(play, ShiftSchedule(minutes(60 * 24 * 400))) == (
        "The schedule cannot move by more than a year."
    )
    play.run_to(minutes(2))
    assert refused(play, ShiftSchedule(1)) == "Nothing is still to come on the exercise clock."


def test_two_shifts_add_up_and_what_is_retimed_moves_along() -> None:
    play = Play(script({"id": "A", "at": "10m"}, {"id": "B", "at": "30m"}, end="60m")).start()
    play.do(RetimeInject("A", minutes(20)))
    play.do(ShiftSchedule(minutes(10)))
    play.run_to(minutes(5))
    play.do(ShiftSchedule(minutes(1)))
    play.run_to(minutes(200))
    assert times(play) == {"A": 31, "B": 41}
    assert play.state.play_ms == minutes(71)


def test_a_shift_moves_what_a_phase_by_condition_waits_for() -> None:
    phases = (
        {"id": "p1", "at": "0m"},
        {"id": "p2", "at": "20m", "when": {"decision": "d", "is": "j"}},
    )
    play = Play(
        script({"id": "A", "at": "1m", **WITHIN}, {"id": "B", "at": "50m"}, phases=phases)
    ).start()
    play.run_to(minutes(2))
    play.do(ShiftSchedule(minutes(10)))
    play.do(TakeDecision("d", "j"))
    play.run_to(minutes(29))
    assert play.state.phase == "p1"
    play.run_to(minutes(30))
    assert play.state.phase == "p2"


def rewindable() -> Play:
    return Play(
        script(
            {"id": "A", "at": "10m", **WITHIN},
            {"id": "B", "at": "25m"},
            {"id": "S", "at": "5m", "every": "5m"},
            {"id": "Q", "from_phase": "p2"},
            {"id": "W", "at": "12m", "when": {"missed": "A-x"}},
            phases=PHASES,
            end="60m",
        )
    ).start()


def test_a_jump_there_and_back_leaves_all_that_is_still_to_come_as_it_was() -> None:
    play = rewindable()
    play.run_to(minutes(11))
    play.do(JumpTo(minutes(40)))
    assert set(play.state.catch_up) == {"B", "Q"}
    assert play.outcome("A-x") is Outcome.MISSED
    play.do(JumpTo(minutes(11)))
    assert not play.state.catch_up
    assert play.outcome("A-x") is Outcome.OPEN
    assert (play.state.phase, play.state.story_at(minutes(11))) == ("p1", STORY_MS + minutes(11))
    undisturbed = rewindable()
    for one in (play, undisturbed):
        one.run_to(minutes(55))
    assert times(play) == times(undisturbed)
    assert play.state.story == undisturbed.state.story
    assert play.state.expectations == undisturbed.state.expectations


@given(st.lists(st.integers(11, 59), min_size=1, max_size=4))
def test_jumps_that_come_back_undo_each_other(stops: list[int]) -> None:
    play, undisturbed = rewindable(), rewindable()
    for one in (play, undisturbed):
        one.run_to(minutes(10.5))
    for stop in stops:
        play.ask(JumpTo(minutes(stop)))
    play.do(JumpTo(minutes(10.5)))
    for one in (play, undisturbed):
        one.run_to(minutes(59))
    assert times(play) == times(undisturbed)


def test_after_a_jump_back_what_was_sent_does_not_come_again() -> None:
    play = rewindable()
    play.run_to(minutes(27))
    before = play.delivered()
    play.do(JumpTo(minutes(6)))
    play.run_to(minutes(27))
    assert play.delivered() == before
    play.run_to(minutes(30))
    assert play.delivered() == [*before, "S.6"]


def test_what_people_wanted_stays_so_after_a_jump_back() -> None:
    play = Play(
        script(
            {"id": "A", "at": "20m"},
            {"id": "B", "at": "21m"},
            {"id": "C", "at": "22m"},
            {"id": "D", "at": "23m"},
        )
    ).start()
    play.run_to(minutes(10))
    play.do(HoldInject("A"))
    play.do(SkipInject("B"))
    play.do(RetimeInject("C", minutes(40)))
    play.do(DeliverInject("D"))
    play.run_to(minutes(30))
    play.do(JumpTo(minutes(5)))
    play.run_to(minutes(39))
    assert play.delivered() == ["D"]
    assert play.state.inject("A").status is InjectStatus.HELD
    assert play.state.inject("B").status is InjectStatus.SKIPPED
    play.run_to(minutes(40))
    assert play.delivered() == ["D", "C"]


def test_a_jump_back_to_before_a_phase_takes_it_back() -> None:
    sitrap = {"id": "S", "every": "5m", "from_phase": "p2"}
    play = Play(script(sitrap, {"id": "Q", "from_phase": "p2"}, phases=PHASES)).start()
    play.run_to(minutes(3))
    play.do(EnterPhase("p2"))
    play.run_to(minutes(8))
    assert play.delivered() == ["S", "Q", "S.2"]
    play.do(JumpTo(minutes(1)))
    assert play.state.phase == "p1"
    play.run_to(minutes(30))
    assert times(play) == {"S": 3, "Q": 3, "S.2": 8, "S.3": 30}


def test_a_limit_that_passes_again_is_missed_again() -> None:
    play = rewindable()
    play.run_to(minutes(16))
    assert play.delivered() == ["S", "A", "S.2", "S.3", "W"]
    play.do(JumpTo(minutes(12)))
    assert play.outcome("A-x") is Outcome.OPEN
    play.do(MeetExpectation("A-x"))
    play.run_to(minutes(30))
    assert play.outcome("A-x") is Outcome.MET


def test_what_a_jump_does_is_said_before() -> None:
    play = rewindable()
    play.run_to(minutes(11))
    assert str(remark(play.state, JumpTo(minutes(40)), play.moment)) == (
        "2 messages are passed over and wait on the catch-up list. 1 limit passes."
    )
    play.do(JumpTo(minutes(40)))
    assert str(remark(play.state, JumpTo(minutes(11)), play.moment)) == (
        "What was sent stays sent and does not come again. 4 messages come again at their times."
        " 1 limit that had passed counts again."
    )


@pytest.mark.parametrize(("to", "ends"), [(59, False), (60, True), (90, True)])
def test_a_jump_to_the_planned_end_or_beyond_says_that_the_exercise_ends(
    to: int, *, ends: bool
) -> None:
    play = Play(script({"id": "A", "at": "5m"}, end="60m")).start()
    play.run_to(minutes(10))
    jump = JumpTo(minutes(to))
    said = remark(play.state, jump, play.moment)
    assert said == (Text("The planned end is passed: the exercise ends.") if ends else None)
    play.do(jump)
    play.do(Tick())
    assert play.state.is_live is not ends


def test_a_postponed_exercise_stands_still_and_goes_on_by_itself() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(90_000)
    until_ms = machine.clocks.wall + minutes(60)
    machine.act(PostponeExercise(until_ms, "brand"))
    assert not machine.session.state.is_running
    assert machine.session.next_wait_ms() == minutes(60)
    machine.wait_in_seconds(minutes(59))
    assert machine.delivered() == ["C1"]
    machine.wait(minutes(1))
    assert machine.session.now().play_ms == 90_000
    assert machine.happened(Resumed) == [Resumed()]
    machine.wait_in_seconds(30_000)
    assert machine.delivered() == ["C1", "C2"]
    assert machine.happened(InjectHeld) == []


def test_a_postponed_exercise_waits_for_a_director() -> None:
    machine = Machine().start()
    machine.wait_in_seconds(90_000)
    machine.act(PostponeExercise(machine.clocks.wall + minutes(60), "nacht"))
    machine.clocks.pass_ms(minutes(600))
    machine.restart()
    assert machine.session.state.is_running
    assert machine.session.now().play_ms == 90_000
    machine.wait_in_seconds(30_000)
    assert machine.delivered() == ["C1", "C2"]


def test_a_postponement_is_lifted_by_hand_and_ended_by_no_play() -> None:
    play = Play(script({"id": "A", "at": "5m"})).start()
    until_ms = START_MS + minutes(30)
    play.do(PostponeExercise(until_ms, "later"))
    assert next_wake_at_ms(play.state) == until_ms
    assert header(play.state, 0).run is RunState.PAUSED
    assert isinstance(play.ask(PauseExercise()), Refusal)
    play.do(ResumeExercise())
    assert play.state.postponed is None
    play.do(PostponeExercise(until_ms, "later"))
    play.do(StopPlay("echt"))
    assert play.wait(minutes(60)) == ()
    play.do(ResumeExercise(after_stop=True))
    play.run_to(minutes(5))
    assert play.delivered() == ["A"]


@pytest.mark.parametrize("by_ms", [0, -1, 10**15])
def test_an_exercise_is_postponed_to_a_time_that_comes(by_ms: int) -> None:
    play = Play(script()).start()
    assert refused(play, PostponeExercise(START_MS + by_ms, "x")) == (
        "The exercise is postponed to a time that is still to come."
    )


def test_speed_and_jump_while_postponed_wait_with_it() -> None:
    play = Play(script({"id": "A", "at": "5m"})).start()
    play.do(PostponeExercise(START_MS + minutes(30), "later"))
    play.do(ChangeSpeed(2))
    play.do(JumpTo(minutes(4)))
    play.wait(minutes(29))
    assert play.moment.play_ms == minutes(4)
    play.wait(minutes(1))
    play.run_to(minutes(5))
    assert play.at_ms == START_MS + minutes(30.5)
