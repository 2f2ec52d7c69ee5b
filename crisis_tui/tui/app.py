"""The application: screens by name, keys that work everywhere, a clean way out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.worker import WorkerFailed

from crisis_tui.basis.text import Text
from crisis_tui.tui import lifeline, present, themes
from crisis_tui.tui.commands import EVERYWHERE, bindings_of, command
from crisis_tui.tui.screens.base import MainScreen
from crisis_tui.tui.screens.lazy import LAZY_SCREENS, control_room
from crisis_tui.tui.taking_part import FIRST_LEVEL, TakingPart
from crisis_tui.tui.terminal_title import TitledDriver
from crisis_tui.tui.widgets.bars import BlankScrollBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.types import CSSPathType

    from crisis_tui.tui.services import Exercise, Services
    from crisis_tui.tui.supposing import SupposedEdit

TERMINAL_WATCH_SECONDS = 1.0
WIDTHS = [(0, "-tiny"), (40, "-narrow"), (80, "-normal"), (120, "-wide")]
HEIGHTS = [(0, "-low"), (10, "-short"), (24, "-tall")]
"""Classes that every screen has from these numbers of cells up."""
STYLES = Path(__file__).parent / "styles"
FIRST_STYLES = ("app.tcss", "dialogs.tcss")
"""What every screen shares; each screen's own follow, in any order."""


def _styles() -> list[str | PurePath]:
    own = sorted(path for path in STYLES.glob("*.tcss") if path.name not in FIRST_STYLES)
    return [*(STYLES / name for name in FIRST_STYLES), *own]


@dataclass
class Chosen:
    """What the person chose last; every screen starts from it."""

    scenario: str | None = None
    roster: str | None = None
    variant: str | None = None
    story_start_ms: int | None = None
    """When the story begins; None: as the scenario says."""
    at_ms: int | None = None
    """The instant that the screens of a roster look at; None: now."""

    role: str | None = None
    """The role that the charts look at."""
    edits: tuple[SupposedEdit, ...] = ()
    """What is supposed of the roster."""

    def choose_scenario(self, name: str) -> None:
        """Choose a scenario; another one begins as it says itself."""
        if name != self.scenario:
            self.scenario, self.story_start_ms = name, None


class CrisisApp(TakingPart):
    """Keeps the screens and knows what was chosen; everything else is in the screens."""

    TITLE = "crisis-tui"
    CSS_PATH: ClassVar[CSSPathType] = _styles()
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(EVERYWHERE))
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = LAZY_SCREENS
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(
        self,
        services: Services | None,
        *,
        exercise: Exercise | None = None,
        first: str = "home",
        theme: str = themes.DARK.name,
        no_colour: bool = False,
    ) -> None:
        """Start at the screen `first`; without `services` only the exercise can be seen."""
        if no_colour:
            os.environ["NO_COLOR"] = "1"
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.services = services
        self.exercise = exercise
        self.chosen = Chosen()
        self._first = first
        if exercise is not None:
            self.install_screen(control_room(exercise), "control-room")
        for known in (*themes.THEMES, themes.NO_COLOUR):
            self.register_theme(known)
        self.theme = themes.NO_COLOUR.name if plain else theme
        self.animation_level = "none"
        ScrollBar.renderer = BlankScrollBar if present.is_ascii() else ScrollBarRender
        if present.is_ascii():
            self.add_class("-ascii")

    def on_mount(self) -> None:
        """Open the first screen and watch the terminal."""
        if not self.is_headless:
            lifeline.catch_signals(self.hang_up)
            self.set_interval(TERMINAL_WATCH_SECONDS, self._watch_terminal)
        self.push_screen(self._first)
        if self.exercise is not None:  # paint first: the alarm takes 30 ms to load
            self.call_after_refresh(self.attend)

    def _watch_terminal(self) -> None:
        if lifeline.terminal_is_gone():
            self.hang_up(lifeline.HANG_UP)

    def hang_up(self, code: int) -> None:
        """Leave at once: the journal has everything."""
        self._leaving = "hangup" if code == lifeline.HANG_UP else "terminated"
        self.exit(code, return_code=code)

    def on_unmount(self) -> None:
        """Leave the exercise while the loop still runs."""
        self.close_exercise()

    def entitle(self, title: str) -> None:
        """Show this title on the terminal's window."""
        if isinstance(self._driver, TitledDriver):
            self._driver.entitle(title)

    def choose_next_roster(self) -> None:
        """Choose the next roster of the workspace and show it on this screen."""
        rosters = self.services.rosters() if self.services else ()
        if rosters:
            now = self.chosen.roster
            at = rosters.index(now) + 1 if now in rosters else min(1, len(rosters) - 1)
            self.chosen.roster = rosters[at % len(rosters)]
            self.action_refresh()

    def action_refresh(self) -> None:
        """Read the files of this screen again."""
        if isinstance(self.screen, MainScreen):
            self.screen.reload()

    def action_go(self, screen: str) -> None:
        """Bring a screen to the front."""
        self.show(screen)

    async def action_back(self) -> None:
        """Go one level up; the first screen stays."""
        if isinstance(self.screen, MainScreen) and self.screen.step_back():
            return
        if len(self.screen_stack) > FIRST_LEVEL:
            await self.pop_screen()

    async def action_leave(self) -> None:
        """Quit, after a question if an exercise is live."""
        if self.exercise is None or not self.exercise.is_live:
            self.exit(0)
            return
        from crisis_tui.tui.screens.confirm import Confirm

        question = Text("Leave the exercise {title}?", title=self.exercise.title)
        consequence = Text("Its clock stops. Nothing is lost: crisis-tui resume goes on with it.")
        self.push_screen(Confirm(question, consequence), self._leave_if)

    def _leave_if(self, said: bool | None) -> None:  # noqa: FBT001 - a screen's answer
        if said:
            self.exit(0)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from crisis_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self._scope()))

    def action_commands(self) -> None:
        """Find a command by its words."""
        from crisis_tui.tui.screens.palette import CommandPalette

        self.push_screen(CommandPalette(self._scope()), self._do)

    async def _do(self, command_id: str | None) -> None:
        if command_id is not None:
            chosen = command(command_id)
            owner = self if chosen.scope == EVERYWHERE else self.screen
            await self.run_action(chosen.action, owner)

    def action_next_theme(self) -> None:
        """Change to the next colours."""
        names = [theme.name for theme in themes.THEMES]
        if self.theme in names:
            self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def _scope(self) -> str:
        screen = self.screen
        return screen.SCOPE if isinstance(screen, MainScreen) else EVERYWHERE

    def get_driver_class(self) -> type[Driver]:
        """Return the driver for real terminals."""
        return TitledDriver

    def panic(self, *renderables: Any) -> None:  # noqa: ANN401 - Textual's signature
        """Leave quietly: Textual calls this when the terminal can no longer be read."""
        del renderables
        self.hang_up(lifeline.HANG_UP)

    @property
    def crash(self) -> BaseException | None:
        """What went wrong inside, whichever thread it happened in; None if all was well."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def _fatal_error(self) -> None:
        """Close; `run_app` hands the error on, so that no local values are printed."""
        self._close_messages_no_wait()
