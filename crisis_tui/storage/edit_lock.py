"""The lock under which a file is edited: beside it, gone when nobody edits, freed by a death."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from crisis_tui.storage.durable import PRIVATE_FILE
from crisis_tui.storage.lease import Holder, read_holder
from crisis_tui.storage.locks import LockTimeoutError, wait_for_lock
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_MS = 2_000
"""Longer than an edit takes, and as long as somebody at a terminal waits without a word."""
_GROUP_WRITES, _GROUP_READS_AND_WRITES = 0o020, 0o060


class EditLockHeldError(Exception):
    """Somebody else edits the file; `holder` is None if they have not said who."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(str(holder))
        self.holder = holder


def lock_path(path: Path) -> Path:
    """Return the lock file of a file."""
    return path.with_name(f".{path.name}.lock")


def companion_mode(edited: os.stat_result) -> int:
    """Return the mode of what lies beside an edited file: its owner's, and its group's if they edit."""
    shared = _GROUP_READS_AND_WRITES if edited.st_mode & _GROUP_WRITES else 0
    return PRIVATE_FILE | shared


@contextmanager
def edit_lock(path: Path, holder: Holder, *, deadline_ms: int = _LONGEST_MS) -> Iterator[None]:
    """Hold the lock of a file that exists.

    Raises:
        EditLockHeldError: it was not free within `deadline_ms`.
        OSError: the lock file cannot be written.
    """
    fd = _take(path, holder, deadline_ms)
    try:
        yield
    finally:
        with suppress(OSError):  # an empty lock file left behind does no harm
            lock_path(path).unlink()
        os.close(fd)


def _take(path: Path, holder: Holder, deadline_ms: int) -> int:
    """Return the open lock file; a lock that its last holder has just deleted is none."""
    clock = MachineClock()
    until_ms = clock.elapsed_ms() + deadline_ms
    while True:
        fd = _open(path)
        try:
            wait_for_lock(fd, deadline_ms=until_ms - clock.elapsed_ms())
            if _is_there(path, fd):
                os.ftruncate(fd, 0)
                os.pwrite(fd, json.dumps(asdict(holder)).encode(), 0)
                return fd
        except LockTimeoutError:
            held_by = read_holder(fd)
            os.close(fd)
            raise EditLockHeldError(held_by) from None
        except OSError:
            os.close(fd)
            raise
        os.close(fd)
        if clock.elapsed_ms() >= until_ms:
            raise EditLockHeldError(None)


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    fd = os.open(lock_path(path), flags, PRIVATE_FILE)
    with suppress(OSError):  # not ours: then its owner has seen to it
        os.fchmod(fd, companion_mode(path.stat()))
    return fd


def _is_there(path: Path, fd: int) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), lock_path(path).stat())
    except FileNotFoundError:
        return False
