"""The one exception for people: asked for something that is not there, or cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText


class AskedWrongError(Exception):
    """A name or an option that leads nowhere; the command line shows it and exits with 2."""

    def __init__(self, message: AnyText, help_text: AnyText | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.help = help_text
