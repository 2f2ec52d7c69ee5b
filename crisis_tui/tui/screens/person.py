"""Somebody's card: reach, duties, qualifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from crisis_tui.basis.text import Text
from crisis_tui.tui import present, words
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.basis.standing import StandingState
    from crisis_tui.tui.views import HeldQualification, PersonCard

STANDINGS: dict[StandingState, tuple[State, Text]] = {
    "valid": (State.GOOD, Text("valid")),
    "grace": (State.WARNING, Text("in grace")),
    "expired": (State.BAD, Text("expired")),
    "never": (State.BAD, Text("never had")),
}
ROLE_WIDTH = 10
STATE_WIDTH = 12
TITLE_WIDTH = 34


class PersonScreen(Dialog[None]):
    """A dialog with one person's card."""

    NAME = Text("Person")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,enter", "dismiss", show=False)]

    def __init__(self, card: PersonCard) -> None:
        """Show this card."""
        super().__init__()
        self._card = card

    def parts(self) -> Iterable[Widget]:
        """Return the card."""
        yield Static(present.lines(*self._lines()))

    def _lines(self) -> Iterator[Content]:
        card = self._card
        yield present.line((card.name, present.STRONG), "  ", (card.status, present.QUIET))
        phone = card.phone or Text("no telephone number in the roster")
        yield present.line((phone, "" if card.phone else present.QUIET))
        yield present.line((Text("may fill"), present.QUIET), f" {' '.join(card.roles) or '–'}")
        yield present.line()
        yield present.line((Text("Duties"), present.STRONG))
        for duty in card.duties:
            role = present.fit(present.line((duty.role, present.STRONG)), ROLE_WIDTH)
            yield present.line("  ", role, words.span(duty.since, duty.until))
        if not card.duties:
            yield present.line(("  ", ""), (Text("none in the next 14 days"), present.QUIET))
        yield present.line()
        yield present.line((Text("Qualifications"), present.STRONG))
        for held in card.qualifications:
            yield _held(held)


def _held(held: HeldQualification) -> Content:
    state = present.fit(present.state(*STANDINGS[held.state]), STATE_WIDTH)
    until = Text("until {time}", time=words.date(held.until)) if held.until else ""
    title = present.fit(present.line(held.title), TITLE_WIDTH)
    return present.line("  ", state, title, "  ", (until, present.QUIET))
