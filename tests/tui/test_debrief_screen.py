"""The debrief on the screen: section by section, and written to files."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest

from crisis_tui.basis.text import first_unsafe
from crisis_tui.debrief.build import build_debrief
from crisis_tui.debrief.compose import compose
from crisis_tui.tui.app import CrisisApp
from crisis_tui.tui.widgets.report_page import ReportPage
from tests.debrief import small_exercise
from tests.tui.fakes import FakeServices
from tests.tui.screen import LARGE, NARROW, SMALL, Player

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from crisis_tui.debrief.document import Section
    from crisis_tui.debrief.facts import Debrief


class Debriefed(FakeServices):
    """Answers with the debrief of a small exercise."""

    def debrief(self, exercise: str) -> Debrief:
        return build_debrief(
            small_exercise.script(), small_exercise.played(), journal_head="a" * 64
        )

    def export_debrief(self, exercise: str, format_name: str) -> str:
        self.asked.append(("export", exercise, format_name))
        return f"written: {exercise}.{format_name}"


def in_debrief(
    steps: Callable[[Player], Awaitable[None]], size: tuple[int, int] = SMALL
) -> FakeServices:
    services = Debriefed()

    async def go() -> None:
        app = CrisisApp(services)
        async with app.run_test(size=size) as pilot:
            player = Player(app, pilot, services)
            await player.sees("Scenarios")
            app.open_debrief("oefening-1")
            await player.sees("Which exercise")
            await steps(player)

    asyncio.run(go())
    return services


def _shows(page: ReportPage, section: Section) -> bool:
    return page._section is not None and page._section.title == section.title


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW])
def test_every_section_can_be_read(size: tuple[int, int]) -> None:
    async def steps(player: Player) -> None:
        await player.sees("Kleine oefening")
        shown = player.text
        page = player.app.screen.query_one(ReportPage)
        for section in compose(Debriefed().debrief("oefening-1")).sections[1:]:
            await player.press("j")
            await player.until(partial(_shows, page, section))
            assert max(map(len, player.lines)) <= size[0]
            shown += player.text
        for words in ("Injects sent", "betaald?", "opschaling", "VPN dicht"):
            assert words in shown
        assert first_unsafe(shown.replace("\n", "")) is None
        assert "EXERCISE" in player.text

    in_debrief(steps, size)


def test_it_is_written_in_every_format() -> None:
    async def steps(player: Player) -> None:
        for key, name in (("e", "html"), ("t", "text"), ("m", "markdown"), ("J", "json")):
            await player.press(key)
            await player.sees(f"written: oefening-1.{name}")

    services = in_debrief(steps)
    assert ("export", "oefening-1", "json") in services.asked


def test_escape_goes_back_a_step_at_a_time() -> None:
    async def steps(player: Player) -> None:
        await player.press("enter", "escape")
        await player.sees("Which exercise")
        await player.press("escape")
        await player.sees("Scenarios")

    in_debrief(steps)


def test_a_reason_instead_of_a_debrief_is_told() -> None:
    async def go() -> None:
        app = CrisisApp(FakeServices())
        async with app.run_test(size=SMALL) as pilot:
            player = Player(app, pilot, FakeServices())
            await player.sees("Scenarios")
            app.open_debrief("oefening-1")
            await player.sees("Het journaal is beschadigd")
            await player.sees("There is no debrief.")

    asyncio.run(go())
