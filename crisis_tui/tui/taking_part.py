"""The part of the application that holds the exercise of this terminal: start, resume, pause, leave."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from textual import work

from crisis_tui.basis.text import Text, Texts
from crisis_tui.tui import present
from crisis_tui.tui.commands import CONTROL_ROOM
from crisis_tui.tui.screens.base import MainScreen
from crisis_tui.tui.screens.lazy import control_room
from crisis_tui.tui.terminal_app import FIRST_LEVEL, TerminalApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.services import Exercise, Services
    from crisis_tui.tui.views import ScenarioView


class TakingPart(TerminalApp):
    """Takes part in one exercise at a time, or in none."""

    services: Services | None = None
    exercise: Exercise | None = None

    def attend(self) -> None:
        """Do what the exercise asks for from now on."""
        if self.exercise is not None:
            self.exercise.attend(self._cannot_go_on)

    def _cannot_go_on(self, error: Exception) -> None:
        self.trouble = self.trouble or error
        self._leaving = "terminated"
        self.exit(1)

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
        self.attend()
        self.install_screen(control_room(exercise), "control-room")
        self.show("control-room")

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
