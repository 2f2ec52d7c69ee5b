"""Is a journal whole and untouched: every checksum, every number, the whole chain."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.ports import Damage, JournalDamagedError
from crisis_tui.storage.chain import Chain
from crisis_tui.storage.lines import LONGEST_LINE_BYTES
from crisis_tui.storage.locks import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: how many whole events, the hash of the last one, the first problem.

    The head shows editing only against a head that was kept elsewhere, in a report say.
    """

    events: int
    head: str
    problem: JournalDamagedError | None

    @property
    def valid(self) -> bool:
        """Whether every line is as it was written."""
        return self.problem is None


def verify_journal(path: Path, *, lock_deadline_ms: int = 2_000) -> Verification:
    """Read a journal line by line; nothing on disk changes.

    Raises:
        OSError: it cannot be read.
        LockTimeoutError: another process keeps it locked.
    """
    chain = Chain()
    with path.open("rb") as file:
        # Under the lock no line is half-written by a living process.
        with locked(file.fileno(), deadline_ms=lock_deadline_ms, shared=True):
            size = os.fstat(file.fileno()).st_size
        try:
            for raw in _lines(file, size, chain):
                chain.check(raw)
                chain.step(raw)
        except JournalDamagedError as damage:
            return Verification(chain.seq, chain.head, damage)
    return Verification(chain.seq, chain.head, None)


def _lines(file: BinaryIO, size: int, chain: Chain) -> Iterator[bytes]:
    while file.tell() < size:
        raw = file.readline(LONGEST_LINE_BYTES + 1)
        if len(raw) > LONGEST_LINE_BYTES:
            raise JournalDamagedError(chain.seq + 1, Damage.FORMAT)
        if not raw.endswith(b"\n"):
            raise JournalDamagedError(chain.seq + 1, Damage.TORN)
        yield raw[:-1]
