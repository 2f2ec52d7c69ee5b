"""A change to the roster: asked in a form, shown with its effect, written only after a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.tui import present
from crisis_tui.tui.changing import ChangeDone, ChangePlan, ChangeRefused, TypedChange
from crisis_tui.tui.gap_changes import change_rows, change_sum
from crisis_tui.tui.screens.dialog import Dialog
from crisis_tui.tui.screens.start import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.binding import BindingType
    from textual.events import Key
    from textual.widget import Widget

    from crisis_tui.basis.text import AnyText
    from crisis_tui.tui.changing import ChangeForm, ChangeOffer

    Plan = Callable[[TypedChange], ChangePlan | ChangeRefused]

MOST_ROWS = 6
FORMS: tuple[tuple[ChangeForm, Text], ...] = (
    ("replace", Text("somebody takes over")),
    ("add", Text("somebody comes on duty")),
    ("remove", Text("somebody goes off duty")),
)


class ChangeScreen(Dialog[ChangeDone]):
    """The form. Enter works the change out and shows it; what is wrong is said below the lines."""

    NAME = Text("Change the roster")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "plan", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, offer: ChangeOffer, plan: Plan) -> None:
        """Offer what is known so far; `plan` may read files."""
        super().__init__()
        self._typed = offer.typed
        self._known = {"role": offer.roles, "person": offer.people, "by": offer.people}
        self._plan = plan

    def parts(self) -> Iterable[Widget]:
        """Return a line for each thing that is asked."""
        yield Choice(
            Text("what"), [(form, str(_(text.message))) for form, text in FORMS], id="form"
        )
        labels = {
            "role": Text("post"),
            "person": Text("who"),
            "by": Text("taken over by"),
            "since": Text("from"),
            "until": Text("until"),
            "note": Text("remark"),
        }
        for name, label in labels.items():
            field = Input(
                str(getattr(self._typed, name)),
                id=name,
                suggester=SuggestFromList(self._known.get(name, ()), case_sensitive=False),
            )
            field.cursor_blink = False
            yield Horizontal(
                Static(present.line((label, present.QUIET)), classes="name"), field, classes="line"
            )
        yield Static("", id="wrong")
        yield Static(
            present.keys(
                ("enter", Text("show what it would do")),
                ("tab", Text("next line")),
                ("→", Text("take the suggestion")),
                ("esc", Text("not now")),
            )
        )

    def on_mount(self) -> None:
        """Start at the first line that is empty."""
        forms = [form for form, _text in FORMS]
        self.query_one("#form", Choice).index = forms.index(self._typed.form)
        empty = [field for field in self.query(Input) if not field.value and field.id != "note"]
        (empty[0] if empty else self.query_one("#by", Input)).focus()

    @property
    def typed(self) -> TypedChange:
        """What stands in the form."""
        values = {str(field.id): field.value for field in self.query(Input)}
        form = cast("ChangeForm", self.query_one("#form", Choice).value)
        return TypedChange(form=form, **values)

    @on(Input.Submitted)
    def action_plan(self) -> None:
        """Work it out in the background."""
        typed = self.typed
        self._say(Text("Working it out…"), present.QUIET)

        def find() -> None:
            answer = self._plan(typed)
            if not get_current_worker().is_cancelled:
                self.app.call_from_thread(self._show, answer)

        self.run_worker(find, thread=True, exclusive=True)

    def _show(self, answer: ChangePlan | ChangeRefused) -> None:
        if isinstance(answer, ChangeRefused):
            self._say(answer.reason, present.BAD, answer.help)
            return
        self._say("", present.QUIET)
        self.app.push_screen(ChangePlanScreen(answer), self._done)

    def _done(self, done: ChangeDone | None) -> None:
        if done is None:
            return
        if done.written:
            self.dismiss(done)
        else:
            self._say(done.text, present.BAD)

    def _say(self, text: AnyText, style: str, more: AnyText | None = None) -> None:
        lines = [present.block(text, style), *([present.block(more)] if more else [])]
        self.query_one("#wrong", Static).update(present.lines(*lines))


class ChangePlanScreen(Dialog[ChangeDone]):
    """The edit as a diff, and what it does. Only the yes key writes it."""

    NAME = Text("Write this?")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,escape,q", "dismiss(None)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, plan: ChangePlan) -> None:
        """Show this plan."""
        super().__init__()
        self._plan = plan
        self._writing = False

    def parts(self) -> Iterable[Widget]:
        """Return effect, cautions, diff and the two keys."""
        plan = self._plan
        harms = present.BAD if plan.gaps.harms else present.GOOD
        yield Static(present.block(change_sum(plan.gaps), harms))
        rows = change_rows(plan.gaps, plan.zone, plan.name_of)
        for row in rows[:MOST_ROWS]:
            yield Static(present.line(*(part for cell in row.cells for part in (cell, "  "))))
        if len(rows) > MOST_ROWS:
            yield Static(present.line(Text("and {n} more", n=len(rows) - MOST_ROWS)))
        for caution in plan.cautions:
            yield Static(
                present.line((f"{present.State.WARNING.glyph} ", present.WARNING), caution)
            )
        yield Static(present.block(plan.diff.rstrip("\n")), classes="label")
        yield Static(present.keys((_("y"), Text("write it")), (_("n"), Text("no, back (esc)"))))

    def on_key(self, event: Key) -> None:
        """Write on the language's own letter for yes only, and once."""
        if event.key == _("y") and not self._writing:
            event.stop()
            self._writing = True
            self.run_worker(self._write, thread=True)

    def _write(self) -> None:
        done = self._plan.write()
        self.app.call_from_thread(self.dismiss, done)
