"""A roster replaced by its next version: under a lock, recorded, whole or not at all."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from crisis_tui.storage.change_record import RecordedChange, record_path, recorded
from crisis_tui.storage.durable import sync_folder, temporary_prefix, write_beside
from crisis_tui.storage.edit_lock import companion_mode, edit_lock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crisis_tui.storage.lease import Holder

Obstacle = Literal["missing", "link", "several-names", "no-file", "read-only"]
_ANYBODY_WRITES = 0o222


class FileChangedError(Exception):
    """The file is not what it was when the change was planned."""


def obstacle(path: Path) -> Obstacle | None:
    """Return what keeps a file from being replaced, None if nothing is seen to.

    To replace a link, or one of a file's several names, would part it from the others.
    """
    try:
        status = path.lstat()
    except OSError:
        return "missing"
    if stat.S_ISLNK(status.st_mode):
        return "link"
    if not stat.S_ISREG(status.st_mode):
        return "no-file"
    if status.st_nlink > 1:
        return "several-names"
    if not status.st_mode & _ANYBODY_WRITES or not os.access(path, os.W_OK):
        return "read-only"
    return None


def replace_recorded(
    path: Path, before: bytes, after: bytes, change: Mapping[str, str | int], holder: Holder
) -> None:
    """Replace a file that still holds `before` by `after`, and record who did.

    The record comes before the replacing: a change that is in the file is always recorded.

    Raises:
        EditLockHeldError: somebody else edits the file.
        FileChangedError: it holds something else by now.
        OSError: it could not be written or recorded; everything stands as it was.
    """
    with edit_lock(path, holder):
        if obstacle(path) is not None or path.read_bytes() != before:
            raise FileChangedError
        status = path.stat()
        _clear_away(path)
        temporary = write_beside(path, after, like=status)
        line = RecordedChange(
            holder.since_ms,
            holder.person,
            holder.terminal,
            change,
            sha256(before).hexdigest(),
            sha256(after).hexdigest(),
        )
        try:
            with recorded(record_path(path), line, mode=companion_mode(status)):
                temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _clear_away(path: Path) -> None:
    """Delete what a killed edit left behind; whoever holds the lock is the only one who writes."""
    for left in path.parent.iterdir():
        if left.name.startswith(temporary_prefix(path)):
            left.unlink(missing_ok=True)
