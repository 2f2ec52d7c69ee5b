"""The page of what can still happen: live, in 80 columns, gone with escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.commands import StopPlay, TakeDecision
from tests.tui.test_control_room import in_control_room, played

if TYPE_CHECKING:
    from tests.tui.screen import Player


def test_it_shows_what_follows_from_a_decision_and_follows_the_exercise() -> None:
    exercise = played(12)

    async def steps(player: Player) -> None:
        await player.press("W")
        await player.sees("decision losgeld: Wordt er betaald?")
        assert "EXERCISE" in player.text
        assert any("if Wel betalen" in line for line in player.lines)
        assert any("0:20" in line and "C02b U betaalt?" in line for line in player.lines)
        assert all(len(line) <= 80 for line in player.lines)
        exercise.do(TakeDecision("losgeld", "niet"))
        await player.sees("losgeld = niet")
        assert "C02b" not in player.text
        exercise.do(StopPlay("Brand"))
        await player.sees("this is real: Brand")
        await player.press("escape")
        await player.sees("C01")

    in_control_room(exercise, steps)
