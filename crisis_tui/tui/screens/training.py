"""Training: people by qualifications, and who must do something first."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import FAR_FUTURE_MS, local_datetime
from crisis_tui.basis.text import Text, Texts
from crisis_tui.readiness.training_matrix import (
    CELL_LOOKS,
    CELL_STATES,
    cell_state,
    training_matrix,
)
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import ROSTERS, TRAINING, bindings_of
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.base import Loaded
from crisis_tui.tui.screens.rostering import RosterScreen
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.sign_grid import STYLES, SignGrid, SignLine
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.readiness.trained import TrainedPerson
    from crisis_tui.readiness.training_matrix import MatrixRow, TrainingMatrix
    from crisis_tui.tui.views import TrainingView

HORIZONS_DAYS = (90, 180, 30)


class TrainingScreen(RosterScreen):
    """The matrix; beside or below it all that the person has."""

    SCOPE = TRAINING
    NAME = Text("Training")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(TRAINING, ROSTERS)]
    AUTO_FOCUS: ClassVar[str] = "#matrix Rows"

    view: TrainingView | None = None
    matrix: TrainingMatrix | None = None

    def __init__(self) -> None:
        """Look at everybody, 90 days ahead."""
        super().__init__()
        self._horizons = cycle(HORIZONS_DAYS)
        self._days = next(self._horizons)
        self._all = True

    def parts(self) -> Iterable[Widget]:
        """Return the matrix and what one person has."""
        yield Container(
            SignGrid(empty=Text("Nobody lacks anything or loses it soon."), id="matrix"),
            Table(
                Column(keep=8),
                Column(keep=9),
                Column(least=10, grows=True, keep=4),
                Column(keep=6),
                title="",
                empty=Text("Nothing is asked of this person."),
                id="held",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Read the files again, in the background."""
        services, roster, at_ms = self.crisis.services, self.crisis.chosen.roster, self.at_ms
        if services is not None:
            self.ask("training", lambda: services.training(roster, at_ms))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question == "training" and self.is_readable(loaded.answer):
            self.view = loaded.answer
            self._draw()

    def _draw(self) -> None:
        view = self.view
        if view is None:
            return
        matrix = training_matrix(view.people, view.at_ms, self._days * DAY_MS)
        self.matrix = matrix
        bar = self.query_one(TopBar)
        ahead = present.line("+ ", Texts("{n} day", "{n} days", self._days))
        at = words.full_date(local_datetime(view.at_ms, view.zone))
        bar.subject = present.line(ahead, "  ", (at, present.STRONG), "  ", view.organisation)
        bar.aside = _verdict(matrix)
        rows = [row for row in matrix.rows if self._all or _needs_attention(row)]
        lines = [_line(row, view.zone) for row in rows]
        self.query_one(SignGrid).show(matrix.qualifications, lines)
        self._look()

    @on(Table.Moved, "#matrix")
    def _look(self) -> None:
        """Say in words what the person has, the column that is looked at first."""
        grid, held = self.query_one(SignGrid), self.query_one("#held", Table)
        row = self._row(grid.chosen)
        if row is None or self.view is None or self.matrix is None:
            held.entitle("")
            held.fill([])
            return
        names = self.matrix.qualifications
        looked_at = names[grid.column] if names else ""
        held.entitle(row.person.name)
        rows = _held_rows(row.person, looked_at, self.view, self._days * DAY_MS)
        held.fill(rows)

    def _row(self, person: str | None) -> MatrixRow | None:
        rows = self.matrix.rows if self.matrix is not None else ()
        return next((row for row in rows if row.person.person == person), None)

    def action_column_left(self) -> None:
        """Look at the previous qualification."""
        self.query_one(SignGrid).walk(-1)

    def action_column_right(self) -> None:
        """Look at the next qualification."""
        self.query_one(SignGrid).walk(1)

    def action_training_horizon(self) -> None:
        """Look further ahead, or less far."""
        self._days = next(self._horizons)
        self._draw()

    def action_only_attention(self) -> None:
        """Show everybody, or those who lack something or lose it soon."""
        self._all = not self._all
        self._draw()

    @on(Table.Chosen, "#matrix")
    def action_show_trained(self) -> None:
        """Open the card of the person in this line."""
        self.show_card(self.query_one(SignGrid).chosen, Text("Nobody is on this line."))


def _needs_attention(row: MatrixRow) -> bool:
    return row.first not in {"other", "valid"}


def _line(row: MatrixRow, zone: ZoneInfo) -> SignLine:
    until = ""
    if row.first_ms < FAR_FUTURE_MS:
        until = words.full_date(local_datetime(row.first_ms - 1, zone))
    return SignLine(
        row.person.person,
        present.line((row.person.name, present.STRONG)),
        tuple((CELL_LOOKS[state][0], STYLES[state]) for state in row.cells),
        present.line((until, STYLES[row.first])),
    )


def _verdict(matrix: TrainingMatrix) -> Content:
    soon = Texts("{n} expires", "{n} expire", matrix.expiring)
    said = present.state(State.SOFT, soon) if matrix.expiring else present.line()
    if not matrix.lacking:
        return present.line(present.state(State.GOOD, Text("nobody lacks anything")), "  ", said)
    lacking = Texts("{n} lacks something", "{n} lack something", matrix.lacking)
    return present.line(present.state(State.BAD, lacking), "  ", said)


def _held_rows(
    person: TrainedPerson, looked_at: str, view: TrainingView, horizon_ms: int
) -> list[Row]:
    rows = []
    for held in person.held:
        name = held.qualification
        state = cell_state(held, name in person.asked, view.at_ms, horizon_ms)
        sign, word = CELL_LOOKS[state]
        until = Text("no end")
        if held.valid_until_ms is not None:
            last = words.full_date(local_datetime(held.valid_until_ms - 1, view.zone))
            until = Text("through {date}", date=last)
        cells = (
            present.line((sign, STYLES[state]), " ", (word, STYLES[state])),
            present.line((name, present.STRONG)),
            present.line((view.titles.get(name, ""), present.QUIET)),
            present.line("" if held.valid_until_ms is None and state != "valid" else until),
        )
        rows.append((name != looked_at, -CELL_STATES.index(state), Row(name, cells)))
    return [row for *_, row in sorted(rows, key=lambda each: each[:2])]
