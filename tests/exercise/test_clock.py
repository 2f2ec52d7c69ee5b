from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise.clock import Segment, SteadyWall, is_speed, permille_of
from crisis_tui.exercise.commands import (
    ChangeSpeed,
    JumpTo,
    NoteWallStep,
    PauseExercise,
    ResumeExercise,
    StopPlay,
)
from crisis_tui.exercise.decide import Refusal
from crisis_tui.exercise.events import Paused, Record, Resumed, SpeedChanged
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.state import initial_state
from tests.exercise.playing import DIRECTOR, START_MS, Play, minutes, script

if TYPE_CHECKING:
    from crisis_tui.exercise.commands import Command

PERMILLES = st.integers(100, 600_000)
WAITS_MS = st.integers(0, 10_000_000)


@given(st.integers(0, 10**12), st.integers(0, 10**9), PERMILLES, st.integers(0, 10**9))
def test_an_alarm_rings_at_the_first_millisecond_that_shows_its_time(
    at_ms: int, play_ms: int, permille: int, ahead_ms: int
) -> None:
    segment = Segment(at_ms, play_ms, permille, running=True)
    due_ms = play_ms + ahead_ms
    ring_ms = segment.at_of(due_ms)
    assert ring_ms is not None
    assert segment.play_at(ring_ms) >= due_ms
    assert ring_ms == at_ms or segment.play_at(ring_ms - 1) < due_ms


def test_a_clock_at_rest_never_comes_to_a_later_time() -> None:
    assert Segment(0, 5, 1000, running=False).at_of(6) is None
    assert Segment(0, 5, 1000, running=False).at_of(5) == 0


@pytest.mark.parametrize("speed", [0.1, 0.125, 0.5, 1, 1.5, 59.999, 600])
def test_a_speed_of_thousandths_is_kept_exactly(speed: float) -> None:
    assert is_speed(speed)
    assert permille_of(speed) / 1000 == speed


@pytest.mark.parametrize("speed", [0, 0.09, 600.001, -1, 1 / 3, float("inf"), float("nan")])
def test_other_speeds_are_none(speed: float) -> None:
    assert not is_speed(speed)


CLOCK_COMMANDS = st.one_of(
    st.just(PauseExercise()),
    st.just(ResumeExercise(after_stop=True)),
    st.just(StopPlay("echt incident")),
    st.builds(ChangeSpeed, PERMILLES.map(lambda permille: permille / 1000)),
    st.builds(JumpTo, st.integers(0, 10**8)),
    st.builds(NoteWallStep, st.integers(-(10**7), 10**7)),
)


DEEDS = st.lists(st.tuples(WAITS_MS, CLOCK_COMMANDS), max_size=12)


@given(PERMILLES, DEEDS, WAITS_MS)
def test_play_time_is_the_sum_over_what_the_clock_ran(
    permille: int, deeds: list[tuple[int, Command]], last_ms: int
) -> None:
    play = Play(script()).start(speed=permille / 1000)
    by_hand = Integral(permille)
    for wait_ms, command in deeds:
        play.at_ms += wait_ms
        by_hand.wait(wait_ms)
        if isinstance(command, NoteWallStep):
            play.leap(command.step_ms)
        elif not isinstance(play.ask(command), Refusal):
            by_hand.do(command)
    play.at_ms += last_ms
    by_hand.wait(last_ms)
    assert play.moment.play_ms == by_hand.play_ms
    replayed = fold_all(initial_state(play.script), play.journal)
    assert replayed == play.state
    assert replayed.moment(play.at_ms).play_ms == by_hand.play_ms


class Integral:
    """Play time by hand: an exact fraction, to which each stretch of wall time adds its share."""

    def __init__(self, permille: int) -> None:
        self.exact_ms = Fraction(0)
        self.speed = Fraction(permille, 1000)
        self.running = True

    @property
    def play_ms(self) -> int:
        return floor(self.exact_ms)

    def wait(self, wall_ms: int) -> None:
        if self.running:
            self.exact_ms += wall_ms * self.speed

    def do(self, command: Command) -> None:
        if isinstance(command, JumpTo):
            self.exact_ms = Fraction(command.play_ms)
        elif isinstance(command, ChangeSpeed):
            self.speed = Fraction(permille_of(command.speed), 1000)
        elif isinstance(command, PauseExercise | StopPlay):
            self.running = False
        elif isinstance(command, ResumeExercise):
            self.running = True


def test_nothing_is_lost_where_one_segment_closes_and_the_next_begins() -> None:
    play = Play(script()).start(speed=0.1)
    for _ in range(1_000):
        play.at_ms += 1
        play.do(PauseExercise())
        play.do(ResumeExercise())
    assert play.moment.play_ms == 100


def test_a_journal_that_rounded_at_each_change_is_read_as_it_was_written() -> None:
    play = Play(script()).start(speed=0.5)
    told = [
        (START_MS + 3, 1, Paused()),
        (START_MS + 3, 1, Resumed()),
        (START_MS + 4, 1, SpeedChanged(1.0)),
        (START_MS + 10, 7, Paused()),
    ]
    before = [*play.journal]
    for at_ms, play_ms, event in told:
        record = Record(len(before) + 1, at_ms, play_ms, DIRECTOR, event)
        before.append(record)
    state = fold_all(initial_state(play.script), before)
    assert state.moment(START_MS + 99).play_ms == 7


def test_a_leap_of_the_wall_clock_moves_no_play_time() -> None:
    play = Play(script()).start(speed=2)
    play.at_ms += minutes(3)
    play.leap(-minutes(60))
    assert play.moment.play_ms == minutes(6)
    play.at_ms += minutes(1)
    assert play.moment.play_ms == minutes(8)


def test_the_steady_wall_follows_the_elapsed_clock_and_tells_leaps() -> None:
    wall = SteadyWall.synced(START_MS, 70_000)
    assert wall.at(71_000) == START_MS + 1_000
    assert wall.step_ms(START_MS + 1_499, 71_000) == 0
    assert wall.step_ms(START_MS - 3_600_000, 71_000) == -3_601_000


def test_after_a_restart_a_live_exercise_went_on_and_a_virtual_one_stood_still() -> None:
    for virtual, expected_ms in ((False, minutes(10)), (True, minutes(4))):
        play = Play(script()).start(virtual=virtual)
        play.at_ms += minutes(4)
        play.do(ChangeSpeed(1.5))
        play.do(ChangeSpeed(1))
        assert play.state.moment_after_restart(START_MS + minutes(10)).play_ms == expected_ms


def test_after_a_restart_with_the_wall_clock_set_back_time_does_not_run_back() -> None:
    play = Play(script({"id": "A", "at": "4m"})).start()
    play.wait(minutes(4))
    assert play.state.moment_after_restart(START_MS - minutes(60)).play_ms == minutes(4)
