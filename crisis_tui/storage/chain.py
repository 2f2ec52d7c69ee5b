"""Where a journal stands: the last line's number and hash, and how records and lines follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.codec import EventDataError, decode_event, encode_event
from crisis_tui.exercise.events import Record
from crisis_tui.exercise.ports import Damage, JournalDamagedError
from crisis_tui.storage.lines import FIRST_PREV, Line, decode_line, encode_line, line_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.exercise.ports import Entry


@dataclass(slots=True)
class Chain:
    """A position in a journal."""

    seq: int = 0
    head: str = FIRST_PREV

    def read(self, raw: bytes) -> Record:
        """Read the next line and step onto it.

        Raises:
            JournalDamagedError: it is not the next line as it was written; the position stays.
        """
        record = _record(self.check(raw))
        self.step(raw)
        return record

    def follow(self, raw: bytes) -> bytes:
        """Step onto the next line without reading its event, and return it.

        Raises:
            JournalDamagedError: it is not the next line as it was written; the position stays.
        """
        self.check(raw)
        self.step(raw)
        return raw

    def check(self, raw: bytes) -> Line:
        """Read the next line without its event; the position stays."""
        return decode_line(raw, self.seq + 1, self.head)

    def step(self, raw: bytes) -> None:
        """Step onto a line that was checked."""
        self.seq += 1
        self.head = line_hash(raw)

    def extended(self, entries: Sequence[Entry]) -> tuple[list[bytes], tuple[Record, ...], Chain]:
        """Return the entries as lines and as records, and the position behind them."""
        after = Chain(self.seq, self.head)
        lines: list[bytes] = []
        records: list[Record] = []
        for entry in entries:
            seq, at_ms, play_ms = after.seq + 1, entry.at_ms, entry.play_ms
            kind, data = encode_event(entry.event)
            batch = self.seq + 1 if lines else None
            line = Line(seq, at_ms, play_ms, entry.actor, kind, data, entry.request, batch)
            lines.append(encode_line(line, after.head))
            records.append(Record(seq, at_ms, play_ms, entry.actor, entry.event, entry.request))
            after.step(lines[-1])
        return lines, tuple(records), after


def read_alone(raw: bytes, seq: int) -> Record:
    """Read line number `seq` of a journal that was found to be whole before.

    Raises:
        JournalDamagedError: it is not that line as it was written.
    """
    return _record(decode_line(raw, seq, None))


def _record(line: Line) -> Record:
    try:
        event = decode_event(line.type, line.data)
    except EventDataError:
        raise JournalDamagedError(line.seq, Damage.EVENT) from None
    return Record(line.seq, line.at_ms, line.play_ms, line.actor, event, line.request)
