"""A journal without a disk: the smallest that keeps the port's contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.ports import JournalMovedOnError, JournalShutError
from crisis_tui.storage.chain import Chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.ports import Entry


class MemoryJournal:
    """A journal in a list of lines, which several journal objects may share."""

    def __init__(
        self, lines: list[bytes] | None = None, stuck: set[MemoryJournal] | None = None
    ) -> None:
        self.lines = [] if lines is None else lines
        self._stuck = set() if stuck is None else stuck
        self._chain = Chain()
        self._closed = False

    @property
    def seq(self) -> int:
        """The number of the last record handed out; 0 before the first."""
        return self._chain.seq

    @property
    def head(self) -> str:
        """The SHA-256 of the last line handed out, in hexadecimal; zeros before the first."""
        return self._chain.head

    def read_new(self) -> Iterator[Record]:
        """Yield the records behind the position, oldest first."""
        while self.seq < len(self.lines):
            yield self._chain.read(self.lines[self.seq])

    def append(self, entries: Sequence[Entry]) -> tuple[Record, ...]:
        """Add the entries as one batch and return them as records."""
        if self._closed:
            raise JournalShutError
        if self.seq != len(self.lines):
            raise JournalMovedOnError
        lines, records, self._chain = self._chain.extended(entries)
        self.lines += lines
        return records

    def tell_stuck(self, *, stuck: bool) -> None:
        """Let every other journal object know that nothing can be written, or that it can again."""
        (self._stuck.add if stuck else self._stuck.discard)(self)

    @property
    def others_stuck(self) -> bool:
        """Whether another journal object told so."""
        return bool(self._stuck - {self})

    def close(self) -> None:
        """Take no more entries; closing twice is fine."""
        self.tell_stuck(stuck=False)
        self._closed = True
