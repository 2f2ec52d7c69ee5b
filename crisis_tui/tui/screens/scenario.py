"""Scenario: what will happen when, and what is wrong with it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, VerticalScroll
from textual.widgets import ContentSwitcher, Static

from crisis_tui.basis.text import Text, Texts
from crisis_tui.tui import present
from crisis_tui.tui.commands import SCENARIO, bindings_of
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.base import Loaded, MainScreen
from crisis_tui.tui.screens.faults import fault_in_full, fault_row
from crisis_tui.tui.screens.timeline import inject_in_full, timeline_rows
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from crisis_tui.tui.views import ScenarioView


class ScenarioScreen(MainScreen):
    """The timeline with its phases, or the faults; below or beside it what is looked at."""

    SCOPE = SCENARIO
    NAME = Text("Scenario")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(SCENARIO)]
    AUTO_FOCUS: ClassVar[str] = "#timeline Rows"

    view: ScenarioView | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the two lists, one of them in sight, and the pane for one line in full."""
        timeline = Table(
            Column(Text("play"), right=True),
            Column(Text("story"), keep=5),
            Column(Text("id"), keep=7),
            Column(Text("to"), least=7, most=12, keep=6),
            Column(Text("message"), least=16, grows=True),
            Column(Text("how"), keep=4),
            title=Text("Timeline"),
            empty=Text("There is no timeline: see the faults (f)."),
            id="timeline",
        )
        faults = Table(
            Column(),
            Column(),
            Column(least=8, keep=6),
            Column(least=16, grows=True),
            title=Text("Faults"),
            empty=Text("No faults were found."),
            id="faults",
        )
        yield Container(
            ContentSwitcher(timeline, faults, initial="timeline"),
            VerticalScroll(Static(id="full"), id="detail", classes="second"),
            classes="panes",
        )

    def reload(self) -> None:
        """Read the files again, in the background."""
        services, chosen = self.crisis.services, self.crisis.chosen
        if services is None:
            return
        if chosen.scenario is None:
            self.query_one("#timeline", Table).fill([])
            self.tell(Text("Choose a scenario at home first (1)."))
            return
        name = chosen.scenario
        self.ask("scenario", lambda: services.scenario(name, chosen.variant))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question != "scenario":
            return
        self.view = loaded.answer
        self.query_one("#timeline", Table).fill(timeline_rows(loaded.answer.script))
        faults = [fault_row(index, fault) for index, fault in enumerate(loaded.answer.faults)]
        self.query_one("#faults", Table).fill(faults)
        bar = self.query_one(TopBar)
        bar.subject = present.line(loaded.answer.title)
        bar.aside = _verdict(loaded.answer)
        if loaded.answer.script is None:
            self.action_show_faults()

    @on(Table.Moved)
    def _look_at(self, event: Table.Moved) -> None:
        if self.view is None or event.table.id != self.query_one(ContentSwitcher).current:
            return
        full = self.query_one("#full", Static)
        if event.table.id == "faults":
            full.update(fault_in_full(self.view.faults[int(event.row_id)]))
        elif self.view.script is not None:
            full.update(inject_in_full(self.view.script, event.row_id))
        self.query_one("#detail").scroll_home(animate=False)

    def action_show_timeline(self) -> None:
        """Show the timeline."""
        self._switch_to("timeline")

    def action_show_faults(self) -> None:
        """Show what is wrong."""
        self._switch_to("faults")

    def _switch_to(self, table: str) -> None:
        self.query_one(ContentSwitcher).current = table
        shown = self.query_one(f"#{table}", Table)
        shown.take_focus()
        if shown.chosen is None:
            self.query_one("#full", Static).update(present.line())
        else:
            self._look_at(Table.Moved(shown, shown.chosen))

    def action_start_exercise(self) -> None:
        """Choose roster, variant and start, then begin."""
        if self.view is None:
            return
        if self.view.errors:
            self.tell(
                Text("It cannot be played as long as it has errors: see the faults (f)."),
                present.WARNING,
            )
            return
        self.crisis.start_dialog(self.view)


def _verdict(view: ScenarioView) -> Content:
    if view.errors:
        return present.state(State.BAD, Texts("{n} error", "{n} errors", view.errors))
    if view.faults:
        count = len(view.faults)
        return present.state(State.WARNING, Texts("{n} remark", "{n} remarks", count))
    return present.state(State.GOOD, Text("checked"))
