"""Before an exercise starts: with which roster, which variant, from which story time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.tui import present

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content

LABEL_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Start:
    """What was chosen."""

    roster: str | None
    variant: str | None
    story_start: str


class Choice(Widget, can_focus=True):
    """One line: a label and one of some values, changed with left and right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", show=False),
        Binding("right,l,space", "turn(1)", show=False),
    ]
    index = reactive(0)

    def __init__(self, label: Text, values: Sequence[tuple[str | None, str]], *, id: str) -> None:  # noqa: A002
        """Offer (value, title) pairs, the first one chosen."""
        super().__init__(id=id)
        self._label = label
        self._values = values

    @property
    def value(self) -> str | None:
        """The chosen value."""
        return self._values[self.index][0]

    def render(self) -> Content:
        """Return label and value, with arrows if there is a choice."""
        left, right = ("← ", " →") if len(self._values) > 1 else ("  ", "")
        label = present.fit(present.line((self._label, present.QUIET)), LABEL_WIDTH)
        title = self._values[self.index][1]
        return present.line(label, left, (title, present.STRONG), right)

    def action_turn(self, step: int) -> None:
        """Choose another value."""
        self.index = (self.index + step) % len(self._values)


class StartScreen(ModalScreen[Start | None]):
    """Asks for the three choices; enter starts, escape does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("enter", "start", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        rosters: Sequence[str],
        variants: Sequence[tuple[str, str]],
        story_start: str,
    ) -> None:
        """Offer these rosters and variants; `story_start` is the scenario's own."""
        super().__init__()
        self._title = title
        self._rosters = [(name, name) for name in rosters] or [(None, _("without a roster"))]
        self._variants = [(None, _("as written")), *variants]
        self._story_start = story_start

    def compose(self) -> ComposeResult:
        """Show the choices."""
        with Vertical(classes="dialog"):
            title = Text("Start an exercise: {title}", title=self._title)
            yield Static(present.block(title, present.STRONG), classes="question")
            yield Choice(Text("roster"), self._rosters, id="roster")
            yield Choice(Text("variant"), self._variants, id="variant")
            yield Static(present.line((Text("story starts"), present.QUIET)), classes="label")
            yield Input(self._story_start, id="story-start")
            yield Static(
                present.line(
                    ("enter", present.STRONG), " ", (Text("start"), present.QUIET), "   ",
                    ("tab", present.STRONG), " ", (Text("next line"), present.QUIET), "   ",
                    ("esc", present.STRONG), " ", (Text("not now"), present.QUIET),
                ),
                classes="keys",
            )  # fmt: skip

    @on(Input.Submitted)
    def action_start(self) -> None:
        """Close with what was chosen."""
        self.dismiss(
            Start(
                self.query_one("#roster", Choice).value,
                self.query_one("#variant", Choice).value,
                self.query_one(Input).value.strip(),
            )
        )
