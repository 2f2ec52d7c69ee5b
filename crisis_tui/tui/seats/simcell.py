"""The simulation cell's screen: whom must I call now, and what do I say?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Static

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import Text
from crisis_tui.exercise.seats.card_words import line_label
from crisis_tui.tui import present
from crisis_tui.tui.commands import SEATS, SIMCELL, bindings_of
from crisis_tui.tui.seats.countering import FLOWS as COUNTERING
from crisis_tui.tui.seats.happened import log_lines
from crisis_tui.tui.seats.listing import ListingScreen
from crisis_tui.tui.seats.played import reading, rows
from crisis_tui.tui.seats.reading import ReadingCard
from crisis_tui.tui.seats.terms import term_lines
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.exercise.seats.simcell import SimcellView
    from crisis_tui.tui.flows.asking import Flow


class SimcellScreen(ListingScreen):
    """Messages to play and questions to answer, what comes; the script of the chosen one."""

    SCOPE = SIMCELL
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(SIMCELL, SEATS))
    FLOWS: ClassVar[Mapping[str, Callable[[Any], Flow]]] = COUNTERING

    def parts(self) -> Iterable[Widget]:
        """List at the left, the script and the running terms at the right."""
        table = Table(
            Column(),
            Column(keep=8),
            Column(least=10, grows=True),
            empty=Text("There is nothing to play."),
            id="listing",
        )
        yield Vertical(table, id="watching")
        yield Vertical(
            ReadingCard(id="card"), Static(id="terms"), Static(id="happened"), id="reading"
        )

    @property
    def view(self) -> SimcellView:
        """What the simulation cell sees."""
        view: SimcellView = self.desk.view
        return view

    def draw(self, play_ms: int) -> int | None:
        """Show the list, what is chosen, and the statutory clocks."""
        pressing = [card.id for card in self.view.speak]
        pressing += [line.entry for line in self.view.lines]
        self.fill(rows(self.view, play_ms), pressing)
        self.draw_card()
        self.put("#happened", log_lines(self.view.log))
        self.put("#terms", term_lines(self.view.terms, self.view.head, play_ms))
        return None

    def content(self, play_ms: int) -> Content:
        """Return the script of what is chosen."""
        return reading(self.view, self.desk.selected, play_ms)

    def presses(self, play_ms: int) -> Content:
        """Say what must be played now, who waits for a reply, else what comes next."""
        view = self.view
        if view.speak:
            first = view.speak[0]
            more = view.unspoken - 1
            text = Text("Play {inject} {title} now", inject=first.id, title=first.title)
            rest = Text(", and {n} more", n=more) if more else ""
            return present.line((text, present.WARNING), (rest, present.WARNING))
        if view.lines:
            return present.line((line_label(view.lines[0]), present.WARNING))
        if not view.coming:
            return present.line((Text("Nothing comes by itself any more."), present.QUIET))
        card = view.coming[0]
        minutes = max((card.due_play_ms or play_ms) - play_ms, 0) // MINUTE_MS
        coming = Text("Next: {title} in {n} min", title=card.title, n=minutes)
        return present.line((coming, present.QUIET))

    def is_news(self, before: SimcellView, after: SimcellView) -> bool:
        """Ring when there is something more to play, or somebody asks something."""
        known = {card.id for card in before.speak} | {line.entry for line in before.lines}
        now = {card.id for card in after.speak} | {line.entry for line in after.lines}
        return bool(now - known)

    def action_look_at_what_presses(self) -> None:
        """Look at what must be played or answered first."""
        self.action_look_at_first()

    def action_read_script(self) -> None:
        """Give the script the whole screen."""
        self.read()

    @on(Table.Chosen, "#listing")
    def _open(self) -> None:
        self.read()
