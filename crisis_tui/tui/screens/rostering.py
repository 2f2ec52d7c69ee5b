"""What every screen of a roster shares: the roster and the instant that are looked at, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.screens.base import Loaded, MainScreen

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText


class RosterScreen(MainScreen):
    """A screen about one roster; all of them look at the same instant."""

    SHOWS_EXERCISE = False

    @property
    def at_ms(self) -> int | None:
        """The instant that is looked at; None: now."""
        return self.crisis.chosen.at_ms

    def look_at(self, at_ms: int | None) -> None:
        """Look at another instant, here and on the other screens of the roster."""
        self.crisis.chosen.at_ms = at_ms
        self.reload()

    def action_look_now(self) -> None:
        """Look at this moment."""
        self.look_at(None)

    def action_change_roster(self) -> None:
        """Show the next roster."""
        self.crisis.choose_next_roster()

    def show_card(self, person: str | None, otherwise: AnyText) -> None:
        """Open somebody's card; if it is about nobody, say `otherwise`."""
        services, roster, at_ms = self.crisis.services, self.crisis.chosen.roster, self.at_ms
        if services is not None and person:
            self.ask("person", lambda: services.person(roster, person, at_ms))
        else:
            self.tell(otherwise)

    @on(Loaded)
    def _show_card(self, loaded: Loaded) -> None:
        if loaded.question == "person" and loaded.answer is not None:
            from crisis_tui.tui.screens.person import PersonScreen

            self.app.push_screen(PersonScreen(loaded.answer))

    def is_readable(self, answer: object) -> bool:
        """Tell whether there is a roster to show, and say so if there is none."""
        if answer is None:
            self.tell(Text("There is no roster that can be read."), present.WARNING)
        return answer is not None
