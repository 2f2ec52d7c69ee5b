"""Advisory locks between processes: never waited for without an end."""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.000_2, 0.01


class LockTimeoutError(Exception):
    """Somebody else held the lock until the deadline; a process stopped by Ctrl-Z would, say."""


def try_lock(fd: int, *, shared: bool = False) -> bool:
    """Take the lock of an open file if it is free."""
    try:
        fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for_lock(fd: int, *, deadline_ms: int, shared: bool = False) -> None:
    """Take the lock of an open file, for as long as the file stays open or until `unlock`.

    Raises:
        LockTimeoutError: it was not free within `deadline_ms`.
    """
    clock = MachineClock()
    until_ms = clock.elapsed_ms() + deadline_ms
    wait_s = _FIRST_WAIT_S
    while not try_lock(fd, shared=shared):
        if clock.elapsed_ms() >= until_ms:
            raise LockTimeoutError
        time.sleep(wait_s)
        wait_s = min(2 * wait_s, _LONGEST_WAIT_S)


def unlock(fd: int) -> None:
    """Give the lock of an open file back."""
    fcntl.flock(fd, fcntl.LOCK_UN)


@contextmanager
def locked(fd: int, *, deadline_ms: int, shared: bool = False) -> Iterator[None]:
    """Hold the lock of an open file.

    Raises:
        LockTimeoutError: it was not free within `deadline_ms`.
    """
    wait_for_lock(fd, deadline_ms=deadline_ms, shared=shared)
    try:
        yield
    finally:
        unlock(fd)
