"""The application: screens by name, keys that work everywhere, a clean way out."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App
from textual.scrollbar import ScrollBar
from textual.worker import WorkerFailed

from crisis_tui.basis.text import Text, Texts
from crisis_tui.tui import lifeline, present, themes
from crisis_tui.tui.commands import CONTROL_ROOM, EVERYWHERE, bindings_of, command
from crisis_tui.tui.screens.base import MainScreen
from crisis_tui.tui.screens.lazy import LAZY_SCREENS, control_room
from crisis_tui.tui.terminal_title import TitledDriver
from crisis_tui.tui.widgets.bars import BlankScrollBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.screen import Screen
    from textual.types import CSSPathType

    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.services import Exercise, Services
    from crisis_tui.tui.views import ScenarioView

TERMINAL_WATCH_SECONDS = 1.0
FIRST_LEVEL = 2
"""Textual's own blank screen lies below the first one."""
WIDTHS = [(0, "-tiny"), (40, "-narrow"), (80, "-normal"), (120, "-wide")]
STYLES = ("app", "dialogs", "home", "scenario", "readiness", "on_call", "control_room", "debrief")
HEIGHTS = [(0, "-low"), (10, "-short"), (24, "-tall")]
"""Classes that every screen has from these numbers of cells up."""


@dataclass
class Chosen:
    """What the person chose last; every screen starts from it."""

    scenario: str | None = None
    roster: str | None = None
    variant: str | None = None


