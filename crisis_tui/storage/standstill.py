"""How a director that cannot write tells the others: by a lock, which needs no room on the disk.

The kernel frees it when the process dies.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from crisis_tui.storage.durable import PRIVATE_FILE
from crisis_tui.storage.locks import try_lock, unlock

if TYPE_CHECKING:
    from pathlib import Path

STANDSTILL_FILE = "standstill.lock"
_NO_LOCK = (OSError, ValueError)
"""What is raised where the disk knows no locks, or the file could not be opened."""


class Standstill:
    """Says, or hears, that the exercise of a folder stands still. Never fails: it can only help."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / STANDSTILL_FILE
        self._fd = -1
        self._told = False

    def prepare(self) -> None:
        """Make the file while there is room for it."""
        self._open(os.O_RDWR | os.O_CREAT)

    def tell(self, *, stuck: bool) -> None:
        """Say that nothing can be written, or that it can again."""
        if stuck == self._told:
            return
        self._open(os.O_RDWR | os.O_CREAT)
        with suppress(*_NO_LOCK):
            if stuck:
                self._told = try_lock(self._fd)
            else:
                unlock(self._fd)
                self._told = False

    @property
    def told_by_others(self) -> bool:
        """Whether another process said so."""
        if self._told:
            return False
        self._open(os.O_RDONLY)
        with suppress(*_NO_LOCK):
            if not try_lock(self._fd, shared=True):
                return True
            unlock(self._fd)
        return False

    def close(self) -> None:
        """Fall silent; twice is fine."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1
        self._told = False

    def _open(self, flags: int) -> None:
        if self._fd < 0:
            with suppress(OSError):
                self._fd = os.open(self._path, flags | os.O_NOFOLLOW, PRIVATE_FILE)
