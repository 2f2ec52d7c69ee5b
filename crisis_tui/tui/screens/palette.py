"""The command list: every command that works here, found by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from crisis_tui.basis.text import Text
from crisis_tui.i18n import _, render
from crisis_tui.tui import present
from crisis_tui.tui.commands import LISTS, commands_of, scopes_on
from crisis_tui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from crisis_tui.tui.commands import Command

LABEL_WIDTH = 18
KEYS_WIDTH = 10


class CommandPalette(Dialog[str]):
    """Closes with the id of the chosen command, or with nothing."""

    NAME = Text("Commands")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, scope: str) -> None:
        """Offer the commands of one screen and those of everywhere."""
        super().__init__()
        self._commands = tuple(commands_of(*(each for each in scopes_on(scope) if each != LISTS)))

    def parts(self) -> Iterable[Widget]:
        """Return the field for words and the commands below it."""
        yield Input(placeholder=_("words of a command"), id="words")
        yield OptionList(*map(_option, self._commands), markup=False, compact=True)

    def on_mount(self) -> None:
        """Let the keys move the list while words are typed."""
        self.query_one(OptionList).can_focus = False
        self.query_one(OptionList).highlighted = 0

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        found = [command for command in self._commands if _matches(command, words)]
        options = self.query_one(OptionList)
        options.set_options(map(_option, found))
        options.highlighted = 0 if found else None

    @on(Input.Submitted)
    def _choose(self) -> None:
        chosen = self.query_one(OptionList).highlighted_option
        if chosen is not None:
            self.dismiss(chosen.id)

    @on(OptionList.OptionSelected)
    def _choose_by_mouse(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_move(self, step: int) -> None:
        """Move the choice by `step` lines."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if step > 0 else options.action_cursor_up)()


def _option(command: Command) -> Option:
    label = present.fit(present.line((command.label, present.STRONG)), LABEL_WIDTH)
    keys = present.fit(present.line((" ".join(command.shown_keys), present.GOOD)), KEYS_WIDTH)
    return Option(present.line(label, keys, (command.help, present.QUIET)), id=command.id)


def _matches(command: Command, words: list[str]) -> bool:
    known = f"{render(command.label)} {render(command.help)} {command.id}".casefold()
    return all(word in known for word in words)
