"""Keeps the snapshot of a long exercise up to date, in a process of its own.

So no tick waits for it, and what is kept was read from the disk. `python -m crisis_tui.snapshotting
FOLDER` makes one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.exercise.additions import fold_with_additions, with_plan
from crisis_tui.exercise.ports import JournalError
from crisis_tui.exercise.state import initial_state
from crisis_tui.frozen_inputs import CannotOpenError, added_script, script_of, started_event
from crisis_tui.storage.durable import PRIVATE_FILE
from crisis_tui.storage.journal import read_journal
from crisis_tui.storage.locks import try_lock
from crisis_tui.storage.snapshot import SNAPSHOT_FILE, Snapshot, read_snapshot, write_snapshot
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from crisis_tui.scenario.script import Script
    from crisis_tui.storage.journal import JsonlJournal

EVERY = 20_000
"""Events after which a new snapshot is worth its while: they are folded in a third of a second."""
_AT_ONCE = 10_000
_NICENESS = 10


class SnapshotKeeper:
    """Has a snapshot made now and then for the exercise of a folder."""

    def __init__(self, folder: Path, seq: int) -> None:
        """Begin with a snapshot that goes up to `seq`, 0 without one."""
        self._folder = folder
        self._seq = seq
        self._maker: subprocess.Popen[bytes] | None = None

    @property
    def is_making(self) -> bool:
        """Whether a snapshot is being made now."""
        return self._maker is not None and self._maker.poll() is None

    def note(self, seq: int) -> None:
        """Take note that the exercise goes up to `seq` now."""
        if self.is_making or seq - self._seq < EVERY:
            return
        self._seq = seq
        command = [sys.executable, "-m", __name__, str(self._folder)]
        silent = subprocess.DEVNULL
        with suppress(OSError):
            self._maker = subprocess.Popen(  # noqa: S603 - this program, on a folder of its own
                command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
            )


def make_snapshot(folder: Path) -> bool:
    """Keep the state of an exercise beside its journal; tell whether that was done.

    Raises:
        JournalError, CannotOpenError, OSError: the exercise cannot be read.
    """
    fd = os.open(folder / f"{SNAPSHOT_FILE}.lock", os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        if not try_lock(fd):
            return False
        script = script_of(folder, started_event(folder))
        journal = read_journal(folder / JOURNAL_FILE)
        try:
            return write_snapshot(journal, _read(journal, script))
        finally:
            journal.close()
    finally:
        os.close(fd)


def _read(journal: JsonlJournal, script: Script | None) -> Snapshot:
    """Read to the journal's end, from the last snapshot on if there is one."""
    kept = read_snapshot(journal, script)
    state, starts = kept or Snapshot(initial_state(script), array("Q"))
    added = added_script(journal.path.parent)
    state = with_plan(state, added)
    end = journal.end
    records = journal.read_new()
    while some := list(islice(records, _AT_ONCE)):
        state = fold_with_additions(state, some, added)
    starts.extend(journal.line_starts(end))
    return Snapshot(state, starts)


def main() -> None:
    """Make a snapshot without being in anybody's way; failing is no matter."""
    os.nice(_NICENESS)
    with suppress(JournalError, CannotOpenError, OSError):
        make_snapshot(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
