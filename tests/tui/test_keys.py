"""What keys do: everything by keyboard, escape never quits, typing is typing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from crisis_tui import i18n
from crisis_tui.tui.screens.confirm import Confirm
from tests.tui.fakes import FakeExercise
from tests.tui.screen import Player, playing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def play(keys: Callable[[Player], Awaitable[None]], exercise: FakeExercise | None = None) -> None:
    async def run() -> None:
        async with playing(exercise=exercise) as player:
            await keys(player)

    asyncio.run(run())


def test_digits_go_to_screens_and_escape_comes_back() -> None:
    async def keys(player: Player) -> None:
        for key, words in (("2", "Timeline"), ("3", "Posts by phases"), ("4", "Next 7 days")):
            await player.press(key)
            await player.sees(words)
        await player.press("escape")
        await player.sees("Needs attention")
        await player.press("escape", "escape")
        await player.sees("Needs attention")
        assert player.app.is_running

    play(keys)


def test_lists_move_by_letters_and_jump_to_their_ends() -> None:
    async def keys(player: Player) -> None:
        await player.press("G")
        await player.until(lambda: player.app.chosen.scenario == "winter")
        await player.press("k")
        await player.until(lambda: player.app.chosen.scenario == "vondst")
        await player.press("g", "j")
        await player.until(lambda: player.app.chosen.scenario == "vondst")

    play(keys)


def test_the_chosen_scenario_opens_on_enter() -> None:
    async def keys(player: Player) -> None:
        await player.press("enter")
        await player.sees("Niemand kan inloggen")

    play(keys)


def test_the_filter_narrows_and_escape_forgets_it_first() -> None:
    async def keys(player: Player) -> None:
        await player.press("slash", *"oefenb", "enter")
        await player.sees("1/3")
        assert "Winteropvang" not in player.text
        await player.press("escape")
        await player.sees("Winteropvang")

    play(keys)


def test_a_question_mark_in_a_field_is_a_question_mark() -> None:
    async def keys(player: Player) -> None:
        await player.press("slash", "question_mark", "q", "1")
        await player.sees("/?q1")

    play(keys)


def test_a_command_is_found_by_its_words() -> None:
    async def keys(player: Player) -> None:
        await player.press("colon", *"every", "space", *"post", "enter")
        await player.sees("Next 7 days")

    play(keys)


def test_time_moves_on_the_board() -> None:
    async def keys(player: Player) -> None:
        await player.press("4")
        await player.sees("22:14")
        await player.press("plus")
        await player.sees("23:14")
        await player.press("greater_than_sign", "minus")
        await player.sees("sun 22 nov 22:14")
        await player.press("n")
        await player.until(lambda: player.services.asked[-1] == ("on_call", None, None))

    play(keys)


def test_the_next_roster_is_asked_the_same() -> None:
    async def keys(player: Player) -> None:
        await player.press("4")
        await player.sees("Next 7 days")
        await player.press("o")
        await player.until(lambda: ("on_call", "dronten-met-gaten", None) in player.services.asked)

    play(keys)


def test_reasons_are_a_key_away_and_escape_returns_to_the_matrix() -> None:
    async def keys(player: Player) -> None:
        await player.press("3")
        await player.sees("OVDBZ")
        await player.press("l", "G", "enter")
        await player.sees("Anouk Ketelmeer")
        await player.press("escape", "k")
        await player.sees("Nobody is missing here")

    play(keys)


def test_an_exercise_starts_with_what_was_chosen_and_a_refusal_is_told() -> None:
    async def keys(player: Player) -> None:
        await player.press("2")
        await player.sees("Niemand kan inloggen")
        await player.press("s")
        await player.sees("story starts")
        await player.press("right", "tab", "right", "enter")
        wanted = ("start", "dinsdag", "dronten-met-gaten", "lek", "2026-03-03 07:42")
        await player.until(lambda: wanted in player.services.asked)
        await player.sees("Het rooster heeft fouten")

    play(keys)


def test_an_exercise_is_resumed_from_home() -> None:
    async def keys(player: Player) -> None:
        await player.press("tab", "enter")
        await player.until(lambda: ("resume", "2026-1") in player.services.asked)
        await player.sees("Wordt al geleid door knardijk")

    play(keys)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quitting_is_quick_when_nobody_waits(key: str) -> None:
    async def keys(player: Player) -> None:
        await player.press(key)
        await player.until(lambda: not player.app.is_running)

    play(keys)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quitting_a_live_exercise_asks_and_no_is_the_default(key: str) -> None:
    async def keys(player: Player) -> None:
        await player.press(key)
        await player.sees("Leave the exercise")
        await player.press("enter")
        await player.sees("Needs attention")
        await player.press(key)
        await player.sees("Leave the exercise")
        await player.press("y")
        await player.until(lambda: not player.app.is_running)

    play(keys, FakeExercise())


@pytest.mark.parametrize(("language", "yes", "other"), [("nl", "j", "y"), ("en", "y", "j")])
def test_yes_is_the_letter_of_the_language(language: str, yes: str, other: str) -> None:
    async def keys(player: Player) -> None:
        i18n.activate(language)
        await player.press("q")
        await player.until(lambda: isinstance(player.app.screen, Confirm))
        await player.press(other)
        assert isinstance(player.app.screen, Confirm)
        await player.press(yes)
        await player.until(lambda: not player.app.is_running)

    play(keys, FakeExercise())


def test_the_word_exercise_stays_while_one_is_live() -> None:
    async def keys(player: Player) -> None:
        await player.press("4")
        await player.sees("Next 7 days")
        assert "EXERCISE" in player.lines[0]

    play(keys, FakeExercise())
