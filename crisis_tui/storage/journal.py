"""The journal on disk: one JSON object per line, appended under a lock, durable before it counts.

What the crash tests forced: a short write is cut away, a failed sync shuts the journal for good, a
torn last line is set aside in `journal.torn` and reported, any other damage stops the reader.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crisis_tui.exercise.ports import (
    Damage,
    JournalBusyError,
    JournalDamagedError,
    JournalFullError,
    JournalMovedOnError,
    JournalShutError,
)
from crisis_tui.storage.chain import Chain
from crisis_tui.storage.durable import (
    PRIVATE_FILE,
    append_durably,
    make_private_folder,
    sync_data,
    sync_folder,
)
from crisis_tui.storage.lines import LONGEST_LINE_BYTES
from crisis_tui.storage.locks import LockTimeoutError, unlock, wait_for_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.ports import Entry

LOCK_DEADLINE_MS = 2_000
_CHUNK_BYTES = 1 << 18
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class JsonlJournal:
    """A journal file; one object per process and file. Made by `open_journal` and `read_journal`.

    `torn_bytes` counts what this object set aside since it was opened: the torn last line of a
    process that died while it wrote.
    """

    def __init__(self, path: Path, fd: int, *, lock_deadline_ms: int = LOCK_DEADLINE_MS) -> None:
        self.path = path
        self.torn_bytes = 0
        self._fd = fd
        self._chain = Chain()
        self._end = 0
        self._shut = False
        self._lock_deadline_ms = lock_deadline_ms

    @property
    def seq(self) -> int:
        """The number of the last record handed out; 0 before the first."""
        return self._chain.seq

    @property
    def head(self) -> str:
        """The SHA-256 of the last line handed out, in hexadecimal; zeros before the first."""
        return self._chain.head

    def read_new(self) -> Iterator[Record]:
        """Yield the records behind the position, oldest first; cheap when there are none."""
        for raw in self._whole_lines():
            record = self._chain.read(raw)
            self._end += len(raw) + 1
            yield record

    def read_new_lines(self) -> Iterator[bytes]:
        """Yield the same as bytes without their newline: the journal itself, verified."""
        for raw in self._whole_lines():
            self._chain.check(raw)
            self._chain.step(raw)
            self._end += len(raw) + 1
            yield raw

    @property
    def unread_bytes(self) -> int:
        """How much stands behind the position: after a full read, a torn last line."""
        return self._size() - self._end

    def append(self, entries: Sequence[Entry]) -> tuple[Record, ...]:
        """Write the entries as one batch and return them as records once they are durable."""
        if self._shut:
            raise JournalShutError(self.path.name)
        with _held(self._fd, self._lock_deadline_ms):
            if self._size() != self._end:
                self.cut_torn_tail()
                self._require_position_at_end()
            lines, records, chain = self._chain.extended(entries)
            batch = b"".join(line + b"\n" for line in lines)
            self._write(batch)
        self._chain = chain
        self._end += len(batch)
        return records

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1
        self._shut = True

    def cut_torn_tail(self) -> None:
        """Under the lock: set aside what stands behind the last newline, if anything does.

        Raises:
            JournalFullError: there is no room to set it aside.
        """
        size = self._size()
        start = max(0, size - LONGEST_LINE_BYTES)
        tail = self._bytes_at(start, size - start).rpartition(b"\n")[2]
        if not tail or len(tail) == LONGEST_LINE_BYTES:
            return
        try:
            append_durably(self.path.with_suffix(".torn"), tail + b"\n")
            os.ftruncate(self._fd, size - len(tail))
            sync_data(self._fd)
        except OSError as error:
            raise _trouble(error) from error
        self.torn_bytes += len(tail)

    def _size(self) -> int:
        """Return the file's size, if it still stands under its name.

        Who moves a file away and back, or lets a program replace it that keeps folders in step,
        leaves this process with a file that nobody will find again.
        """
        try:
            found = os.fstat(self._fd)
            if os.path.samestat(found, self.path.stat()):
                return found.st_size
        except FileNotFoundError:
            pass
        except OSError as error:
            raise _trouble(error) from error
        raise JournalDamagedError(self.seq, Damage.REPLACED)

    def _bytes_at(self, offset: int, count: int) -> bytes:
        try:
            return os.pread(self._fd, count, offset)
        except OSError as error:
            raise _trouble(error) from error

    def _require_position_at_end(self) -> None:
        size = self._size()
        if size < self._end:
            raise JournalDamagedError(self.seq, Damage.TRUNCATED)
        if size > self._end:
            raise JournalMovedOnError

    def _whole_lines(self) -> Iterator[bytes]:
        """Yield complete lines from the position on, without their newline."""
        if self._size() < self._end:
            raise JournalDamagedError(self.seq, Damage.TRUNCATED)
        offset, rest = self._end, b""
        while chunk := self._bytes_at(offset, _CHUNK_BYTES):
            offset += len(chunk)
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > LONGEST_LINE_BYTES:
                raise JournalDamagedError(self.seq + 1, Damage.FORMAT)

    def _write(self, batch: bytes) -> None:
        try:
            written = os.write(self._fd, batch)
        except OSError as error:
            self._undo_write()
            raise self._shut_unless_full(error) from error
        if written != len(batch):
            self._undo_write()
            raise JournalFullError(self.path.name)
        try:
            sync_data(self._fd)
        except OSError as error:
            # Linux may have dropped the pages: the next sync would succeed and mean nothing.
            self._shut = True
            self._undo_write()
            raise JournalShutError(error.strerror) from error

    def _undo_write(self) -> None:
        try:
            os.ftruncate(self._fd, self._end)
        except OSError as error:
            self._shut = True
            raise JournalShutError(error.strerror) from error

    def _shut_unless_full(self, error: OSError) -> JournalFullError | JournalShutError:
        trouble = _trouble(error)
        self._shut = isinstance(trouble, JournalShutError)
        return trouble


@contextmanager
def _held(fd: int, deadline_ms: int) -> Iterator[None]:
    """Hold the journal's lock, in the journal's terms."""
    try:
        wait_for_lock(fd, deadline_ms=deadline_ms)
    except LockTimeoutError:
        raise JournalBusyError from None
    except OSError as error:
        raise _trouble(error) from error
    try:
        yield
    finally:
        unlock(fd)


def _trouble(error: OSError) -> JournalFullError | JournalShutError:
    kind = JournalFullError if error.errno in _NO_ROOM else JournalShutError
    return kind(error.strerror)


def open_journal(path: Path, *, lock_deadline_ms: int = LOCK_DEADLINE_MS) -> JsonlJournal:
    """Open a journal to write, made when it is not there; a torn last line is set aside.

    Raises:
        OSError: it cannot be opened or made.
        JournalBusyError: another process keeps it locked.
        JournalFullError: there is no room to set a torn last line aside.
        JournalDamagedError: it was replaced while it was opened.
    """
    make_private_folder(path.parent)
    flags = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW
    try:
        fd = os.open(path, flags | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    except FileExistsError:
        fd = os.open(path, flags)
    else:
        sync_folder(path.parent)
    journal = JsonlJournal(path, fd, lock_deadline_ms=lock_deadline_ms)
    try:
        with _held(fd, lock_deadline_ms):
            journal.cut_torn_tail()
    except BaseException:
        journal.close()
        raise
    return journal


def read_journal(path: Path) -> JsonlJournal:
    """Open a journal to read and follow only; nothing on disk changes.

    Raises:
        OSError: it cannot be opened.
    """
    return JsonlJournal(path, os.open(path, os.O_RDONLY))
