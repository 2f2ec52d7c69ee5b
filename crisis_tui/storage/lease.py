"""The director's lease: a lock that one process at a time holds and the kernel frees at its death."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from crisis_tui.storage.durable import PRIVATE_FILE
from crisis_tui.storage.locks import LockTimeoutError, try_lock, wait_for_lock

if TYPE_CHECKING:
    from pathlib import Path

LEASE_FILE = "director.lock"
_LOOK_MS = 100
"""Longer than anybody's look at the lease takes."""
_LONGEST_HOLDER_BYTES = 4096
_NS_PER_MS = 1_000_000


@dataclass(frozen=True, slots=True)
class Holder:
    """Who directs an exercise: a person at a terminal, since when (UTC ms), in which process."""

    person: str
    terminal: str
    pid: int
    since_ms: int


class LeaseHeldError(Exception):
    """Another process directs the exercise; `holder` is None if it has not said who."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(str(holder))
        self.holder = holder


class DirectorLease:
    """The lease of one exercise folder, held from `take` until `release` or death."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    @classmethod
    def take(cls, folder: Path, holder: Holder, *, wait_ms: int = _LOOK_MS) -> DirectorLease:
        """Take the lease; `wait_ms` outlasts whoever only looks at it.

        Raises:
            LeaseHeldError: somebody else has it.
            OSError: the lock file cannot be written.
        """
        fd = os.open(folder / LEASE_FILE, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE_FILE)
        try:
            wait_for_lock(fd, deadline_ms=wait_ms)
            written = json.dumps(asdict(holder)).encode()
            os.pwrite(fd, written, 0)  # over the last one: a full disk has room for that
            os.ftruncate(fd, len(written))
        except LockTimeoutError:
            held_by = read_holder(fd)
            os.close(fd)
            raise LeaseHeldError(held_by) from None
        except OSError:
            os.close(fd)
            raise
        return cls(fd)

    def beat(self, at_ms: int) -> None:
        """Give a sign of life: the lock file's time of change (UTC), so no data has to be written.

        A disk that fails is told of by whatever has to be written.
        """
        with suppress(OSError):
            os.utime(self._fd, ns=(at_ms * _NS_PER_MS, at_ms * _NS_PER_MS))

    def release(self) -> None:
        """Give the lease back; twice is fine."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1


@dataclass(frozen=True, slots=True)
class LeaseSeen:
    """The lease as another process sees it: who holds it, None if nobody, and their last beat."""

    holder: Holder | None
    beat_ms: int
    """UTC by the clock of the machine that directs."""


def look_at_lease(folder: Path) -> LeaseSeen:
    """Return how the lease of an exercise folder stands now.

    Raises:
        OSError: it cannot be read.
    """
    try:
        fd = os.open(folder / LEASE_FILE, os.O_RDONLY)
    except FileNotFoundError:
        return LeaseSeen(None, 0)
    try:
        beat_ms = os.fstat(fd).st_mtime_ns // _NS_PER_MS
        holder = None if try_lock(fd, shared=True) else read_holder(fd) or _UNKNOWN
    finally:
        os.close(fd)
    return LeaseSeen(holder, beat_ms)


def current_holder(folder: Path) -> Holder | None:
    """Return who directs the exercise of a folder now, or None if nobody does."""
    return look_at_lease(folder).holder


def read_holder(fd: int) -> Holder | None:
    """Return who wrote themselves into an open lock file, None if nobody did."""
    try:
        return Holder(**json.loads(os.pread(fd, _LONGEST_HOLDER_BYTES, 0)))
    except (ValueError, TypeError):
        return None


_UNKNOWN = Holder(person="?", terminal="?", pid=0, since_ms=0)
