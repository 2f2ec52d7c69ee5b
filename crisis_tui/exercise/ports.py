"""What a running exercise needs from outside: a journal and the machine's clocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.exercise.events import Actor, Event, Record


class Clocks(Protocol):
    """Wall time for stamps, elapsed time for arithmetic; both in milliseconds."""

    def wall_ms(self) -> int:
        """Return UTC as milliseconds since 1970; it may step."""

    def elapsed_ms(self) -> int:
        """Return a count that never steps back and runs on while the machine sleeps."""

    @property
    def boot(self) -> str | None:
        """What `elapsed_ms` counts from, for processes to compare; None if it cannot be told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on its way into the journal, which gives it its place."""

    event: Event
    actor: Actor
    at_ms: int
    play_ms: int
    request: str | None = None


class Journal(Protocol):
    """An append-only log that several processes share. Reading it in full verifies it.

    A journal object has a position: it hands every record out once, by `read_new` if somebody else
    appended it, by `append` if its owner did. What it handed out is durable, whoever wrote it.
    """

    @property
    def seq(self) -> int:
        """The number of the last record handed out; 0 before the first."""

    @property
    def head(self) -> str:
        """The SHA-256 of the last line handed out, in hexadecimal; zeros before the first."""

    def read_new(self) -> Iterator[Record]:
        """Yield the records behind the position, oldest first.

        What is being written at this moment comes with the next call.

        Raises:
            JournalBusyError: another process keeps it locked, and nothing was read so far.
            JournalDamagedError: a line is not as it was written.
            JournalShutError: the disk failed.
        """

    def append(self, entries: Sequence[Entry]) -> tuple[Record, ...]:
        """Write the entries as one batch and return them as records once they are durable.

        Raises:
            JournalMovedOnError: others appended; read what they wrote and decide again.
            JournalStoppedError: the disk takes nothing for now; nothing was written.
            JournalBusyError: another process keeps the journal locked; nothing was written.
            EntryTooLongError: an entry does not fit in a line; nothing was written.
            JournalDamagedError: the journal is not the one that was read; nothing was written.
            JournalShutError: it is closed, or the disk failed beyond undoing what was half-written;
                this object writes nothing any more.
        """

    def tell_stuck(self, *, stuck: bool) -> None:
        """Let every other process know that nothing can be written, or that it can again.

        Costs no room and is forgotten when this process ends; it never fails.
        """

    @property
    def others_stuck(self) -> bool:
        """Whether another process told so."""

    def close(self) -> None:
        """Give the resources back; closing twice is fine."""


class Damage(StrEnum):
    """What is wrong with a line of a journal."""

    TORN = "torn"
    """The last line has no end."""
    CHECKSUM = "checksum"
    """The line's bytes changed after they were written."""
    SEQUENCE = "sequence"
    """The line's number does not follow the one before."""
    CHAIN = "chain"
    """The line was not written after the line before it."""
    FORMAT = "format"
    """Not a line of a journal."""
    EVENT = "event"
    """The line is whole, but its data is not that of its event."""
    TRUNCATED = "truncated"
    """Lines that were read before are gone."""
    REPLACED = "replaced"
    """Another file stands in the journal's place, or none: what is written would be lost."""


class JournalError(Exception):
    """Base of the journal's troubles."""


class JournalDamagedError(JournalError):
    """Line `line` (from 1) is not as it was written."""

    def __init__(self, line: int, reason: Damage) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class JournalMovedOnError(JournalError):
    """Others appended since the last read."""


class JournalStoppedError(JournalError):
    """The disk takes nothing for now; nothing was written, and the same may work later."""


class JournalFullError(JournalStoppedError):
    """The disk (or quota) has no room for another event."""


class JournalReadOnlyError(JournalStoppedError):
    """The disk was made read-only."""


class JournalFailingError(JournalStoppedError):
    """The disk could not write, or not make durable; what was half-written was taken back."""


class JournalBusyError(JournalError):
    """Another process holds the journal's lock for too long."""


class EntryTooLongError(JournalError):
    """An entry is longer than a line of the journal may be."""


class JournalShutError(JournalError, OSError):
    """The journal is closed, or could not be read, or a write not be undone."""
