"""The application of a seat: one screen, and a way out that asks nothing of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from crisis_tui.tui import themes
from crisis_tui.tui.seats.screen import SeatScreen
from crisis_tui.tui.seats.table import seat_screen
from crisis_tui.tui.terminal_app import FIRST_LEVEL, STYLES, TerminalApp

if TYPE_CHECKING:
    from textual.types import CSSPathType

    from crisis_tui.exercise.seats.port import SeatedExercise


class SeatApp(TerminalApp):
    """Shows the screen of one seat until its person leaves."""

    TITLE = "crisis-tui"
    CSS_PATH: ClassVar[CSSPathType] = [
        STYLES / name for name in ("app.tcss", "dialogs.tcss", "exercising.tcss", "seats.tcss")
    ]

    def __init__(
        self,
        seated: SeatedExercise,
        *,
        theme: str = themes.DARK.name,
        no_colour: bool = False,
    ) -> None:
        """Sit down in this exercise."""
        super().__init__(theme=theme, no_colour=no_colour)
        self.seated = seated
        self.exercise = seated  # every page bears the word OEFENING

    def on_mount(self) -> None:
        """Open the seat's screen."""
        self.push_screen(seat_screen(self.seated))

    def on_unmount(self) -> None:
        """Leave the seat while the loop still runs."""
        self.seated.close()

    async def action_back(self) -> None:
        """Go one level up; the seat's screen stays."""
        if isinstance(self.screen, SeatScreen):
            self.screen.step_back()
        elif len(self.screen_stack) > FIRST_LEVEL:
            await self.pop_screen()
