"""Readiness: if it began then, who would be missing?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from crisis_tui.basis.text import Text
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import READINESS, bindings_of
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.base import Loaded, MainScreen
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.matrix import Grid, Matrix
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.tui.views import NeedCell, ReadinessView, Reason

VERDICTS = {
    "ready": (State.GOOD, Text("ready")),
    "at-risk": (State.SOFT, Text("at risk")),
    "not-ready": (State.BAD, Text("not ready")),
}


class ReadinessScreen(MainScreen):
    """Roles by phases; why a cell is as it is stands below."""

    SCOPE = READINESS
    NAME = Text("Readiness")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(READINESS)]
    AUTO_FOCUS: ClassVar[str] = "#matrix Rows"

    view: ReadinessView | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the matrix and the reasons of one cell."""
        yield Container(
            Matrix(
                title=Text("Posts by phases"),
                empty=Text("This scenario asks for nobody."),
                id="matrix",
            ),
            Table(
                Column(),
                Column(least=10),
                Column(least=12, grows=True),
                Column(keep=4),
                title=Text("Why"),
                empty=Text("Nobody is missing here."),
                id="reasons",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Read the files again, in the background."""
        services, chosen = self.crisis.services, self.crisis.chosen
        if services is None:
            return
        if chosen.scenario is None:
            self.query_one("#matrix", Table).fill([])
            self.tell(Text("Choose a scenario at home first (1)."))
            return
        name, roster, start_ms = chosen.scenario, chosen.roster, chosen.story_start_ms
        self.ask("readiness", lambda: services.readiness(name, roster, start_ms))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question != "readiness":
            return
        self.view = view = loaded.answer
        bar = self.query_one(TopBar)
        bar.subject = present.line(view.title)
        bar.aside = present.state(*VERDICTS[view.verdict]) if view.verdict else present.line()
        self.query_one(Matrix).entitle(_title(view))
        self.query_one(Matrix).show(_grid(view))
        if view.problem:
            self.tell(view.problem, present.WARNING)

    @on(Table.Moved, "#matrix")
    def _look_at(self) -> None:
        cell = self._cell()
        reasons = cell.reasons if cell else ()
        rows = [_reason_row(index, reason) for index, reason in enumerate(reasons)]
        self.query_one("#reasons", Table).fill(rows)
        if cell is not None:
            self.tell(_sentence(cell))

    def _cell(self) -> NeedCell | None:
        chosen = self.query_one(Matrix).chosen_cell
        if self.view is None or chosen is None:
            return None
        return next((c for c in self.view.cells if (c.role, c.phase) == chosen), None)

    def action_phase_left(self) -> None:
        """Look at the previous phase."""
        self.query_one(Matrix).walk(-1)

    def action_phase_right(self) -> None:
        """Look at the next phase."""
        self.query_one(Matrix).walk(1)

    @on(Table.Chosen, "#matrix")
    def action_show_reasons(self) -> None:
        """Go down into the reasons."""
        self.query_one("#reasons", Table).take_focus()

    def action_next_roster(self) -> None:
        """Ask the same of the next roster."""
        self.crisis.choose_next_roster()

    def step_back(self) -> bool:
        """Come back from the reasons first."""
        if super().step_back():
            return True
        if not self.query_one("#reasons", Table).has_focus_within:
            return False
        self.query_one(Matrix).take_focus()
        return True


def _grid(view: ReadinessView) -> Grid:
    return Grid(
        tuple(
            (role, (present.line((role, present.STRONG)), present.line((title, present.QUIET))))
            for role, title in view.roles
        ),
        view.phases,
        {(cell.role, cell.phase): _short(cell) for cell in view.cells},
    )


def _title(view: ReadinessView) -> Text:
    if view.start is None:
        return Text("Posts by phases, roster {roster}", roster=view.roster)
    start = words.day_and_time(view.start)
    return Text("Posts by phases, roster {roster}, from {start}", roster=view.roster, start=start)


def _short(cell: NeedCell) -> Content:
    """Return glyph, shortage where more than one is needed, word: a narrow column cuts off that."""
    sign, word = words.POSTS[cell.state]
    missing = cell.count - cell.certain
    if missing > 0 and cell.count > 1 and cell.state in words.UNFILLED:
        return present.line((f"{sign.glyph} −{missing} ", sign.style), (word, sign.style))
    return present.state(sign, word)


def _sentence(cell: NeedCell) -> Text:
    return Text(
        "{role}: {count} needed, {certain} certain at the least; {span}",
        role=cell.role,
        count=cell.count,
        certain=cell.certain,
        span=words.span(cell.since, cell.until),
    )


def _reason_row(index: int, reason: Reason) -> Row:
    return Row(
        str(index),
        (
            present.state(State.BAD),
            present.line((reason.person or Text("nobody"), present.STRONG)),
            present.line(reason.cause),
            present.line((words.span(reason.since, reason.until), present.QUIET)),
        ),
    )
