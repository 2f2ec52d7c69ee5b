"""The application: screens by name, keys that work everywhere, a clean way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from crisis_tui.basis.text import Text
from crisis_tui.tui import themes
from crisis_tui.tui.commands import MAIN, bindings_of
from crisis_tui.tui.screens.base import MainScreen
from crisis_tui.tui.screens.lazy import LAZY_SCREENS, control_room
from crisis_tui.tui.taking_part import TakingPart
from crisis_tui.tui.terminal_app import FIRST_LEVEL, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from textual.binding import BindingType
    from textual.screen import Screen
    from textual.types import CSSPathType

    from crisis_tui.tui.services import Exercise, Services
    from crisis_tui.tui.supposing import SupposedEdit

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
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(MAIN))
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = LAZY_SCREENS

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
        super().__init__(theme=theme, no_colour=no_colour)
        self.services = services
        self.exercise = exercise
        self.chosen = Chosen()
        self._first = first
        if exercise is not None:
            self.install_screen(control_room(exercise), "control-room")

    def on_mount(self) -> None:
        """Open the first screen."""
        self.push_screen(self._first)
        if self.exercise is not None:  # paint first: the alarm takes 30 ms to load
            self.call_after_refresh(self.attend)

    def on_unmount(self) -> None:
        """Leave the exercise while the loop still runs."""
        self.close_exercise()

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
        from crisis_tui.exercise.views.direction import Standing
        from crisis_tui.tui.screens.confirm import Confirm

        question = Text("Leave the exercise {title}?", title=self.exercise.title)
        consequence = (
            Text("Its clock stops. Nothing is lost: crisis-tui resume goes on with it.")
            if self.exercise.direction.standing is Standing.HERE
            else Text("It goes on without this terminal; crisis-tui join comes back to it.")
        )
        self.push_screen(Confirm(question, consequence), self._leave_if)

    def _leave_if(self, said: bool | None) -> None:  # noqa: FBT001 - a screen's answer
        if said:
            self.exit(0)