class CrisisApp(App[int]):
    """Keeps the screens and knows what was chosen; everything else is in the screens."""

    TITLE = "crisis-tui"
    CSS_PATH: ClassVar[CSSPathType] = [f"styles/{name}.tcss" for name in STYLES]
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
        self.trouble: Exception | None = None
        """Why the exercise could not go on."""
        self._leaving = "quit"
        self.chosen = Chosen()
        self._first = first
        if exercise is not None:
            self.install_screen(control_room(exercise), "control-room")
        for known in (*themes.THEMES, themes.NO_COLOUR):
            self.register_theme(known)
        self.theme = themes.NO_COLOUR.name if plain else theme
        self.animation_level = "none"
        if present.is_ascii():
            self.add_class("-ascii")
            ScrollBar.renderer = BlankScrollBar

    def on_mount(self) -> None:
        """Open the first screen and watch the terminal."""
        if not self.is_headless:
            lifeline.catch_signals(self.hang_up)
            self.set_interval(TERMINAL_WATCH_SECONDS, self._watch_terminal)
        self.push_screen(self._first)
        if self.exercise is not None:  # paint first: the alarm takes 30 ms to load
            self.call_after_refresh(self.exercise.attend, self._cannot_go_on)

    def _watch_terminal(self) -> None:
        if lifeline.terminal_is_gone():
            self.hang_up(lifeline.HANG_UP)

    def hang_up(self, code: int) -> None:
        """Leave at once: the journal has everything."""
        self._leaving = "hangup" if code == lifeline.HANG_UP else "terminated"
        self.exit(code, return_code=code)

    def _cannot_go_on(self, error: Exception) -> None:
        self.trouble = self.trouble or error
        self._leaving = "terminated"
        self.exit(1)

    def on_unmount(self) -> None:
        """Leave the exercise while the loop still runs."""
        self.close_exercise()

    def close_exercise(self) -> None:
        """Give the direction of the open exercise up."""
        if self.exercise is not None:
            self.exercise.close(self._leaving)

    def show(self, name: str) -> None:
        """Bring a screen to the front, directly above the first one; screens keep their state."""
        target = self.get_screen(name)
        while isinstance(self.screen, MainScreen) and self.screen is not target:
            if len(self.screen_stack) <= FIRST_LEVEL:
                self.push_screen(target)
                return
            self.pop_screen()

    def start_dialog(self, view: ScenarioView) -> None:
        """Ask how to start an exercise of this scenario, then start it."""
        from crisis_tui.tui.screens.start import Start, StartScreen

        services = self.services
        if services is None:
            return

        def start(chosen: Start | None) -> None:
            if chosen is not None:
                self._begin(lambda: services.start(view.name, **asdict(chosen)))

        dialog = StartScreen(view.title, services.rosters(), view.variants, view.story_start)
        self.push_screen(dialog, start)

    def resume(self, exercise_id: str) -> None:
        """Go on with an exercise and open its control room."""
        services = self.services
        if self.exercise is not None and self.exercise.id == exercise_id:
            self.show("control-room")
        elif services is not None:
            self._begin(lambda: services.resume(exercise_id))

    def open_debrief(self, exercise_id: str) -> None:
        """Show what an exercise that is over showed."""
        from crisis_tui.tui.screens.debrief import DebriefScreen

        self.push_screen(DebriefScreen(exercise_id))

    @work(exclusive=True, group="begin")
    async def _begin(self, open_it: Callable[[], Exercise | AnyText]) -> None:
        """Open an exercise; a refusal is shown where the person is."""
        if self.exercise is not None and self.exercise.is_live:
            result: Exercise | AnyText = Text(
                "{title} is open here: end it (E) or leave it (q) first.",
                title=self.exercise.title,
            )
        else:
            result = open_it()
        if not isinstance(result, str | Text | Texts):
            self.open_exercise(result)
        elif isinstance(self.screen, MainScreen):
            self.screen.tell(result, present.WARNING)

    def open_exercise(self, exercise: Exercise) -> None:
        """Take part in an exercise: open its control room."""
        if self.exercise is not None:
            self.close_exercise()
            self.uninstall_screen("control-room")
        self.exercise = exercise
        exercise.attend(self._cannot_go_on)
        self.install_screen(control_room(exercise), "control-room")
        self.show("control-room")

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

    def action_go_home(self) -> None:
        """Show what can be done here."""
        self.show("home")

    def action_go_scenario(self) -> None:
        """Show the chosen scenario."""
        self.show("scenario")

    def action_go_readiness(self) -> None:
        """Show who would be missing."""
        self.show("readiness")

    def action_go_on_call(self) -> None:
        """Show the board."""
        self.show("on-call")

    def action_go_control_room(self) -> None:
        """Show the exercise that is running."""
        if self.exercise is not None:
            self.show("control-room")
        elif isinstance(self.screen, MainScreen):
            self.screen.tell(Text("No exercise is open in this terminal: start or resume one."))

    async def action_pause(self) -> None:
        """Stop the exercise clock or let it run, from whatever screen."""
        if self.exercise is None or not isinstance(self.screen, MainScreen):
            return
        if self.exercise.session.state.no_play is not None:
            self.show("control-room")
        if self.screen.SCOPE == CONTROL_ROOM:
            await self.run_action("begin('pause')", self.screen)
            return
        from crisis_tui.exercise.commands import PauseExercise, ResumeExercise  # 20 ms
        from crisis_tui.exercise.refusal import Refusal

        running = self.exercise.session.state.is_running
        order = PauseExercise() if running else ResumeExercise()
        outcome = self.exercise.session.act(order, self.exercise.actor)
        if isinstance(outcome, Refusal):
            self.screen.tell(outcome.reason, present.WARNING)
        elif running:
            self.screen.tell(Text("paused: space goes on"), present.WARNING)
        else:
            self.screen.tell(Text("the exercise runs"), present.GOOD)

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


def run_control_room(
    exercise: Exercise,
    services: Services | None = None,
    *,
    no_colour: bool = False,
) -> int:
    """Open the control room of an exercise in this terminal; return the exit code."""
    app = CrisisApp(services, exercise=exercise, first="control-room", no_colour=no_colour)
    return run_app(app)


def run_app(app: CrisisApp, *, mouse: bool = True) -> int:
    """Run until it ends; return the exit code or raise what went wrong inside."""
    try:
        code = app.run(mouse=mouse)
    finally:
        app.close_exercise()
    if app.trouble is not None:
        raise app.trouble
    if app.crash is not None:
        raise app.crash
    return code if code is not None else app.return_code or 0
