"""The state of a long exercise at some line of its journal, so that the lines before need no folding.

A file beside the journal that can always be thrown away and made again. It counts only if it was
made by this very program, whole, of a journal that still begins with the very same bytes; then the
rest of the journal is read as ever. In any other case it is as if there were none.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from base64 import b64decode, b64encode
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import from_json

import crisis_tui
from crisis_tui import __version__
from crisis_tui.exercise.freezing import FreezingError, freeze, thaw
from crisis_tui.exercise.ports import Damage, JournalDamagedError
from crisis_tui.storage.chain import Chain, read_alone
from crisis_tui.storage.durable import write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.script import Script
    from crisis_tui.storage.journal import JsonlJournal

SNAPSHOT_FILE = "snapshot.cache"
_CODE_ROOMS = ("basis", "exercise", "scenario", "storage")
_CHUNK_BYTES = 1 << 20
_START_CODE = "Q"
_BLOCKS_KEPT = 64
_ROOM = 8
"""So many times its size must be free before a snapshot is written."""


class Snapshot(NamedTuple):
    """A state, and where each line up to it begins in the journal, in bytes."""

    state: ExerciseState
    starts: array[int]


def write_snapshot(journal: JsonlJournal, snapshot: Snapshot) -> bool:
    """Keep a state beside its journal, which stands where the state does; tell whether it was kept.

    Not if the state is none that can be kept, or the disk is so full that the journal may need it.
    """
    state, starts = snapshot
    try:
        frozen = freeze(state)
    except FreezingError:
        return False
    body = json.dumps(
        {
            "code": code_key(),
            "scripted": state.plan.script is not None,
            "seq": journal.seq,
            "head": journal.head,
            "end": journal.end,
            "journal": _hash_of_prefix(journal.path, journal.end),
            "starts": b64encode(starts.tobytes()).decode(),
            "state": frozen,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    path = journal.path.with_name(SNAPSHOT_FILE)
    with suppress(OSError):
        if disk_usage(path.parent).free > _ROOM * len(body):
            write_atomically(path, sha256(body).hexdigest().encode() + b"\n" + body)
            return True
    return False


def read_snapshot(journal: JsonlJournal, script: Script | None) -> Snapshot | None:
    """Return what is kept and let the journal go on behind it; None if there is none to trust."""
    try:
        data = _trusted(journal.path)
        if data is None or data["scripted"] != (script is not None):
            return None
        starts = array(_START_CODE, b64decode(data["starts"]))
        records = JournalRecords(journal.path, starts, data["end"])
        state = thaw(data["state"], script, records.load)
        if not state.seq == data["seq"] == len(starts):
            return None
        journal.stand_at(Chain(data["seq"], data["head"]), data["end"])
    except (LookupError, TypeError, ValueError, OSError, JournalDamagedError):
        return None
    return Snapshot(state, starts)


def _trusted(path: Path) -> dict[str, Any] | None:
    """Return what the snapshot of a journal holds if it is whole and belongs to it."""
    with path.with_name(SNAPSHOT_FILE).open("rb") as file:
        if os.fstat(file.fileno()).st_uid != os.getuid():
            return None
        checksum, _, body = file.read().partition(b"\n")
    if sha256(body).hexdigest().encode() != checksum:
        return None
    data: dict[str, Any] = from_json(body)
    same = data["code"] == code_key() and data["journal"] == _hash_of_prefix(path, data["end"])
    return data if same else None


def _hash_of_prefix(path: Path, end: int) -> str:
    """Return the SHA-256 of the first `end` bytes; of fewer if the file is shorter."""
    digest = sha256()
    with path.open("rb") as file:
        while end > 0 and (chunk := file.read(min(_CHUNK_BYTES, end))):
            digest.update(chunk)
            end -= len(chunk)
    return digest.hexdigest() if end == 0 else ""


def code_key() -> str:
    """Return what differs as soon as the code that makes states does, or the machine's order of bytes."""
    package = Path(crisis_tui.__file__).parent
    stamps = [
        (str(path.relative_to(package)), found.st_size, found.st_mtime_ns)
        for room in _CODE_ROOMS
        for path in sorted((package / room).rglob("*.py"))
        for found in (path.stat(),)
    ]
    return f"{__version__} {sys.byteorder} {sha256(repr(stamps).encode()).hexdigest()}"


class JournalRecords:
    """Single records of a journal whose bytes were found to be what they were."""

    def __init__(self, path: Path, starts: Sequence[int], end: int) -> None:
        self._path = path
        self._starts = starts
        self._end = end
        self._kept = lru_cache(maxsize=_BLOCKS_KEPT)(self._read)

    def load(self, seqs: Sequence[int]) -> tuple[Record, ...]:
        """Return records by their numbers.

        Raises:
            JournalDamagedError: the journal is not what it was when it was opened.
        """
        return self._kept(bytes(array("Q", seqs)))

    def _read(self, key: bytes) -> tuple[Record, ...]:
        seqs = array("Q", key)
        if not seqs:
            return ()
        try:
            with self._path.open("rb", buffering=0) as file:
                return tuple(self._record(file.fileno(), seq) for seq in seqs)
        except OSError:
            raise JournalDamagedError(seqs[0], Damage.REPLACED) from None

    def _record(self, fd: int, seq: int) -> Record:
        start = self._starts[seq - 1]
        end = self._starts[seq] if seq < len(self._starts) else self._end
        return read_alone(os.pread(fd, end - start - 1, start), seq)
