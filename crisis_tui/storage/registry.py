"""The index of exercises: a projection in TinyDB that can always be made again from the folders.

TinyDB's own JSON storage loses data on a crash and with two writers, so the file is replaced
atomically, under a lock that spans reading and writing.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage

from crisis_tui.exercise.ports import JournalBusyError
from crisis_tui.storage.durable import PRIVATE_FILE, make_private_folder, write_atomically
from crisis_tui.storage.locks import LockTimeoutError, locked
from crisis_tui.storage.summary import JOURNAL_FILE, Summary, is_stale, summarise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tinydb.table import Table

REGISTRY_FILE = "registry.json"
_LOCK_FILE = ".registry.lock"
_LOCK_DEADLINE_MS = 5_000
_TABLE = "exercises"
_TYPES = {
    field.name: {"str": str, "int": int, "int | None": int | None}[str(field.type)]
    for field in fields(Summary)
}


class Registry:
    """The exercises of one folder. Reading it brings it up to date first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def exercises(self) -> tuple[Summary, ...]:
        """Return all exercises, the newest first; without a usable index from the folders alone."""
        if not self._folder.is_dir():
            return ()
        current: dict[str, Summary] | None = None
        with suppress(OSError, LockTimeoutError), self._transaction() as table:
            known = _read(table)
            current = self._summaries(known)
            if current != known:
                _replace(table, current)
        return _newest_first(self._summaries({}) if current is None else current)

    def update(self, exercise: str) -> None:
        """Bring one exercise up to date; one that is not there any more leaves the index.

        Raises:
            OSError: the index or the exercise cannot be read or written.
            LockTimeoutError: another process keeps the index locked.
            JournalBusyError: another process keeps the journal locked.
        """
        with self._transaction() as table:
            summaries = _read(table)
            known = summaries.pop(exercise, None)
            journal = self._folder / exercise / JOURNAL_FILE
            if journal.exists():
                summaries[exercise] = summarise(journal.parent, known)
            _replace(table, summaries)

    def _summaries(self, known: dict[str, Summary]) -> dict[str, Summary]:
        """Return every exercise's summary; only those whose journal changed are read."""
        current = {}
        for journal in sorted(self._folder.glob(f"*/{JOURNAL_FILE}")):
            name = journal.parent.name
            try:
                found = known.get(name)
                if found is None or is_stale(found, journal.parent):
                    found = summarise(journal.parent, found)
            except JournalBusyError:
                found = found or Summary(name, state="running")
            except OSError:  # not ours to read, or gone since
                found = Summary(name, state="damaged")
            current[name] = found
        return current

    @contextmanager
    def _transaction(self) -> Iterator[Table]:
        make_private_folder(self._folder)
        fd = os.open(self._folder / _LOCK_FILE, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            with locked(fd, deadline_ms=_LOCK_DEADLINE_MS):
                yield TinyDB(self._folder / REGISTRY_FILE, storage=_AtomicStorage).table(_TABLE)
        finally:
            os.close(fd)


def _read(table: Table) -> dict[str, Summary]:
    """Return the index as it stands; what does not fit is left out, so that it is read anew."""
    return {document["id"]: Summary(**document) for document in table.all() if _fits(document)}


def _fits(document: dict[str, Any]) -> bool:
    return document.keys() == _TYPES.keys() and all(
        isinstance(document[name], kind) for name, kind in _TYPES.items()
    )


def _replace(table: Table, summaries: dict[str, Summary]) -> None:
    """Write the whole index; a crash half-way leaves an empty one, which is made again."""
    table.truncate()
    table.insert_multiple(asdict(summary) for summary in summaries.values())


def _newest_first(summaries: dict[str, Summary]) -> tuple[Summary, ...]:
    return tuple(sorted(summaries.values(), key=lambda it: (-(it.started_ms or 0), it.id)))


class _AtomicStorage(Storage):
    """TinyDB's file, replaced whole; one that cannot be read counts as empty, to be made again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, or None if there are none that can be read."""
        try:
            tables = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return tables if _is_tables(tables) else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace all tables."""
        write_atomically(self._path, json.dumps(data).encode())  # ASCII holds names of any bytes


def _is_tables(value: object) -> bool:
    """Tell whether this has TinyDB's shape: tables of documents by their number."""
    return isinstance(value, dict) and all(
        isinstance(table, dict)
        and all(key.isdecimal() and isinstance(document, dict) for key, document in table.items())
        for table in value.values()
    )
