"""The screens of a roster by keyboard: one instant, one role, from gap to week to person and back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.instants import instant_ms
from crisis_tui.tui import present
from crisis_tui.tui.screens.person import PersonScreen
from tests.tui.fakes import NOW, FakeServices
from tests.tui.screen import LARGE, SMALL, Player, playing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from crisis_tui.readiness.chart import Chart
    from crisis_tui.roster.calendar import Period

NOW_MS = instant_ms(NOW)
GAP = "tue 24 nov 22:00"


def play(keys: Callable[[Player], Awaitable[None]], size: tuple[int, int] = SMALL) -> None:
    async def run() -> None:
        async with playing(size) as player:
            await player.press("4")
            await player.sees("Next 7 days")
            await keys(player)

    asyncio.run(run())


def test_a_cell_is_walked_to_and_told_person_by_person() -> None:
    async def keys(player: Player) -> None:
        await player.press("w")
        await player.sees("sat 21 nov 21:00 – sun 00:00")
        await player.press("j", *"hhhh")
        await player.sees("OVDBZ officier van dienst  sat 21 nov 09:00 – 12:00")
        await player.sees("Anouk Ketelmeer  wed 18 nov 07:00 – mon 12:00")
        await player.press("right")
        await player.sees("sat 21 nov 12:00 – 15:00")

    play(keys)


def test_walking_off_the_week_shows_the_next_one() -> None:
    async def keys(player: Player) -> None:
        await player.press("w")
        await player.sees("sat 21 nov 21:00")
        await player.press(*"llllllllll")
        await player.sees("mon 23 nov – sun 29 nov")
        await player.press(*"hhh")
        await player.sees("mon 16 nov – sun 22 nov")

    play(keys)


def test_a_person_in_a_cell_has_a_card_and_escape_comes_back_step_by_step() -> None:
    async def keys(player: Player) -> None:
        await player.press("w")
        await player.sees("sat 21 nov 21:00")
        await player.press("enter", "enter")
        await player.until(lambda: isinstance(player.app.screen, PersonScreen))
        await player.press("escape", "escape")
        await player.until(lambda: not isinstance(player.app.screen, PersonScreen))
        await player.press("j")
        await player.sees("OVDBZ officier van dienst")

    play(keys)


def test_a_gap_is_seen_in_its_week_and_month_and_on_the_board() -> None:
    async def keys(player: Player) -> None:
        await player.press("x")
        await player.sees("+ 28 days")
        await player.press("j")
        await player.sees(f"OVDBZ officier van dienst  {GAP}")
        await player.press("enter")
        await player.sees("OVDBZ officier van dienst  tue 24 nov 21:00 – wed 00:00")
        await player.sees("✗ nobody")
        await player.press("m")
        await player.sees("sun 1 nov – mon 30 nov")
        await player.sees("OVDBZ officier van dienst  tue 24 nov 12:00")
        await player.press("4")
        await player.sees("not now (n: now)")
        gap_ms = NOW_MS + 3 * DAY_MS - 14 * 60_000
        await player.until(lambda: ("on_call", None, gap_ms) in player.services.asked)
        await player.press("n")
        await player.until(lambda: "not now" not in player.text)

    play(keys)


def test_gaps_are_looked_for_further_ahead_and_less_far() -> None:
    async def keys(player: Player) -> None:
        await player.press("x")
        for days, key in ((28, "d"), (91, "d"), (7, "d"), (28, "x")):
            await player.sees(f"+ {days} days")
            await player.press(key)
        ahead = [asked[3] for asked in player.services.asked if asked[0] == "gaps"]
        assert ahead[:3] == [28 * DAY_MS, 91 * DAY_MS, 7 * DAY_MS]

    play(keys)


def test_gaps_narrow_to_a_role() -> None:
    async def keys(player: Player) -> None:
        await player.press("x")
        await player.sees("PVL")
        await player.press("slash", *"ovdbz", "enter")
        await player.sees("4/5")

    play(keys, LARGE)


def test_somebody_who_does_not_count_in_a_gap_has_a_card() -> None:
    async def keys(player: Player) -> None:
        await player.press("x")
        await player.sees("41 min, norm 30")
        await player.press("tab", "enter")
        await player.until(lambda: isinstance(player.app.screen, PersonScreen))

    play(keys)


def test_the_matrix_is_walked_narrowed_and_leads_to_a_card() -> None:
    async def keys(player: Player) -> None:
        await player.press("t")
        await player.sees("Umar Lagevaart")
        await player.press("l")
        await player.sees("○ never earned  Q3")
        assert player.text.index("○ never earned") < player.text.index("✗ expired")
        await player.press("d")
        await player.sees("~ 3 expire")
        await player.press("d")
        await player.sees("+ 30 days")
        await player.press("a")
        await player.until(lambda: "Umar Lagevaart" not in player.text)
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, PersonScreen))

    play(keys)


def test_the_cell_that_is_looked_at_is_marked_in_its_row_and_above_it() -> None:
    async def keys(player: Player) -> None:
        await player.press("w")
        await player.sees("sat 21 nov 21:00")
        await player.press(*"hhh")
        await player.sees("sat 21 nov 12:00 – 15:00")
        ruler = next(line for line in player.lines if "↓" in line)
        strips = player.app.screen._compositor.render_strips()
        marked = [
            (strip.text[:8].split()[0], sum(len(s.text) for s in segments[:number]))
            for strip in strips
            for segments in [list(strip)]
            for number, segment in enumerate(segments)
            if segment.style and segment.style.reverse
        ]
        assert marked == [("BGM", ruler.index("↓"))]

    play(keys)


def test_in_ascii_every_sign_is_ascii_and_still_its_own() -> None:
    async def look() -> list[str]:
        present.use_ascii(True)
        async with playing() as player:
            shown = []
            await player.press("4")
            await player.sees("Next 7 days")
            for key, words in (("w", "Umar"), ("x", "28 days"), ("t", "90 days")):
                await player.press(key)
                await player.sees(words)
                shown.append(player.text)
            return shown

    week, gaps, training = asyncio.run(look())
    assert all(text.isascii() for text in (week, gaps, training))
    assert "=Umar Lagevaart====" in week
    assert "|Ketelmeer=xxxx|" in week
    assert "! Wiebe Urkerveld !!!" in week
    assert "x  o  o  o" in training


def test_every_look_is_at_the_roster_that_was_chosen() -> None:
    async def keys(player: Player) -> None:
        await player.press("w")
        await player.sees("sat 21 nov 21:00")
        await player.press("o")
        asked = ("chart", "dronten-met-gaten", "week", None)
        await player.until(lambda: asked in player.services.asked)
        await player.press("x")
        await player.until(
            lambda: ("gaps", "dronten-met-gaten", None, 28 * DAY_MS) in player.services.asked
        )

    play(keys)


def test_no_roster_is_said_on_every_screen_of_one() -> None:
    class Empty(FakeServices):
        def chart(self, *asked: object) -> None:
            del asked

        gaps = training = chart  # type: ignore[assignment]

    async def look() -> None:
        async with playing(services=Empty()) as player:
            for key in ("w", "x", "t"):
                await player.press("4", key)
                await player.sees("There is no roster that can be read.")

    asyncio.run(look())


def test_hours_of_the_cursor_are_kept_when_the_terminal_changes_size() -> None:
    async def keys(player: Player) -> None:
        await player.press("w")
        await player.sees("sat 21 nov 21:00")
        await player.press("h")
        await player.sees("sat 21 nov 18:00 – 21:00")
        await player.resize(*LARGE)
        await player.until(lambda: len(player.lines) == LARGE[1])
        at_ms = player.app.chosen.at_ms
        assert at_ms is not None
        assert NOW_MS - at_ms < 5 * HOUR_MS

    play(keys)


def test_a_week_in_which_nobody_is_asked_for_is_empty_and_walked_all_the_same() -> None:
    class Nobody(FakeServices):
        def chart(self, roster: str | None, period: Period, at_ms: int | None) -> Chart | None:
            found = super().chart(roster, period, at_ms)
            return None if found is None else found._replace(roles=(), gaps=(), gap_count=0)

    async def look() -> None:
        async with playing(services=Nobody()) as player:
            await player.press("4", "w")
            await player.sees("Nobody is on duty or asked for in this time.")
            await player.press("h", "l", "enter", "greater_than_sign")
            await player.sees("mon 23 nov – sun 29 nov")
            assert "mon 23" in player.lines[1]

    asyncio.run(look())
