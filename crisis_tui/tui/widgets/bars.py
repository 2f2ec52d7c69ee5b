"""The three bars around every screen: what this is, what happened last, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive
from textual.scrollbar import ScrollBarRender
from textual.widget import Widget

from crisis_tui.basis.text import Text
from crisis_tui.tui import present
from crisis_tui.tui.commands import command, commands_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content

    from crisis_tui.tui.commands import Command

EXERCISE_WORD = Text("EXERCISE")


class BlankScrollBar(ScrollBarRender):
    """A scroll bar of coloured blanks, for terminals without block characters."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


class TopBar(Widget):
    """OEFENING if any exercise text can be on the screen, the screen's name, its subject."""

    marked = reactive(False)
    """Whether the word OEFENING stands here."""
    subject: reactive[Content | None] = reactive(None)
    aside: reactive[Content | None] = reactive(None)

    def __init__(self, title: Text, *, marked: bool) -> None:
        """Make a bar for the screen called `title`."""
        super().__init__()
        self._title = title
        self.set_reactive(TopBar.marked, marked)

    def render(self) -> Content:
        """Return the line."""
        badge = (present.line(" ", EXERCISE_WORD, " ").stylize(present.BADGE), "  ")
        subject = ("  ", self.subject) if self.subject else ()
        left = present.line(
            *(badge if self.marked or getattr(self.app, "exercise", None) else ()),
            (self._title, present.STRONG),
            *subject,
        )
        right = self.aside or present.line()
        return present.spread(left, right, self.content_size.width)


class StatusLine(Widget):
    """The answer to the last thing that was done, such as a refusal with its reason."""

    message: reactive[Content | None] = reactive(None)

    def render(self) -> Content:
        """Return the line."""
        return present.fit(self.message or present.line(), self.content_size.width)


class Hints(Widget):
    """The most useful keys here; all of them are one key away."""

    def __init__(self, scopes: Sequence[str], *, first: Sequence[str] = ()) -> None:
        """Show hints for the commands with the ids in `first`, then for those of these scopes."""
        super().__init__()
        self._scopes = scopes
        self._first = first

    def render(self) -> Content:
        """Return as many hints as fit, the help key always."""
        width = self.content_size.width
        last = hint(command("help"))
        shown = present.line()
        for candidate in self._candidates():
            longer = present.line(shown, hint(candidate), "  ")
            if longer.cell_length + last.cell_length > width:
                break
            shown = longer
        return present.fit(present.line(shown, last), width)

    def _candidates(self) -> Iterator[Command]:
        yield from map(command, self._first)
        for scope in self._scopes:
            yield from (each for each in commands_of(scope) if each.hint)


def hint(of: Command) -> Content:
    """Return a key with what it does."""
    return present.line((of.shown_keys[0], present.STRONG), " ", (of.label, present.QUIET))
