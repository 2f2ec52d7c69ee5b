"""Leave cleanly when the terminal or the system says so: hang-up, termination, a dead terminal."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

SIGNAL_BASE = 128
HANG_UP = SIGNAL_BASE + signal.SIGHUP
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


class TerminalDriver(LinuxDriver):
    """Textual's driver, made to outlive its terminal by the moment that leaving takes.

    Textual's writing thread dies with the terminal, and the app then waits for it for ever.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:  # noqa: ANN401 - Textual's options
        """Draw where Textual draws, whether or not anybody is there."""
        super().__init__(app, **options)
        self._file: Any = _Unbreakable(self._file)

    def _sigcont_application(self, *arguments: object) -> None:
        """Come back from a suspension; a hang-up sends the same signal after its own."""
        if not terminal_is_gone():
            super()._sigcont_application(*arguments)


class _Unbreakable:
    """A terminal's file that takes what nobody can read any more."""

    def __init__(self, file: IO[str] | Any) -> None:  # noqa: ANN401 - the interpreter's own stream
        self._file = file

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            return int(self._file.write(text))
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the rest is the file's
        return getattr(self._file, name)


def catch_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit code when the process is told to stop.

    Without this, Textual dies without unmounting and leaves the terminal in its own mode.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGTERM):
        loop.add_signal_handler(number, leave, SIGNAL_BASE + number)


def terminal_is_gone() -> bool:
    """Tell whether the other end of the terminal was closed: nobody sends a signal then."""
    poll = select.poll()
    poll.register(sys.__stdin__.fileno() if sys.__stdin__ else -1, 0)
    return any(events & _GONE for _, events in poll.poll(0))
