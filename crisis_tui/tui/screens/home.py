"""Home: what can I do here?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from crisis_tui.basis.text import Text, Texts
from crisis_tui.i18n import _
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import HOME, bindings_of
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.attention import attention_rows
from crisis_tui.tui.screens.base import Loaded, MainScreen
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.tui.views import ScenarioLine


class HomeScreen(MainScreen):
    """The scenarios, and what needs attention today."""

    SCOPE = HOME
    NAME = Text("crisis-tui")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(HOME)]
    AUTO_FOCUS: ClassVar[str] = "#scenarios Rows"

    def parts(self) -> Iterable[Widget]:
        """Return the two lists."""
        yield Container(
            Table(
                Column(Text("state")),
                Column(Text("scenario"), least=16, grows=True),
                Column(Text("lasts"), right=True, keep=5),
                Column(Text("injects"), right=True, keep=4),
                Column(Text("last run"), keep=3),
                title=Text("Scenarios"),
                empty=Text("There are no scenarios in this workspace."),
                id="scenarios",
            ),
            Table(
                Column(),
                Column(least=8, keep=8),
                Column(least=12, grows=True),
                Column(keep=5),
                title=Text("Needs attention"),
                empty=Text("Nothing needs attention."),
                id="attention",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Read everything again, in the background."""
        services = self.crisis.services
        if services is not None:
            self.ask("scenarios", lambda: services.scenarios())  # noqa: PLW0108 - looked up in the thread
            self.ask("attention", lambda: services.attention(self.crisis.chosen.roster))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question == "scenarios":
            self.query_one("#scenarios", Table).fill([_row(line) for line in loaded.answer])
        else:
            self.query_one("#attention", Table).fill(attention_rows(loaded.answer))
            if loaded.answer.problem:
                self.tell(loaded.answer.problem, present.WARNING)

    def action_home_open(self) -> None:
        """Go to what is chosen in the list that has the keys."""
        for table in self.query(Table):
            if table.has_focus_within and table.chosen is not None:
                self.post_message(Table.Chosen(table, table.chosen))

    @on(Table.Moved, "#scenarios")
    def _choose_scenario(self, event: Table.Moved) -> None:
        self.crisis.chosen.choose_scenario(event.row_id)

    @on(Table.Chosen, "#scenarios")
    def _open_scenario(self, event: Table.Chosen) -> None:
        self.crisis.chosen.choose_scenario(event.row_id)
        self.crisis.show("scenario")

    @on(Table.Chosen, "#attention")
    def _open_attention(self, event: Table.Chosen) -> None:
        kind, _colon, subject = event.row_id.partition(":")
        if kind == "exercise":
            self.crisis.resume(subject)
        elif kind == "debrief":
            self.crisis.open_debrief(subject)
        else:
            self.crisis.show("on-call")


def _row(line: ScenarioLine) -> Row:
    lasts = _("open") if line.end_play_ms is None else words.minutes(line.end_play_ms)
    last_run = words.day(line.last_run) if line.last_run else "–"
    return Row(
        line.name,
        (
            _verdict(line),
            present.line((line.title, present.STRONG)),
            present.line(lasts),
            present.line(str(line.injects)),
            present.line((last_run, present.QUIET)),
        ),
    )


def _verdict(line: ScenarioLine) -> Content:
    if line.errors:
        return present.state(State.BAD, Texts("{n} error", "{n} errors", line.errors))
    if line.warnings:
        return present.state(State.WARNING, Texts("{n} warning", "{n} warnings", line.warnings))
    return present.state(State.GOOD, Text("checked"))
