"""The debrief: what did the exercise show?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from crisis_tui.basis.text import Text, Texts
from crisis_tui.debrief.compose import compose
from crisis_tui.tui import present
from crisis_tui.tui.commands import DEBRIEF, bindings_of
from crisis_tui.tui.screens.base import Loaded, MainScreen
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.report_page import ReportPage
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from crisis_tui.debrief.document import Document, Section
    from crisis_tui.debrief.facts import Debrief

EXPORTED = "exported"


class DebriefScreen(MainScreen):
    """Its sections, and the one that is looked at."""

    SCOPE = DEBRIEF
    NAME = Text("Debrief")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(DEBRIEF)]
    AUTO_FOCUS: ClassVar[str] = "#sections Rows"

    def __init__(self, exercise_id: str) -> None:
        """Show the debrief of this exercise."""
        super().__init__()
        self._exercise_id = exercise_id
        self._document: Document | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the sections and the page."""
        yield Container(
            Table(
                Column(least=10, grows=True),
                empty=Text("There is no debrief."),
                id="sections",
            ),
            ReportPage(id="report"),
            classes="panes",
        )

    def reload(self) -> None:
        """Read the journal again."""
        services = self.crisis.services
        if services is None:
            self.tell(Text("Open it with crisis-tui debrief."), present.WARNING)
            return
        self.ask("debrief", lambda: services.debrief(self._exercise_id))

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        answer = loaded.answer
        if loaded.question == EXPORTED:
            self.tell(answer, present.GOOD)
        elif isinstance(answer, str | Text | Texts):
            self.query_one("#sections", Table).fill([])
            self.tell(answer, present.WARNING)
        else:
            self._show_debrief(answer)

    def _show_debrief(self, debrief: Debrief) -> None:
        document = compose(debrief)
        self._document = document
        self.query_one(TopBar).subject = present.line((debrief.head.title, present.STRONG))
        rows = [
            Row(str(number), (present.line(section.title),))
            for number, section in enumerate(document.sections)
        ]
        self.query_one("#sections", Table).fill(rows)
        chosen = self.query_one("#sections", Table).chosen
        self._show_section(document.sections[int(chosen or 0)])
        self.tell(document.foot)

    @on(Table.Moved, "#sections")
    def _look_at(self, event: Table.Moved) -> None:
        if self._document is not None:
            self._show_section(self._document.sections[int(event.row_id)])

    @on(Table.Chosen, "#sections")
    def _read(self) -> None:
        self.query_one(ReportPage).focus()

    def _show_section(self, section: Section) -> None:
        self.query_one(ReportPage).show(section)

    def step_back(self) -> bool:
        """Go from the page to the sections first."""
        if self.query_one(ReportPage).has_focus:
            self.query_one("#sections", Table).take_focus()
            return True
        return super().step_back()

    def _export(self, format_name: str) -> None:
        services = self.crisis.services
        if services is not None:
            self.ask(EXPORTED, lambda: services.export_debrief(self._exercise_id, format_name))

    def action_export_html(self) -> None:
        """Write a web page that prints well."""
        self._export("html")

    def action_export_text(self) -> None:
        """Write plain text."""
        self._export("text")

    def action_export_markdown(self) -> None:
        """Write Markdown."""
        self._export("markdown")

    def action_export_json(self) -> None:
        """Write JSON."""
        self._export("json")
