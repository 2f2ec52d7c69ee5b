"""Textual's driver, made for terminals that go away, stand still or are slow."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from contextvars import copy_context
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from crisis_tui.tui.lifeline import terminal_is_gone

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

MOST_WAITING = 12
"""So many writes may wait for the terminal. Textual would take 30 and then stand still; the rest is
for the dozen that give the terminal back."""
LAST_WORDS_SECONDS = 2.0
"""So long a terminal may take to be given back."""


class TerminalDriver(LinuxDriver):
    """Never waits for the terminal: what it is too slow for is left out, and drawn anew later.

    Textual waits as soon as 30 writes do, and with it the exercise and whoever wants to leave; its
    writing thread dies with the terminal, and then it waits for ever.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:  # noqa: ANN401 - Textual's options
        """Draw where Textual draws, whether or not anybody is there."""
        super().__init__(app, **options)
        self._file: Any = _Unbreakable(self._file, self._catch_up)
        self._given = 0
        self._is_drawing = False
        self._has_gaps = False

    def start_application_mode(self) -> None:
        """Take the terminal; from now on what is written can be drawn anew."""
        self._loop, self._context = asyncio.get_running_loop(), copy_context()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_drawing = True

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._is_drawing = False
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write, unless the terminal is so far behind that it would have to be waited for."""
        if self._is_drawing and self._given - self._file.taken >= MOST_WAITING:
            self._has_gaps = True
            return
        self._given += 1
        super().write(data)

    def close(self) -> None:
        """Wait for the last writes, but not for ever."""
        closing = Thread(target=super().close, daemon=True, name="last-words")
        closing.start()
        closing.join(LAST_WORDS_SECONDS)

    def _catch_up(self) -> None:
        """Draw the whole screen once the terminal has taken everything (in the writing thread)."""
        if self._has_gaps and self._file.taken == self._given:
            self._has_gaps = False
            with suppress(RuntimeError):  # the loop is closed: nobody draws any more
                self._loop.call_soon_threadsafe(self._app.refresh, context=self._context)

    def _sigcont_application(self, *arguments: object) -> None:
        """Come back from a suspension; a hang-up sends the same signal after its own."""
        if not terminal_is_gone():
            super()._sigcont_application(*arguments)


class _Unbreakable:
    """A terminal's file that takes what nobody can read any more, and counts what was `taken`."""

    def __init__(
        self,
        file: IO[str] | Any,  # noqa: ANN401 - the interpreter's own stream
        on_taken: Callable[[], None],
    ) -> None:
        self._file = file
        self._on_taken = on_taken
        self.taken = 0

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            self._file.write(text)
        self.taken += 1
        self._on_taken()
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the rest is the file's
        return getattr(self._file, name)
