"""From an hour to its reasons, from a worst stretch to its hour."""

from __future__ import annotations

import asyncio

from crisis_tui.tui.screens.start_hours import StartHoursScreen
from tests.roster.build import at
from tests.tui.screen import Player, playing


async def open_start_hours(player: Player) -> None:
    await player.press("3")
    await player.sees("CISO")
    await player.press("t")
    await player.sees("Worst first")
    await player.sees("mon 16 nov 00:00: every post filled")


def test_an_hour_opens_readiness_from_there() -> None:
    async def look() -> int | None:
        async with playing() as player:
            await open_start_hours(player)
            await player.press("j", "l", "enter")
            await player.sees("Posts by phases")
            return player.app.chosen.story_start_ms

    assert asyncio.run(look()) == at("2026-11-17 01:00")


def test_the_head_counts_not_ready_and_at_risk_apart() -> None:
    async def look() -> None:
        async with playing() as player:
            await open_start_hours(player)
            await player.sees("✗ 52 not ready  ~ 92 at risk of 672")

    asyncio.run(look())


def test_a_worst_stretch_leads_to_its_first_hour() -> None:
    async def look() -> str:
        async with playing() as player:
            await open_start_hours(player)
            await player.press("tab", "enter")
            await player.sees("sun 22 nov 00:00: short of OVDBZ, LTBZ")
            return player.text

    assert "EXERCISE" in asyncio.run(look())


def test_the_next_four_weeks_and_back() -> None:
    async def look() -> None:
        async with playing() as player:
            await open_start_hours(player)
            await player.press("greater_than_sign")
            await player.sees("mon 14 dec")
            await player.press("less_than_sign")
            await player.sees("mon 16 nov")
            assert isinstance(player.app.screen, StartHoursScreen)

    asyncio.run(look())


def test_another_scenario_begins_as_it_says() -> None:
    async def look() -> int | None:
        async with playing() as player:
            await open_start_hours(player)
            await player.press("enter")
            await player.sees("Posts by phases")
            await player.press("1")
            await player.sees("Needs attention")
            await player.press("j")
            await player.until(lambda: player.app.chosen.scenario == "vondst")
            return player.app.chosen.story_start_ms

    assert asyncio.run(look()) is None
