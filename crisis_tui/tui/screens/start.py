"""Before an exercise starts: with which roster, which variant, from which story time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.tui import present
from crisis_tui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.content import Content

LABEL_WIDTH = 17


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


class StartScreen(Dialog[Start]):
    """Asks for the three choices; enter starts, escape does not."""

    SHOWS_EXERCISE = True
    NAME = Text("Start an exercise")
    BINDINGS: ClassVar[list[BindingType]] = [
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
        self._rosters: list[tuple[str | None, str]] = [(name, name) for name in rosters]
        self._rosters.append((None, _("without a roster")))
        self._variants: list[tuple[str | None, str]] = [(None, _("as written")), *variants]
        self._story_start = story_start

    def parts(self) -> Iterable[Widget]:
        """Return the choices."""
        yield Static(present.block(self._title, present.STRONG), classes="question")
        yield Choice(Text("roster"), self._rosters, id="roster")
        yield Choice(Text("variant"), self._variants, id="variant")
        yield Static(present.line((Text("story starts"), present.QUIET)), classes="label")
        yield Input(self._story_start, id="story-start")
        yield Static(
            present.keys(
                ("enter", Text("start")), ("tab", Text("next line")), ("esc", Text("not now"))
            )
        )

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
