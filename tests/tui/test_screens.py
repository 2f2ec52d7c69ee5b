"""The screens as people see them: words, columns, keys, at three sizes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from crisis_tui import i18n
from tests.tui.screen import LARGE, NARROW, SMALL, Player, playing

SNAPSHOTS = Path(__file__).parent / "snapshots"
WAYS = {
    "home": ([], "Rosa Kuinderbos"),
    "scenario": (["2"], "Sinds half acht"),
    "faults": (["2", "f"], "did you mean"),
    "readiness": (["3", "l", "G"], "Anouk Ketelmeer"),
    "start-hours": (["3", "t", "l", "j"], "tue 17 nov 01:00"),
    "on-call": (["4"], "Next 7 days"),
    "week": (["4", "w", "j", "less_than_sign", "greater_than_sign", "G"], "norm 30"),
    "month": (["4", "m", "j", "l"], "Anouk Ketelmeer  wed"),
    "gaps": (["4", "x", "j"], "nobody planned"),
    "training": (["4", "t", "d", "l", "l"], "✗ expired"),
    "what-if": (["4", "v"], "Nothing yet"),
    "change": (["4", "c"], "taken over by"),
    "person": (["4", "j", "enter"], "four weeks back"),
    "start": (["2", "s"], "story starts"),
    "help": (["4", "question_mark"], "Duties and qualifications"),
    "commands": (["colon"], "Find a command"),
}
LOOKS = [name for name in WAYS if name not in {"help", "commands"}]
"""Those two follow the table of commands, whose tests are elsewhere."""
LOADED = {
    "2": "Niemand kan inloggen",
    "3": "CISO",
    "4": "Next 7 days",
    "3t": "Worst first",
    "4t": "+ 90 days",
    "w": "16 nov",
    "m": "1 nov",
    "x": "+ 28 days",
    "d": "+ 180 days",
    "less_than_sign": "sun 15 nov 2",
    "greater_than_sign": "mon 16 nov 00:00",
}
SIZES = {"80x24": SMALL, "140x40": LARGE, "60x20": NARROW}


async def walk(player: Player, keys: list[str], words: str) -> None:
    for number, key in enumerate(keys, start=1):
        await player.press(key)
        await player.sees(LOADED.get("".join(keys[:number])) or LOADED.get(key, ""))
    await player.sees(words)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LOOKS)
def test_a_screen_looks_as_agreed(name: str, size: str) -> None:
    async def look() -> str:
        async with playing(SIZES[size]) as player:
            await walk(player, *WAYS[name])
            return player.text

    agreed(f"{name}-{size}", asyncio.run(look()) + "\n", SIZES[size])


IN_DUTCH = {
    "on-call": (("4", "Komende 7 dagen"),),
    "week": (("4", "Komende 7 dagen"), ("w", "ma 16 nov"), ("G", "norm 30")),
    "gaps": (("4", "Komende 7 dagen"), ("x", "+ 28 dagen"), ("j", "niemand ingeroosterd")),
    "training": (("4", "Komende 7 dagen"), ("t", "✗ verlopen"), ("l", "✗ verlopen")),
    "person": (("4", "Komende 7 dagen"), ("j", "OVDBZ"), ("enter", "vier weken")),
}


@pytest.mark.parametrize("size", ["80x24", "140x40"])
@pytest.mark.parametrize("name", IN_DUTCH)
def test_a_screen_of_the_roster_looks_as_agreed_in_dutch(name: str, size: str) -> None:
    async def look() -> str:
        async with playing(SIZES[size]) as player:
            for key, words in IN_DUTCH[name]:
                await player.press(key)
                await player.sees(words)
            return player.text

    i18n.activate("nl")
    agreed(f"{name}-nl-{size}", asyncio.run(look()) + "\n", SIZES[size])


def agreed(name: str, shown: str, size: tuple[int, int]) -> None:
    """Compare with `snapshots/`; remove a file there and run again to agree to a new look."""
    path = SNAPSHOTS / f"{name}.txt"
    columns, rows = size
    assert max(map(len, shown.splitlines())) <= columns
    assert len(shown.splitlines()) <= rows
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
        pytest.fail(f"a new look was written to {path.name}: read it, run again")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["home", "scenario", "faults", "readiness", "start"])
def test_the_word_exercise_is_in_sight(name: str) -> None:
    async def look() -> str:
        async with playing() as player:
            await walk(player, *WAYS[name])
            return player.lines[0]

    assert "EXERCISE" in asyncio.run(look())


def test_a_resize_and_back_changes_nothing() -> None:
    async def look() -> tuple[str, str, str]:
        async with playing(LARGE) as player:
            await walk(player, *WAYS["on-call"])
            before = player.text
            await player.resize(*NARROW)
            await player.until(lambda: len(player.lines) == NARROW[1])
            between = player.text
            await player.resize(*LARGE)
            await player.until(lambda: player.text == before)
            return before, between, player.text

    before, between, after = asyncio.run(look())
    assert before == after != between


def test_too_small_a_terminal_says_so_and_comes_back() -> None:
    async def look() -> None:
        async with playing() as player:
            await player.resize(30, 8)
            await player.sees("too small")
            await player.resize(*SMALL)
            await player.sees("Needs attention")

    asyncio.run(look())


def test_without_colour_no_colour_is_asked_for() -> None:
    async def look() -> set[str]:
        async with playing(no_colour=True) as player:
            strips = player.app.screen._compositor.render_strips()
            filtered = [
                strip.apply_filter(f, player.app.screen.background_colors[1])
                for strip in strips
                for f in player.app._filters
                if f.enabled
            ]
            styles = [segment.style for strip in filtered for segment in strip]
            return {
                colour.name
                for style in styles
                if style is not None
                for colour in (style.color, style.bgcolor)
                if colour is not None
            }

    assert asyncio.run(look()) <= {"default"}


def test_without_colour_the_chosen_line_is_underlined() -> None:
    async def look() -> list[str]:
        async with playing(no_colour=True) as player:
            await player.press("j")
            await player.until(lambda: player.app.chosen.scenario == "vondst")
            strips = player.app.screen._compositor.render_strips()
            return [
                strip.text
                for strip in strips
                if any(segment.style and segment.style.underline for segment in strip)
            ]

    (line,) = asyncio.run(look())
    assert "Vondst in het Oefenbos" in line
