"""The control room beside another one that directs, or that no longer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.exercise import events as ev
from crisis_tui.exercise.commands import (
    AcceptHandover,
    EndExercise,
    PauseExercise,
    ResumeExercise,
    SignHandover,
    StopPlay,
)
from crisis_tui.exercise.views.direction import DirectionView, Standing
from crisis_tui.tui.widgets.no_play import NoPlay
from tests.tui.screen import LARGE, NARROW, SMALL
from tests.tui.test_control_room import in_control_room, played

if TYPE_CHECKING:
    from tests.tui.live import LiveExercise
    from tests.tui.screen import Player


def beside(standing: Standing, silent_ms: int = 0) -> LiveExercise:
    exercise = played(5)
    exercise.direction = DirectionView(standing, "knardijk", "pts/7", 4711, silent_ms)
    return exercise


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
def test_who_directs_elsewhere_is_named_at_the_top(size: tuple[int, int]) -> None:
    async def steps(player: Player) -> None:
        await player.sees("directs: knardijk" if size != NARROW else "RUNS")
        await player.sees("EXERCISE")

    in_control_room(beside(Standing.ELSEWHERE), steps, size)


def test_a_name_that_is_long_leaves_room_for_the_clock() -> None:
    exercise = beside(Standing.ELSEWHERE)
    exercise.direction = DirectionView(Standing.ELSEWHERE, "k" * 80, "pts/7", 4711)

    async def steps(player: Player) -> None:
        await player.sees("directs: kkk")
        await player.sees("0:05:00")

    in_control_room(exercise, steps)


def test_when_nobody_directs_a_key_takes_over() -> None:
    exercise = beside(Standing.VACANT)

    async def steps(player: Player) -> None:
        await player.sees("Nobody directs; paused by knardijk.")
        await player.sees("R take over")
        await player.press("R")
        assert exercise.asked_to_direct == 1

    in_control_room(exercise, steps)


def test_who_is_handed_over_to_is_told_until_they_sign() -> None:
    exercise = played(5)
    exercise.do(SignHandover("knardijk", "ketelmeer", "Rustig", "Geen", "Twee", "Regen", "Lijst"))

    async def steps(player: Player) -> None:
        await player.sees("knardijk hands over to you: read it and sign.   H hand over")
        exercise.do(AcceptHandover("H1", "ketelmeer"))
        await player.until(lambda: "read it and sign" not in player.text)

    in_control_room(exercise, steps)


def test_an_exercise_that_is_paused_names_the_key_that_goes_on() -> None:
    exercise = played(5)
    exercise.do(PauseExercise())

    async def steps(player: Player) -> None:
        await player.sees("The exercise is paused.   space go on")

    in_control_room(exercise, steps)


def test_a_silent_director_is_named_with_the_process() -> None:
    exercise = beside(Standing.ELSEWHERE)

    async def steps(player: Player) -> None:
        await player.sees("directs: knardijk")
        exercise.direction = DirectionView(Standing.SILENT, "knardijk", "pts/7", 4711, 12_000)
        await player.sees("No sign of life for 12 s: knardijk at pts/7; fg there, or kill 4711.")
        exercise.direction = DirectionView(Standing.ELSEWHERE, "knardijk", "pts/7", 4711)
        await player.until(lambda: "No sign of life" not in player.text)

    in_control_room(exercise, steps)


def test_no_play_comes_before_who_directs() -> None:
    exercise = beside(Standing.VACANT)
    exercise.do(StopPlay("brand"))

    async def steps(player: Player) -> None:
        await player.sees("Stop playing, this is real: brand")
        await player.sees("space lifts it")
        assert "Nobody directs" not in player.text

    in_control_room(exercise, steps)


def test_no_play_of_another_terminal_is_seen_and_its_lifting_too() -> None:
    exercise = played(5)

    async def steps(player: Player) -> None:
        assert not player.app.screen.query_one(NoPlay).display
        exercise.do(StopPlay("brand"))
        await player.sees("Stop playing, this is real: brand")
        exercise.do(ResumeExercise(after_stop=True))
        await player.until(lambda: "this is real" not in player.text)

    in_control_room(exercise, steps)


def test_the_key_for_no_play_also_begins_to_lift_it() -> None:
    exercise = played(5)
    exercise.do(StopPlay("brand"))

    async def steps(player: Player) -> None:
        await player.press("exclamation_mark", "exclamation_mark", "enter")
        assert exercise.session.state.no_play == "brand"
        await player.press("exclamation_mark", "l", "r")
        await player.until(lambda: exercise.session.state.is_running)

    in_control_room(exercise, steps)


def test_the_end_by_another_terminal_offers_the_debrief() -> None:
    exercise = beside(Standing.ELSEWHERE)

    async def steps(player: Player) -> None:
        exercise.do(EndExercise())
        await player.sees("ENDED")
        await player.sees("The exercise is over: D opens the debrief.")
        assert "directs: knardijk" not in player.text

    in_control_room(exercise, steps)
    assert exercise.count(ev.ExerciseEnded) == 1


def test_who_does_not_direct_hears_that_leaving_stops_nothing() -> None:
    async def steps(player: Player) -> None:
        await player.press("q")
        await player.sees("It goes on without this terminal")

    in_control_room(beside(Standing.ELSEWHERE), steps)
