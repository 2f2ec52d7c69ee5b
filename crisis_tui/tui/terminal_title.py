"""The title of the terminal's window: for whoever has ten of them and looks for the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.tui.terminal_driver import TerminalDriver

if TYPE_CHECKING:
    from textual.app import App

SAVE, RESTORE = "\x1b[22;2t", "\x1b[23;2t"
"""XTWINOPS: push and pop the window's title; terminals without it ignore both."""


class TitledDriver(TerminalDriver):
    """Keeps a title while it has the terminal, and gives the former one back."""

    def __init__(self, app: App[Any], **options: Any) -> None:  # noqa: ANN401 - Textual's options
        """Begin without a title."""
        super().__init__(app, **options)
        self._title = ""
        self._is_missed = False

    def entitle(self, title: str) -> None:
        """Set the title, a line without control characters; written only if it is another one.

        A terminal that is far behind is not told: the next call tries again.
        """
        if title != self._title or self._is_missed:
            self._title = title
            self._write_title()
            self._is_missed = self._has_gaps

    def start_application_mode(self) -> None:
        """Take the terminal; after a suspension with the title it had."""
        super().start_application_mode()
        self._is_drawing = False  # what is saved is needed at the end, however slow the terminal is
        self.write(SAVE)
        self._write_title()
        self._is_drawing = True

    def stop_application_mode(self) -> None:
        """Give the terminal back with the title it came with."""
        self.write(RESTORE)
        super().stop_application_mode()

    def _write_title(self) -> None:
        if self._title:
            self.write(f"\x1b]2;{self._title}\x07")
