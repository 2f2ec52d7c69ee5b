"""What is supposed adds up, can be taken back, and touches no file."""

from __future__ import annotations

import asyncio

from tests.tui.screen import Player, playing


async def suppose(player: Player, text: str, *, kind: int = 0) -> None:
    await player.press("a")
    await player.sees("suppose it")
    await player.press(*["down"] * kind)
    await player.press(*(key if key.isalnum() else _NAMES[key] for key in text), "enter")


_NAMES = {"@": "at", ":": "colon", "-": "minus", " ": "space", "/": "slash"}


async def open_what_if(player: Player) -> None:
    await player.press("4")
    await player.sees("Next 7 days")
    await player.press("v")
    await player.sees("Nothing yet")


def test_somebody_is_taken_away_and_comes_back() -> None:
    async def look() -> str:
        async with playing() as player:
            await open_what_if(player)
            await suppose(player, "anouk")
            await player.sees("opens 3 gaps")
            before = player.text
            await player.press("d")
            await player.sees("opens none")
            return before

    shown = asyncio.run(look())
    assert "is away" in shown
    assert "gets worse" in shown


def test_suppositions_add_up() -> None:
    async def look() -> list[object]:
        async with playing() as player:
            await open_what_if(player)
            await suppose(player, "anouk")
            await player.sees("opens 3 gaps")
            await suppose(player, "ilse")
            await player.sees("opens 6 gaps")
            return [each[2] for each in player.services.asked if each[0] == "suppose"]

    asked = list(dict.fromkeys(asyncio.run(look())))
    assert asked == [(), (("without", "anouk"),), (("without", "anouk"), ("without", "ilse"))]


def test_what_cannot_be_read_is_said_and_the_rest_stays() -> None:
    async def look() -> str:
        async with playing() as player:
            await open_what_if(player)
            await suppose(player, "anouk")
            await player.sees("opens 3 gaps")
            await suppose(player, "bramm")
            await player.sees('did you mean "bram"?')
            return player.text

    assert "opens 3 gaps" in asyncio.run(look())


def test_the_next_kind_is_one_key_away() -> None:
    async def look() -> str:
        async with playing() as player:
            await open_what_if(player)
            await suppose(player, "anouk:BOB", kind=1)
            await player.sees("there is no qualification")
            return player.text

    assert "BOB" in asyncio.run(look())
