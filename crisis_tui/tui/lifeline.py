"""Leave cleanly when the terminal or the system says so: hang-up, termination, a dead terminal."""

from __future__ import annotations

import asyncio
import select
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNAL_BASE = 128
HANG_UP = SIGNAL_BASE + signal.SIGHUP
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


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
