"""The bytes of a journal: read in lines, added to durably or not at all, locked for a moment."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from crisis_tui.exercise.ports import (
    JournalBusyError,
    JournalFailingError,
    JournalFullError,
    JournalReadOnlyError,
    JournalShutError,
    JournalStoppedError,
)
from crisis_tui.storage.durable import PRIVATE_FILE, append_durably, sync_data
from crisis_tui.storage.lines import LONGEST_LINE_BYTES
from crisis_tui.storage.locks import LockTimeoutError, unlock, wait_for_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK_BYTES = 1 << 18
_WRITING = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW
_STOPPED_BY = {
    errno.ENOSPC: JournalFullError,
    errno.EDQUOT: JournalFullError,
    errno.EFBIG: JournalFullError,
    errno.EROFS: JournalReadOnlyError,
}


class JournalFile:
    """An open file. What cannot be read raises JournalShutError, always."""

    def __init__(self, path: Path, *, to_write: bool) -> None:
        """Open the file; to write, it is made when it is not there.

        Raises:
            OSError: it cannot be opened or made.
        """
        self.path = path
        self.shut = False
        """Whether nothing may be written any more."""
        self._stale = False
        flags = _WRITING | os.O_CREAT if to_write else os.O_RDONLY
        self._fd = os.open(path, flags, PRIVATE_FILE)

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1
        self.shut = True

    def size(self) -> int | None:
        """Return the file's size, None if it does not stand under its name any more.

        Who moves a file away and back, or lets a program replace it that keeps folders in step,
        leaves this process with a file that nobody will find again.
        """
        try:
            found = os.fstat(self._fd)
            return found.st_size if os.path.samestat(found, self.path.stat()) else None
        except FileNotFoundError:
            return None
        except OSError as error:
            raise JournalShutError(error.strerror) from error

    def bytes_at(self, offset: int, count: int) -> bytes:
        """Return a part of the file."""
        try:
            return os.pread(self._fd, count, offset)
        except OSError as error:
            raise JournalShutError(error.strerror) from error

    def lines(self, offset: int, end: int) -> Iterator[bytes]:
        """Yield the lines of a part of the file without their newline; not a last one without."""
        rest = b""
        while offset < end and (chunk := self.bytes_at(offset, min(_CHUNK_BYTES, end - offset))):
            offset += len(chunk)
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > LONGEST_LINE_BYTES:  # no line, but bad enough to be looked at
                yield rest
                rest = b""

    def sync(self) -> None:
        """Make durable what stands there, whoever wrote it."""
        try:
            sync_data(self._fd)
        except OSError as error:
            raise JournalShutError(error.strerror) from error

    @contextmanager
    def held(self, deadline_ms: int, *, shared: bool = False) -> Iterator[None]:
        """Hold the journal's lock: alone to write, shared to see nothing half-written.

        Raises:
            JournalBusyError: another process has it.
            JournalFailingError, JournalShutError: there are no locks here to write, to read.
        """
        try:
            wait_for_lock(self._fd, deadline_ms=deadline_ms, shared=shared)
        except LockTimeoutError:
            raise JournalBusyError from None
        except OSError as error:
            failure = JournalShutError if shared else JournalFailingError
            raise failure(error.strerror) from error
        try:
            yield
        finally:
            unlock(self._fd)

    def add(self, batch: bytes, end: int) -> None:
        """Write at the file's end, which is `end`, durably or not at all.

        Raises:
            JournalStoppedError: the disk did not take it; nothing of it is left.
            JournalShutError: something of it may be left.
        """
        try:
            written = os.write(self._fd, batch)
        except OSError as error:
            self._take_back(end)
            raise stopped(error) from error
        if written != len(batch):
            self._take_back(end)
            raise JournalFullError(self.path.name)
        try:
            sync_data(self._fd)
        except OSError as error:
            self._stale = True
            self._take_back(end)
            raise stopped(error) from error

    def set_aside(self, start: int, end: int) -> None:
        """Move what stands there, up to the file's end, to `journal.torn`.

        Raises:
            JournalStoppedError: the disk does not take it.
        """
        try:
            tail = self.bytes_at(start, end - start)
            append_durably(self.path.with_suffix(".torn"), tail + b"\n")
            os.ftruncate(self._fd, start)
            sync_data(self._fd)
        except OSError as error:
            self._stale = True
            raise stopped(error) from error

    def renew(self) -> bool:
        """After a failed sync, open the file anew; tell whether it is the same file still.

        Linux may have dropped what was to be synced: the old descriptor's next sync would succeed
        and mean nothing.

        Raises:
            JournalStoppedError: it cannot be opened.
        """
        if not self._stale:
            return True
        try:
            fd = os.open(self.path, _WRITING)
        except OSError as error:
            raise stopped(error) from error
        same = os.path.samestat(os.fstat(self._fd), os.fstat(fd))
        os.close(self._fd)
        self._fd, self._stale = fd, False
        return same

    def _take_back(self, end: int) -> None:
        """Cut away what was half-written, durably, so that no later write mixes with it."""
        try:
            if os.fstat(self._fd).st_size == end:
                return
            os.ftruncate(self._fd, end)
        except OSError as error:
            self.shut = True
            raise JournalShutError(error.strerror) from error
        with suppress(OSError):
            sync_data(self._fd)


def stopped(error: OSError) -> JournalStoppedError:
    """Return what a refusal of the disk means to the journal."""
    return _STOPPED_BY.get(error.errno or 0, JournalFailingError)(error.strerror)
