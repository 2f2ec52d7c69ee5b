"""The journal's backends, each with the worst that can happen to what it stands on."""

from __future__ import annotations

from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING, Protocol

from crisis_tui.storage.journal import open_journal
from crisis_tui.storage.summary import JOURNAL_FILE
from tests.memory_journal import MemoryJournal
from tests.storage.disk_model import Disk, powered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from crisis_tui.exercise.ports import Journal

NAMES = ("file", "memory", "disk without power")
LOCK_DEADLINE_MS = 200


class Backend(Protocol):
    """One journal; every object that opens it is a process of its own."""

    def open(self) -> Journal:
        """Open the journal."""

    def die(self) -> None:
        """Let all processes, or the whole machine, die at this instant."""


class MemoryBackend:
    """Lines that outlive the objects that wrote them."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._stuck: set[MemoryJournal] = set()

    def open(self) -> Journal:
        return MemoryJournal(self._lines, self._stuck)

    def die(self) -> None:
        self._stuck.clear()


class FileBackend:
    """A file; what a process wrote is there after it died."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: list[Journal] = []

    def open(self) -> Journal:
        journal = open_journal(self.folder / JOURNAL_FILE, lock_deadline_ms=LOCK_DEADLINE_MS)
        self._opened.append(journal)
        return journal

    def die(self) -> None:
        for journal in self._opened:
            journal.close()
        self._opened.clear()


class PowerlessBackend(FileBackend):
    """A file on a disk of which only what was synced is sure to survive."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(disk.folder)
        self._disk = disk
        self._chance = Random(11)  # noqa: S311 - to be repeated, not to be secret

    def die(self) -> None:
        super().die()
        self._disk.after_power_loss(self._chance)


@contextmanager
def backend(name: str, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Backend]:
    """Make a backend by its name; what it opened is closed afterwards."""
    if name == "memory":
        yield MemoryBackend()
        return
    if name == "file":
        file = FileBackend(folder)
        yield file
        file.die()
        return
    disk = Disk(folder)
    with powered(disk, patch):
        powerless = PowerlessBackend(disk)
        yield powerless
        FileBackend.die(powerless)
