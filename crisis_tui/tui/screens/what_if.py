"""What if: edits that are only supposed, and the gaps that they open and close."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Container
from textual.widgets import Input, Static

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.tui import present, words
from crisis_tui.tui.commands import ROSTERS, WHAT_IF, bindings_of
from crisis_tui.tui.gap_changes import COLUMNS, change_rows, change_sum
from crisis_tui.tui.present import State
from crisis_tui.tui.screens.base import Loaded
from crisis_tui.tui.screens.dialog import Dialog
from crisis_tui.tui.screens.rostering import RosterScreen
from crisis_tui.tui.screens.start import Choice
from crisis_tui.tui.widgets.bars import TopBar
from crisis_tui.tui.widgets.columns import Column
from crisis_tui.tui.widgets.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from crisis_tui.readiness.what_if import WhatIf
    from crisis_tui.tui.supposing import SupposedEdit, Supposition

KINDS: dict[str, tuple[Text, Text]] = {
    "without": (Text("is away"), Text("ketelmeer, or ketelmeer@2026-03-03 22:00/2026-03-04 07:00")),
    "expire": (Text("loses a qualification"), Text("ketelmeer:BOB, or ketelmeer:BOB@2026-06-01")),
    "award": (Text("earns a qualification"), Text("ketelmeer:BOB, or ketelmeer:BOB@2026-06-01")),
    "trainee": (Text("joins, trained"), Text("nieuw1:OVDBZ:25m, or nieuw1:OVDBZ,LTBZ@2026-06-01")),
    "handover": (Text("hands over at another time"), Text("OVDBZ=Tue 09:00")),
    "change": (
        Text("changes duty"),
        Text("OVDBZ 2026-03-03 22:00/2026-03-04 07:00 add knardijk"),
    ),
}
"""What can be supposed, as the command `what-if` writes it, with an example each."""


class WhatIfScreen(RosterScreen):
    """Above what is supposed, below what comes of it. No file is touched."""

    SCOPE = WHAT_IF
    NAME = Text("What if")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(WHAT_IF, ROSTERS)]
    AUTO_FOCUS: ClassVar[str] = "#edits Rows"

    supposition: Supposition | None = None

    def parts(self) -> Iterable[Widget]:
        """Return the edits and the gaps that differ."""
        yield Container(
            Table(
                Column(most=28, keep=8),
                Column(least=20, grows=True),
                title=Text("Supposed"),
                empty=Text("Nothing yet: a adds something. No file is touched."),
                id="edits",
            ),
            Table(
                *COLUMNS,
                title="",
                empty=Text("No gap opens or closes."),
                id="gaps",
                classes="second",
            ),
            classes="panes",
        )

    def reload(self) -> None:
        """Work it out, in the background; what was supposed stays if the files change."""
        services, chosen = self.crisis.services, self.crisis.chosen
        roster, edits, at_ms = chosen.roster, chosen.edits, self.at_ms
        if services is not None:
            self.ask("what if", lambda: services.suppose(roster, edits, at_ms))

    def _suppose(self, edits: tuple[SupposedEdit, ...]) -> None:
        self.crisis.chosen.edits = edits
        self.reload()

    @on(Loaded)
    def _show(self, loaded: Loaded) -> None:
        if loaded.question != "what if" or not self.is_readable(loaded.answer):
            return
        self.supposition = answer = loaded.answer
        self.crisis.chosen.edits = answer.edits
        supposed: WhatIf = answer.supposed
        zone = supposed.before.workforce.zone
        window = supposed.before.window
        since, until = (local_datetime(at_ms, zone) for at_ms in window)
        bar = self.query_one(TopBar)
        bar.subject = present.line(
            (f"{words.day(since)} – {words.day(until)} {until.year}", present.STRONG),
            "  ",
            supposed.before.workforce.roster.organisation,
        )
        found = supposed.gaps
        state = State.BAD if found.harms else State.GOOD
        bar.aside = present.state(state, Text("gets worse") if found.harms else Text("no worse"))
        self.query_one("#edits", Table).fill([_edit_row(n, e) for n, e in enumerate(answer.edits)])
        gaps = self.query_one("#gaps", Table)
        gaps.entitle(change_sum(found))
        gaps.fill(change_rows(found, zone, supposed.after.workforce.name_of))
        pools = ", ".join(f"{each.role} {each.before} → {each.after}" for each in supposed.pools)
        if answer.problem is not None:
            self.tell(answer.problem, present.WARNING)
        else:
            self.tell(Text("pools: {pools}", pools=pools) if pools else "")

    def action_suppose(self) -> None:
        """Ask for one edit more."""

        def add(edit: SupposedEdit | None) -> None:
            if edit is not None:
                self._suppose((*self.crisis.chosen.edits, edit))

        self.app.push_screen(EditScreen(), add)

    def action_take_back(self) -> None:
        """Take the edit that is looked at back."""
        chosen = self.query_one("#edits", Table).chosen
        if chosen is not None:
            edits = self.crisis.chosen.edits
            self._suppose((*edits[: int(chosen)], *edits[int(chosen) + 1 :]))


class EditScreen(Dialog["SupposedEdit"]):
    """Asks what to suppose: its kind, and who, what and when in one line."""

    NAME = Text("Suppose that")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("down", "kind(1)", show=False),
        Binding("up", "kind(-1)", show=False),
    ]

    def parts(self) -> Iterable[Widget]:
        """Return the kind, the line and an example."""
        kinds: list[tuple[str | None, str]] = [
            (kind, _(title.message)) for kind, (title, _example) in KINDS.items()
        ]
        yield Choice(Text("somebody"), kinds, id="kind")
        field = Input(id="edit")
        field.cursor_blink = False
        yield field
        yield Static(id="example")
        yield Static(
            present.keys(
                ("enter", Text("suppose it")),
                ("↑ ↓", Text("kind")),
                ("esc", Text("not now")),
            ),
            classes="label",
        )

    def on_mount(self) -> None:
        """Show how the kind that is chosen is written; keys go to the line at once."""
        self.query_one(Input).focus()
        self.watch(self.query_one("#kind", Choice), "index", self._show_example)

    def action_kind(self, step: int) -> None:
        """Choose another kind."""
        self.query_one("#kind", Choice).action_turn(step)

    def _show_example(self) -> None:
        _title, example = KINDS[self.query_one("#kind", Choice).value or "without"]
        said = present.line((Text("write"), present.QUIET), "  ", example)
        self.query_one("#example", Static).update(said)

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Close with what stands there."""
        from crisis_tui.tui.supposing import SupposedEdit

        text = self.query_one(Input).value.strip()
        kind = self.query_one("#kind", Choice).value
        self.dismiss(SupposedEdit(kind, text) if text and kind else None)


def _edit_row(number: int, edit: SupposedEdit) -> Row:
    title, _example = KINDS[edit.kind]
    return Row(str(number), (present.line((title, present.STRONG)), present.line(edit.text)))
