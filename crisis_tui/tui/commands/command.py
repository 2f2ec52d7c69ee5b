"""What a person can do, as data: its key, its words, where it works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

from crisis_tui.basis.text import Text
from crisis_tui.i18n import render

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText

EVERYWHERE = "everywhere"
LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a person can do: `id` is stable and names the action and the key binding.

    `keys` are Textual's key names, comma separated, the first one shown; empty if the command is
    only in the command list. `hint`: shown at the bottom of the screen, in this order. `asks`: it
    opens the entry line of the control room. `eager`: it opens something to write in. `opens`: the
    screen that it brings to the front.
    """

    id: str
    keys: str
    label: Text
    help: Text
    scope: str = EVERYWHERE
    hint: bool = False
    asks: bool = False
    eager: bool = False
    opens: str = ""

    @property
    def action(self) -> str:
        """The action that does it; commands that ask begin a flow of this name."""
        if self.opens:
            return f"app.go('{self.opens}')"
        return f"begin('{self.id}')" if self.asks else self.id.replace("-", "_")

    @property
    def binding(self) -> Binding:
        """The key binding; its id lets a person choose other keys.

        What opens something to write in comes before the focused widget: keys that are typed ahead
        already belong to what is written.
        """
        label = str(self.label)
        return Binding(
            self.keys, self.action, label, show=False, id=self.id, priority=self.asks or self.eager
        )

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as people know them."""
        return tuple(render(_KEY_NAMES.get(key, key)) for key in self.keys.split(",") if key)


_KEY_NAMES: dict[str, AnyText] = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "f1": "F1",
    "f5": "F5",
    "escape": "esc",
    "exclamation_mark": "!",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "space": Text("space"),
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
}
