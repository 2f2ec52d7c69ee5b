"""The form for a change: what is wrong is said, what it does is shown, only a yes writes it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.tui.screen import Player, playing

if TYPE_CHECKING:
    from crisis_tui.tui.changing import TypedChange


async def open_form(player: Player) -> None:
    await player.press("4")
    await player.sees("Next 7 days")
    await player.press("c")
    await player.sees("taken over by")


def typed(player: Player) -> TypedChange:
    asked: list[Any] = [each for each in player.services.asked if each[0] == "plan_change"]
    change: TypedChange = asked[-1][2]
    return change


def test_the_form_asks_about_the_post_that_is_looked_at() -> None:
    async def look() -> tuple[object, ...]:
        async with playing() as player:
            await player.press("4")
            await player.sees("Next 7 days")
            await player.press("j", "c")
            await player.sees("taken over by")
            return player.services.asked[-1]

    assert asyncio.run(look())[:3] == ("change_form", None, "PVL")


def test_what_is_wrong_is_said_below_the_lines() -> None:
    async def look() -> str:
        async with playing() as player:
            await open_form(player)
            await player.press("enter")
            await player.sees("go together")
            return player.text

    assert "bram" in asyncio.run(look())


def test_a_suggestion_is_taken_and_the_effect_shown() -> None:
    async def look() -> TypedChange:
        async with playing() as player:
            await open_form(player)
            await player.press(*"an", "right")
            await player.until(lambda: "anouk" in player.text)
            await player.press("enter")
            await player.sees("opens 1 gap (9 h 00)")
            assert "anouk does not count" in player.text
            assert "+  - {remove: bram}" in player.text
            return typed(player)

    change = asyncio.run(look())
    assert (change.role, change.form, change.person, change.by) == (
        "OVDBZ",
        "replace",
        "bram",
        "anouk",
    )


def test_only_the_yes_key_writes_it() -> None:
    async def look() -> str:
        async with playing() as player:
            await open_form(player)
            await player.press(*"anouk", "enter")
            await player.sees("opens 1 gap")
            await player.press("enter", "n")
            await player.sees("taken over by")
            await player.press("enter")
            await player.sees("opens 1 gap")
            await player.press("y")
            await player.sees("Written to dronten.yaml, line 2")
            return player.text

    assert "Next 7 days" in asyncio.run(look())
