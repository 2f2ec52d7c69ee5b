"""The journal on disk: one JSON object per line, appended under a lock, durable before it counts.

What the crash tests forced: a short write is cut away; after a failed sync what was written is cut
away and the file opened anew; a reader waits for a write at work and syncs what it found before it
hands it out, for the writer may have died between the two; a torn last append is set aside in
`journal.torn` and reported; any other damage stops the reader.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, TypeVar

from crisis_tui.exercise.ports import (
    Damage,
    JournalBusyError,
    JournalDamagedError,
    JournalMovedOnError,
    JournalShutError,
)
from crisis_tui.storage.chain import Chain
from crisis_tui.storage.durable import make_private_folder, sync_folder
from crisis_tui.storage.journal_file import JournalFile
from crisis_tui.storage.lines import LONGEST_LINE_BYTES, line_hash
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


class JsonlJournal:
    """A journal file; one object per process and file. Made by `open_journal` and `read_journal`.

    `torn_bytes` counts what this object set aside since it was opened: what is left of the last
    append of a process or machine that died while it wrote. `skipped` is the number of the last
    line that it did not read itself, because somebody knew what it led to.
    """

    def __init__(self, file: JournalFile, *, lock_deadline_ms: int = LOCK_DEADLINE_MS) -> None:
        self.path = file.path
        self.torn_bytes = 0
        self.skipped = 0
        self.standstill = Standstill(file.path.parent)
        self._file = file
        self._chain = Chain()
        self._end = 0
        self._settled = 0
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
        tail = self._file.bytes_at(start, end - start)
        same = tail[-1:] == b"\n" and line_hash(tail[:-1].rpartition(b"\n")[2]) == chain.head
        if same:
            self.stand_at(chain, end)
        return same

    def line_starts(self, start: int) -> array[int]:
        """Return where each line between `start`, where one begins, and the position begins."""
        starts = array("Q")
        for raw in self._file.lines(start, self._end):
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
        if self._file.shut:
            raise JournalShutError(self.path.name)
        if not self._file.renew():
            raise JournalDamagedError(self.seq, Damage.REPLACED)
        with self._file.held(self._lock_deadline_ms):
            self._require_position_at_end()
            lines, records, chain = self._chain.extended(entries)
            batch = b"".join(line + b"\n" for line in lines)
            if batch:
                self._file.add(batch, self._end)
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
        self._file.close()

    def _each(self, take: Callable[[Chain, bytes], T]) -> Iterator[T]:
        """Yield what `take` makes of each line, up to the end or a torn append."""
        end = self._settled_size()
        for raw in self._file.lines(self._end, end):
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
        if size == self._settled == self._end:
            return size
        try:
            with self._file.held(LOOK_MS if self._end else self._lock_deadline_ms, shared=True):
                size = self._size()
        except JournalBusyError:
            if not self._end:
                raise
            return self._end
        self._file.sync()
        self._settled = size
        return size

    def _size(self) -> int:
        """Return the file's size, which is never less than what was read of it."""
        size = self._file.size()
        if size is None:
            raise JournalDamagedError(self.seq, Damage.REPLACED)
        if size < self._end:
            raise JournalDamagedError(self.seq, Damage.TRUNCATED)
        return size

    def _is_torn(self, bad: bytes, end: int) -> bool:
        return is_torn(bad, self._file.lines(self._end + len(bad) + 1, end), self.seq + 1)

    def _require_position_at_end(self) -> None:
        """Under the lock: see that nothing stands behind the position; set a torn append aside."""
        size = self._size()
        if size == self._end:
            return
        first = next(self._file.lines(self._end, size), None)
        if first is not None:
            try:
                self._chain.check(first)
            except JournalDamagedError:
                if not self._is_torn(first, size):
                    raise
            else:
                raise JournalMovedOnError
        self._file.set_aside(self._end, size)
        self.torn_bytes += size - self._end


def open_journal(path: Path, *, lock_deadline_ms: int = LOCK_DEADLINE_MS) -> JsonlJournal:
    """Open a journal to write, made when it is not there.

    Raises:
        OSError: it cannot be opened or made.
    """
    make_private_folder(path.parent)
    file = JournalFile(path, to_write=True)
    try:
        sync_folder(path.parent)  # whoever made it may have died before
    except BaseException:
        file.close()
        raise
    journal = JsonlJournal(file, lock_deadline_ms=lock_deadline_ms)
    journal.standstill.prepare()
    return journal


def read_journal(path: Path) -> JsonlJournal:
    """Open a journal to read and follow only; nothing on disk changes.

    Raises:
        OSError: it cannot be opened.
    """
    return JsonlJournal(JournalFile(path, to_write=False))
