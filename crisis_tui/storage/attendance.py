"""Who takes part through which process: a file for each, locked as long as the process lives.

The kernel frees the lock when the process dies, however it does; whoever looks takes the file away.
Nothing is synced: after a power cut nobody is there. A file's time of change is a reading of the
elapsed clock, which all processes of the machine share: the process gave a sign of life then.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from crisis_tui.exercise.presence import Attendance, Attendee
from crisis_tui.exercise.seats.seat import SeatKind
from crisis_tui.storage.durable import PRIVATE_FILE, PRIVATE_FOLDER
from crisis_tui.storage.locks import LockTimeoutError, try_lock, wait_for_lock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PRESENT_FOLDER = "present"
_LONGEST_BYTES = 1 << 18
_NS_PER_MS = 1_000_000
_UNNAMED = "."
"""Before the name of a file that is not locked yet."""


class Attending:
    """What this process says of the people who take part through it, until `end` or death.

    Never fails: an exercise goes on without. What the disk has no room for is shown as not known.
    """

    def __init__(self, folder: Path) -> None:
        """Be there from now on, without people."""
        self._fd, self._path = -1, folder / PRESENT_FOLDER / _own_name()
        self._said: tuple[Attendee, ...] | None = None
        with suppress(OSError, LockTimeoutError):
            self._fd = _locked_file(self._path)

    def say(self, people: Sequence[Attendee], elapsed_ms: int) -> None:
        """Say who is there, if that is news, and give a sign of life."""
        if self._fd < 0:
            return
        if self._said != tuple(people):
            self._said = tuple(people)
            self._write(json.dumps([asdict(one) for one in people]).encode())
        self.beat(elapsed_ms)

    def beat(self, elapsed_ms: int) -> None:
        """Give a sign of life."""
        if self._fd >= 0:
            with suppress(OSError):
                os.utime(self._fd, ns=(elapsed_ms * _NS_PER_MS,) * 2)

    def end(self) -> None:
        """Be gone; twice is fine."""
        if self._fd >= 0:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            os.close(self._fd)
        self._fd = -1

    def _write(self, said: bytes) -> None:
        try:
            whole = len(said) <= _LONGEST_BYTES and os.pwrite(self._fd, said, 0) == len(said)
            os.ftruncate(self._fd, len(said) if whole else 0)
        except OSError:
            self._said = None  # say it again, there may be room
            with suppress(OSError):
                os.ftruncate(self._fd, 0)


def living(folder: Path, elapsed_ms: int) -> tuple[Attendance, ...]:
    """Return the processes that are at the exercise of a folder now; never fails."""
    try:
        paths = sorted((folder / PRESENT_FOLDER).iterdir())
    except OSError:
        return ()
    found = (_look(path, elapsed_ms) for path in paths)
    return tuple(one for one in found if one is not None)


def _look(path: Path, elapsed_ms: int) -> Attendance | None:
    pid, _, _ = path.name.partition("-")
    if not pid.isdecimal():
        return None
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if try_lock(fd, shared=True):
            path.unlink(missing_ok=True)
            return None
        beat_ms = os.fstat(fd).st_mtime_ns // _NS_PER_MS
        return Attendance(int(pid), _read(fd), max(elapsed_ms - beat_ms, 0))
    except OSError:
        return None
    finally:
        os.close(fd)


def _read(fd: int) -> tuple[Attendee, ...] | None:
    try:
        return tuple(_attendee(**one) for one in json.loads(os.pread(fd, _LONGEST_BYTES, 0)))
    except (ValueError, TypeError):
        return None


def _attendee(*, kind: str, roles: Sequence[str], **rest: Any) -> Attendee:  # noqa: ANN401 - JSON
    return Attendee(kind=SeatKind(kind), roles=tuple(roles), **rest)


def _own_name() -> str:
    return f"{os.getpid()}-{secrets.token_hex(4)}"


def _locked_file(path: Path) -> int:
    """Make a file of this process's own; nobody finds it before it is locked.

    Raises:
        OSError: it cannot be made.
        LockTimeoutError: it cannot be locked.
    """
    with suppress(FileExistsError):
        path.parent.mkdir(PRIVATE_FOLDER)
    unnamed = path.with_name(_UNNAMED + path.name)
    fd = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        wait_for_lock(fd, deadline_ms=0)
        unnamed.rename(path)
    except (OSError, LockTimeoutError):
        os.close(fd)
        raise
    return fd
