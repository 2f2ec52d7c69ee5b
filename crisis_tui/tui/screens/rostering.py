"""What every screen of a roster shares: the roster and the instant that are looked at, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.screens.base import Loaded, MainScreen

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.changing import ChangeDone


class RosterScreen(MainScreen):
    """A screen about one roster; all of them look at the same instant."""

    SHOWS_EXERCISE = False

    @property
    def at_ms(self) -> int | None:
        """The instant that is looked at; None: now."""
        return self.crisis.chosen.at_ms

    @property
    def looked_at(self) -> tuple[str | None, int | None]:
        """The role and the instant that a change would be about."""
        return self.crisis.chosen.role, self.at_ms

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

    def action_change(self) -> None:
        """Open the form for a change, filled in with what is looked at."""
        services, roster = self.crisis.services, self.crisis.chosen.roster
        role, at_ms = self.looked_at
        if services is not None:
            self.ask("change", lambda: services.change_form(roster, role, at_ms))

    @on(Loaded)
    def _open_form(self, loaded: Loaded) -> None:
        services, roster = self.crisis.services, self.crisis.chosen.roster
        if loaded.question != "change" or services is None or not self.is_readable(loaded.answer):
            return
        from crisis_tui.tui.screens.change import ChangeScreen

        form = ChangeScreen(loaded.answer, lambda typed: services.plan_change(roster, typed))
        self.app.push_screen(form, self._tell_change)

    def _tell_change(self, done: ChangeDone | None) -> None:
        if done is not None:
            self.reload()
            self.call_after_refresh(self.tell, done.text, present.GOOD)

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
