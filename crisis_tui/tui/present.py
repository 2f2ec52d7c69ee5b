"""The only maker of styled text: cleaned, literal, never read as markup, ASCII if asked for."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from textual.content import Content

from crisis_tui.basis.ascii import to_ascii
from crisis_tui.basis.text import clean_text
from crisis_tui.i18n import render

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText

    Part = Content | AnyText | tuple[AnyText, str]

GOOD = "$text-success"
SOFT = "$text-accent"
WARNING = "$text-warning"
BAD = "bold $text-error"
QUIET = "$text-muted"
STRONG = "bold"
BADGE = "reverse bold $badge-background"

_ascii_only = False


class State(Enum):
    """How something stands: a glyph and a style. A word goes with it."""

    GOOD = ("✓", GOOD)
    SOFT = ("~", SOFT)
    WARNING = ("!", WARNING)
    BAD = ("✗", BAD)
    OPEN = ("●", STRONG)
    COMING = ("◌", QUIET)
    LIVE = ("▶", "$text-success")
    PAUSED = ("‖", "$text-warning")
    IDLE = ("·", QUIET)
    BRANCH = ("↳", QUIET)

    @property
    def glyph(self) -> str:
        """The sign in the character set in use."""
        return to_ascii(self.value[0]) if _ascii_only else self.value[0]

    @property
    def style(self) -> str:
        """The style in the theme's variables."""
        return self.value[1]


def use_ascii(wanted: bool) -> None:  # noqa: FBT001 - one switch, named by the function
    """Show ASCII characters only from now on, for terminals that cannot do better."""
    global _ascii_only  # noqa: PLW0603 - one terminal per process, like the language
    _ascii_only = wanted


def is_ascii() -> bool:
    """Tell whether only ASCII characters are shown."""
    return _ascii_only


def plain(text: AnyText) -> str:
    """Return a text in the user's language, free of terminal commands."""
    cleaned = clean_text(render(text))
    return to_ascii(cleaned) if _ascii_only else cleaned


def one_line(text: AnyText) -> str:
    """Return a text on one line, free of terminal commands."""
    return plain(text).replace("\n", " ").replace("\t", " ")


def block(text: AnyText, style: str = "") -> Content:
    """Return a text of any number of lines in one style."""
    return Content.styled(plain(text).expandtabs(4), style)


def line(*parts: Part, end: str = "") -> Content:
    """Return one line from texts, (text, style) pairs and contents made here."""
    return Content.assemble(*(_part(part) for part in parts), end=end)


def lines(*contents: Content) -> Content:
    """Return contents below each other."""
    return Content("\n").join(contents)


def state(of: State, word: AnyText = "") -> Content:
    """Return a state as glyph and word in its style."""
    return line((f"{of.glyph} {render(word)}" if word else of.glyph, of.style))


def keys(*pairs: tuple[AnyText, AnyText]) -> Content:
    """Return keys with what they do, on one line."""
    return line(
        *(part for key, does in pairs for part in ((key, STRONG), " ", (does, QUIET), "   "))
    )


def fit(content: Content, width: int, *, right: bool = False) -> Content:
    """Return the content cut with an ellipsis or padded to exactly `width` cells."""
    if content.cell_length > width:
        if not _ascii_only:
            return content.truncate(width, ellipsis=True)
        return Content.assemble(content.truncate(max(width - 1, 0)), "~") if width else Content()
    spare = width - content.cell_length
    return content.pad_left(spare) if right else content.pad_right(spare)


def spread(left: Content, right: Content, width: int) -> Content:
    """Return one line with `left` and `right` at its ends; the left gives way."""
    right_width = min(right.cell_length, width)
    left_width = max(width - right_width - 1, 0)
    gap = " " if right_width < width else ""
    return line(fit(left, left_width), gap, fit(right, right_width))


def _part(part: Part) -> Content:
    if isinstance(part, Content):
        return part
    if isinstance(part, tuple):
        return Content.styled(one_line(part[0]), part[1])
    return Content.styled(one_line(part))
