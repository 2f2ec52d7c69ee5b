"""Is a journal whole and untouched: every checksum, every number, the whole chain, every event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.events import is_newer
from crisis_tui.exercise.ports import Damage, JournalDamagedError
from crisis_tui.storage.journal import read_journal

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: how many whole events, the hash of the last one, the first problem.

    The head shows editing only against a head that was kept elsewhere, in a report say. `newer`
    tells whether a newer version of the program wrote some of it.
    """

    events: int
    head: str
    problem: JournalDamagedError | None
    newer: bool = False

    @property
    def valid(self) -> bool:
        """Whether every line is as it was written."""
        return self.problem is None


def verify_journal(path: Path) -> Verification:
    """Read a journal event by event; nothing on disk changes.

    Raises:
        OSError: it cannot be read.
        JournalBusyError: another process keeps it locked.
    """
    journal = read_journal(path)
    problem, newer = None, False
    try:
        for record in journal.read_new():
            newer = newer or is_newer(record.event)
        if journal.unread_bytes:
            problem = JournalDamagedError(journal.seq + 1, Damage.TORN)
    except JournalDamagedError as damage:
        problem = damage
    finally:
        journal.close()
    return Verification(journal.seq, journal.head, problem, newer)
