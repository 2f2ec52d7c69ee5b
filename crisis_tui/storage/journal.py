"""The journal on disk: one JSON object per line, appended under a lock, durable before it counts.

What the crash tests forced: a short write is cut away; after a failed sync what was written is cut
away and the file opened anew, for the next sync of the old descriptor would mean nothing; a reader
waits for a write at work and syncs what it found before it hands it out, for the writer may have
died between the two; a torn last append is set aside in `journal.torn` and reported; any other
damage stops the reader.
"""

from __future__ import annotations

import errno
import os
from array import array
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from crisis_tui.exercise.ports import (
    Damage,
    JournalBusyError,
    JournalDamagedError,
    JournalFailingError,
    JournalFullError,
    JournalMovedOnError,
    JournalReadOnlyError,
    JournalShutError,
    JournalStoppedError,
)
from crisis_tui.storage.chain import Chain
from crisis_tui.storage.durable import (
    PRIVATE_FILE,
    append_durably,
    make_private_folder,
    sync_data,
    sync_folder,
)
from crisis_tui.storage.lines import LONGEST_LINE_BYTES, line_hash
from crisis_tui.storage.locks import LockTimeoutError, unlock, wait_for_lock
from crisis_tui.storage.standstill import Standstill
from crisis_tui.storage.torn import is_torn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.ports import Entry

    T = TypeVar("T")

LOCK_DEADLINE_MS = 2_000
LOOK_MS = 20
"""So long a follower waits for a write at work; what takes longer it finds when it looks again."""
_CHUNK_BYTES = 1 << 18
_WRITING = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW
_STOPPED_BY = {
    errno.ENOSPC: JournalFullError,
    errno.EDQUOT: JournalFullError,
    errno.EFBIG: JournalFullError,
    errno.EROFS: JournalReadOnlyError,
}


