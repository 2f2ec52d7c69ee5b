"""The lock of an exercise's gate: held by one process, and by its start before it runs.

Whoever finds it free starts the gate and hands it the locked file, so that of many terminals that
miss the gate at once one alone starts another.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from crisis_tui.storage.durable import PRIVATE_FILE
from crisis_tui.storage.locks import try_lock

if TYPE_CHECKING:
    from pathlib import Path

GATE_FILE = "gate.lock"


def open_gate_lock(folder: Path) -> int:
    """Open the lock file of an exercise's gate, made when it is not there.

    Raises:
        OSError: it cannot be opened.
    """
    return os.open(folder / GATE_FILE, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, PRIVATE_FILE)


def is_gate_missing(fd: int) -> bool:
    """Take the lock if nobody runs or starts the gate; it is held until `fd` is closed."""
    return try_lock(fd)
