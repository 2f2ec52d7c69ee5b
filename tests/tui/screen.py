"""Drives the app without a terminal and reads what stands on its screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from crisis_tui.tui.app import CrisisApp
from tests.tui.fakes import FakeServices

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App
    from textual.pilot import Pilot

    from crisis_tui.tui.services import Exercise

SMALL, LARGE, NARROW = (80, 24), (140, 40), (60, 20)
_MOST_WAITS = 100


def screen_lines(app: App[int]) -> list[str]:
    """Return the lines of the screen as the terminal shows them."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def screen_text(app: App[int]) -> str:
    """Return the screen as one text."""
    return "\n".join(screen_lines(app))


class Player:
    """Presses keys and waits for what they bring."""

    def __init__(self, app: CrisisApp, pilot: Pilot[int], services: FakeServices) -> None:
        self.app = app
        self.services = services
        self._pilot = pilot

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def lines(self) -> list[str]:
        return screen_lines(self.app)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until the condition holds: a state, never a number of pauses."""
        for _ in range(_MOST_WAITS):
            if condition():
                return
            await self._pilot.pause(0.01)
        raise AssertionError(f"it never came:\n{self.text}")

    async def sees(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        await self.until(lambda: words in self.text)

    async def press(self, *keys: str) -> None:
        """Press keys one by one."""
        await self._pilot.press(*keys)

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        await self._pilot.resize_terminal(width, height)


@asynccontextmanager
async def playing(
    size: tuple[int, int] = SMALL,
    services: FakeServices | None = None,
    exercise: Exercise | None = None,
    *,
    no_colour: bool = False,
) -> AsyncIterator[Player]:
    """Open the app at home and wait until its lists are filled."""
    answers = services or FakeServices()
    app = CrisisApp(answers, no_colour=no_colour)
    app.exercise = exercise
    async with app.run_test(size=size) as pilot:
        player = Player(app, pilot, answers)
        await player.until(lambda: app.chosen.scenario is not None)
        yield player