class JsonlJournal:
    """A journal file; one object per process and file. Made by `open_journal` and `read_journal`.

    `torn_bytes` counts what this object set aside since it was opened: what is left of the last
    append of a process or machine that died while it wrote. `skipped` is the number of the last
    line that it did not read itself, because a snapshot holds what it led to.
    """

    def __init__(self, path: Path, fd: int, *, lock_deadline_ms: int = LOCK_DEADLINE_MS) -> None:
        self.path = path
        self.torn_bytes = 0
        self.skipped = 0
        self.standstill = Standstill(path.parent)
        self._fd = fd
        self._chain = Chain()
        self._end = 0
        self._settled = 0
        self._shut = False
        self._stale = False
        self._lock_deadline_ms = lock_deadline_ms

    @property
    def seq(self) -> int:
        """The number of the last record handed out; 0 before the first."""
        return self._chain.seq

    @property
    def head(self) -> str:
        """The SHA-256 of the last line handed out, in hexadecimal; zeros before the first."""
        return self._chain.head

    @property
    def end(self) -> int:
        """Where in the file the last line handed out ends, in bytes."""
        return self._end

    def stand_at(self, chain: Chain, end: int) -> None:
        """Go on behind a line that is known to end there; whoever says so has checked it."""
        self._chain, self._end, self.skipped = chain, end, chain.seq

    def go_on_behind(self, chain: Chain, end: int) -> bool:
        """Stand behind a line that ended there once, if one with that hash still does.

        What stands before it is taken on trust: enough to sum an exercise up, not to direct it.
        """
        start = max(0, end - LONGEST_LINE_BYTES - 1)
        tail = self._bytes_at(start, end - start)
        same = tail[-1:] == b"\n" and line_hash(tail[:-1].rpartition(b"\n")[2]) == chain.head
        if same:
            self.stand_at(chain, end)
        return same

    def line_starts(self, start: int) -> array[int]:
        """Return where each line between `start`, where one begins, and the position begins."""
        starts = array("Q")
        for raw in self._lines(start, self._end):
            starts.append(start)
            start += len(raw) + 1
        return starts

    def read_new(self) -> Iterator[Record]:
        """Yield the records behind the position, oldest first; cheap when there are none."""
        return self._each(Chain.read)

    def read_new_lines(self) -> Iterator[bytes]:
        """Yield the same as bytes without their newline: the journal itself, verified."""
        return self._each(Chain.follow)

    @property
    def unread_bytes(self) -> int:
        """How much of what stood there at the last read is behind the position.

        After a full read that is what is left of a torn last append.
        """
        return self._settled - self._end

    def append(self, entries: Sequence[Entry]) -> tuple[Record, ...]:
        """Write the entries as one batch and return them as records once they are durable."""
        if self._shut:
            raise JournalShutError(self.path.name)
        self._renew()
        with _held(self._fd, self._lock_deadline_ms, JournalFailingError):
            self._require_position_at_end()
            lines, records, chain = self._chain.extended(entries)
            batch = b"".join(line + b"\n" for line in lines)
            if batch:
                self._write(batch)
        self._chain = chain
        self._end += len(batch)
        self._settled = self._end
        return records

    def tell_stuck(self, *, stuck: bool) -> None:
        """Let every other process know that nothing can be written, or that it can again."""
        self.standstill.tell(stuck=stuck)

    @property
    def others_stuck(self) -> bool:
        """Whether another process told so."""
        return self.standstill.told_by_others

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        self.standstill.close()
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1
        self._shut = True

    def _each(self, take: Callable[[Chain, bytes], T]) -> Iterator[T]:
        """Yield what `take` makes of each line, up to the end or a torn append."""
        end = self._settled_size()
        for raw in self._lines(self._end, end):
            try:
                taken = take(self._chain, raw)
            except JournalDamagedError:
                if self._is_torn(raw, end):
                    return
                raise
            self._end += len(raw) + 1
            yield taken

    def _settled_size(self) -> int:
        """Return where what is written and durable ends; looking is cheap if nothing moved."""
        size = self._size()
        if size < self._end:
            raise JournalDamagedError(self.seq, Damage.TRUNCATED)
        if size == self._settled == self._end:
            return size
        try:
            with _held(self._fd, LOOK_MS if self._end else self._lock_deadline_ms, shared=True):
                size = self._size()
        except JournalBusyError:
            if not self._end:
                raise
            return self._end
        try:
            sync_data(self._fd)
        except OSError as error:
            raise JournalShutError(error.strerror) from error
        self._settled = size
        return size

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
            raise JournalShutError(error.strerror) from error
        raise JournalDamagedError(self.seq, Damage.REPLACED)

    def _lines(self, offset: int, end: int) -> Iterator[bytes]:
        """Yield the lines of a part of the file without their newline; not a last one without."""
        rest = b""
        while offset < end and (chunk := self._bytes_at(offset, min(_CHUNK_BYTES, end - offset))):
            offset += len(chunk)
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines
            if len(rest) > LONGEST_LINE_BYTES:  # no line, but bad enough to be looked at
                yield rest
                rest = b""

    def _bytes_at(self, offset: int, count: int) -> bytes:
        try:
            return os.pread(self._fd, count, offset)
        except OSError as error:
            raise JournalShutError(error.strerror) from error

    def _is_torn(self, bad: bytes, end: int) -> bool:
        return is_torn(bad, self._lines(self._end + len(bad) + 1, end), self.seq + 1)

    def _require_position_at_end(self) -> None:
        """Under the lock: see that nothing stands behind the position; set a torn append aside."""
        size = self._size()
        if size < self._end:
            raise JournalDamagedError(self.seq, Damage.TRUNCATED)
        if size == self._end:
            return
        first = next(self._lines(self._end, size), None)
        if first is not None:
            try:
                self._chain.check(first)
            except JournalDamagedError:
                if not self._is_torn(first, size):
                    raise
            else:
                raise JournalMovedOnError
        self._set_aside(self._bytes_at(self._end, size - self._end))

    def _set_aside(self, tail: bytes) -> None:
        try:
            append_durably(self.path.with_suffix(".torn"), tail + b"\n")
            os.ftruncate(self._fd, self._end)
            sync_data(self._fd)
        except OSError as error:
            self._stale = True
            raise _stopped(error) from error
        self.torn_bytes += len(tail)

    def _write(self, batch: bytes) -> None:
        try:
            written = os.write(self._fd, batch)
        except OSError as error:
            self._take_back()
            raise _stopped(error) from error
        if written != len(batch):
            self._take_back()
            raise JournalFullError(self.path.name)
        try:
            sync_data(self._fd)
        except OSError as error:
            self._stale = True
            self._take_back()
            raise _stopped(error) from error

    def _take_back(self) -> None:
        """Cut away what was half-written, durably, so that no later write mixes with it."""
        try:
            if os.fstat(self._fd).st_size == self._end:
                return
            os.ftruncate(self._fd, self._end)
        except OSError as error:
            self._shut = True
            raise JournalShutError(error.strerror) from error
        with suppress(OSError):
            sync_data(self._fd)

    def _renew(self) -> None:
        """After a failed sync, open the file anew: Linux may have dropped what was to be synced."""
        if not self._stale:
            return
        try:
            fd = os.open(self.path, _WRITING)
        except OSError as error:
            raise _stopped(error) from error
        same = os.path.samestat(os.fstat(self._fd), os.fstat(fd))
        os.close(self._fd)
        self._fd, self._stale = fd, False
        if not same:
            raise JournalDamagedError(self.seq, Damage.REPLACED)


@contextmanager
def _held(
    fd: int,
    deadline_ms: int,
    failure: type[JournalFailingError | JournalShutError] = JournalShutError,
    *,
    shared: bool = False,
) -> Iterator[None]:
    """Hold the journal's lock, in the journal's terms."""
    try:
        wait_for_lock(fd, deadline_ms=deadline_ms, shared=shared)
    except LockTimeoutError:
        raise JournalBusyError from None
    except OSError as error:
        raise failure(error.strerror) from error
    try:
        yield
    finally:
        unlock(fd)


def _stopped(error: OSError) -> JournalStoppedError:
    return _STOPPED_BY.get(error.errno or 0, JournalFailingError)(error.strerror)


def open_journal(path: Path, *, lock_deadline_ms: int = LOCK_DEADLINE_MS) -> JsonlJournal:
    """Open a journal to write, made when it is not there.

    Raises:
        OSError: it cannot be opened or made.
    """
    make_private_folder(path.parent)
    fd = os.open(path, _WRITING | os.O_CREAT, PRIVATE_FILE)
    try:
        sync_folder(path.parent)  # whoever made it may have died before
    except BaseException:
        os.close(fd)
        raise
    journal = JsonlJournal(path, fd, lock_deadline_ms=lock_deadline_ms)
    journal.standstill.prepare()
    return journal


def read_journal(path: Path) -> JsonlJournal:
    """Open a journal to read and follow only; nothing on disk changes.

    Raises:
        OSError: it cannot be opened.
    """
    return JsonlJournal(path, os.open(path, os.O_RDONLY))
