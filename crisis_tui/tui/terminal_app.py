"""What every application of ours is on a terminal: its colours, its sizes, a clean way out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.reactive import var
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.worker import WorkerFailed

from crisis_tui.tui import lifeline, present, themes
from crisis_tui.tui.commands import (
    APP_SCOPES,
    EVERYWHERE,
    bindings_of,
    command,
    commands_of,
    scopes_on,
)
from crisis_tui.tui.terminal_title import TitledDriver
from crisis_tui.tui.widgets.bars import BlankScrollBar

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.driver import Driver

TERMINAL_WATCH_SECONDS = 1.0
WIDTHS = [(0, "-tiny"), (40, "-narrow"), (80, "-normal"), (120, "-wide")]
HEIGHTS = [(0, "-low"), (10, "-short"), (24, "-tall")]
"""Classes that every screen has from these numbers of cells up."""
STYLES = Path(__file__).parent / "styles"
FIRST_LEVEL = 2
"""Textual's own blank screen lies below the first one."""


class TerminalApp(App[int]):
    """Colours, breakpoints, help and command list; leaves at once when the terminal goes away."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(EVERYWHERE))
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    no_play: var[str | None] = var(None)
    """Why NO PLAY is in force, for every screen and page; None if it is not."""
    trouble: Exception | None = None
    """Why it could not go on."""
    _leaving = "quit"

    def __init__(self, *, theme: str = themes.DARK.name, no_colour: bool = False) -> None:
        """Begin in these colours, or in none."""
        if no_colour:
            os.environ["NO_COLOR"] = "1"
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        for known in (*themes.THEMES, themes.NO_COLOUR):
            self.register_theme(known)
        self.theme = themes.NO_COLOUR.name if plain else theme
        self.animation_level = "none"
        ScrollBar.renderer = BlankScrollBar if present.is_ascii() else ScrollBarRender
        if present.is_ascii():
            self.add_class("-ascii")

    def on_mount(self) -> None:
        """Watch the terminal."""
        if not self.is_headless:
            lifeline.catch_signals(self.hang_up)
            self.set_interval(TERMINAL_WATCH_SECONDS, self._watch_terminal)

    def _watch_terminal(self) -> None:
        if lifeline.terminal_is_gone():
            self.hang_up(lifeline.HANG_UP)

    def hang_up(self, code: int) -> None:
        """Leave at once: the journal has everything."""
        self._leaving = "hangup" if code == lifeline.HANG_UP else "terminated"
        self.exit(code, return_code=code)

    def entitle(self, title: str) -> None:
        """Show this title on the terminal's window."""
        if isinstance(self._driver, TitledDriver):
            self._driver.entitle(title)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from crisis_tui.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.scope))

    def action_commands(self) -> None:
        """Find a command by its words."""
        from crisis_tui.tui.screens.palette import CommandPalette

        self.push_screen(CommandPalette(self.scope), self._do)

    async def press(self, key: str) -> None:
        """Do what a key does on the screen in front, at once; nothing if it does nothing there."""
        known = commands_of(*scopes_on(self.scope))
        await self._do(next((each.id for each in known if key in each.keys.split(",")), None))

    async def _do(self, command_id: str | None) -> None:
        if command_id is not None:
            chosen = command(command_id)
            owner = self if chosen.scope in APP_SCOPES else self.screen
            await self.run_action(chosen.action, owner)

    def action_next_theme(self) -> None:
        """Change to the next colours."""
        names = [theme.name for theme in themes.THEMES]
        if self.theme in names:
            self.theme = names[(names.index(self.theme) + 1) % len(names)]

    @property
    def scope(self) -> str:
        """The scope of the screen in front, whose keys help and the command list show."""
        scope: str = getattr(self.screen, "SCOPE", EVERYWHERE)
        return scope

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
