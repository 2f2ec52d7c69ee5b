"""The pages that a control room can lay above itself; each is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from crisis_tui.exercise.runner import ExerciseSession
    from crisis_tui.tui.services import Exercise


class ExercisePages(Screen[Any]):
    """Opens pages about the exercise of a session."""

    _session: ExerciseSession
    _exercise: Exercise

    def action_show_who(self) -> None:
        """Show who is at the exercise, on a page that goes on by itself."""
        from crisis_tui.tui.screens.who import WhoScreen

        self.app.push_screen(WhoScreen(self._exercise))

    def action_show_briefing(self) -> None:
        """Show what somebody needs who takes the exercise up."""
        from crisis_tui.tui.screens.briefing import BriefingScreen

        self.app.push_screen(BriefingScreen(self._session))

    def action_show_tree(self) -> None:
        """Show what can still happen, on a page that follows the exercise."""
        from crisis_tui.tui.screens.tree import TreeScreen

        self.app.push_screen(TreeScreen(self._session))

    def action_show_sitrep(self) -> None:
        """Show the situation report as it is now, to copy."""
        from crisis_tui.tui.screens.sitrep import SitrepScreen

        self.app.push_screen(SitrepScreen(self._session))

    def action_show_actions(self) -> None:
        """Show terms and actions with who does them before when, as they go on."""
        from crisis_tui.tui.screens.actions import ActionsScreen

        self.app.push_screen(ActionsScreen(self._session))
