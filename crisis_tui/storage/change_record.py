"""Who changed a roster when: one JSON object a line, appended before the roster is replaced.

A line holds the file's SHA-256 before and after. A line whose `before` is still the file's, or is
the next line's `before` too, tells of a change that never came about: its writer died in between.
"""

from __future__ import annotations

import errno
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from crisis_tui.storage.durable import PRIVATE_FILE, sync_folder
from crisis_tui.storage.lines import format_instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class RecordedChange(NamedTuple):
    """A change as recorded: when (UTC ms), who at which terminal, the new entry, the file's hashes."""

    at_ms: int
    who: str
    terminal: str
    change: Mapping[str, str | int]
    before: str
    after: str


def record_path(roster: Path) -> Path:
    """Return the record of a roster's changes: beside it, no YAML, so never taken for a roster."""
    return roster.with_name(f"{roster.stem}.changes.jsonl")


@contextmanager
def recorded(path: Path, change: RecordedChange, *, mode: int = PRIVATE_FILE) -> Iterator[None]:
    """Record a change durably, then let it happen; if that fails, take the line back.

    Only for those who hold the roster's lock.

    Raises:
        OSError: it cannot be recorded; the record is as it was.
    """
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    fd = os.open(path, flags, mode)
    try:
        size = os.fstat(fd).st_size
        if size == 0:
            _open_up(fd, mode)
        try:
            _append(fd, size, _line(change))
            sync_folder(path.parent)
            yield
        except OSError:
            os.ftruncate(fd, size)
            raise
    finally:
        os.close(fd)


def read_record(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a record, the oldest first; a line cut short by a crash is left out.

    Raises:
        OSError: it cannot be read, or there is none.
    """
    found = (_parsed(line) for line in path.read_bytes().splitlines())
    return [line for line in found if line is not None]


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _open_up(fd: int, mode: int) -> None:
    """Give a new record its mode whatever the umask says."""
    if os.fstat(fd).st_uid == os.geteuid():
        os.fchmod(fd, mode)


def _append(fd: int, size: int, line: bytes) -> None:
    if size and os.pread(fd, 1, size - 1) != b"\n":
        line = b"\n" + line  # the line above was cut short
    written = os.write(fd, line)
    if written != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(fd)


def _line(change: RecordedChange) -> bytes:
    content = {
        "at": format_instant(change.at_ms),
        "who": change.who,
        "terminal": change.terminal,
        "role": change.change.get("role"),
        "change": dict(change.change),
        "note": change.change.get("note"),
        "before": change.before,
        "after": change.after,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
