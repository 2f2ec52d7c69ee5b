"""Files that are there after a power cut: private, synced, replaced whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

sync_data = getattr(os, "fdatasync", os.fsync)


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, readable by their owner alone, durably."""
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(PRIVATE_FOLDER)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file by one with this content; a crash or a full disk leaves the old one whole.

    Raises:
        OSError: it could not be written; the old file stands and nothing is left behind.
    """
    temporary = write_beside(path, content)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_beside(path: Path, content: bytes, like: os.stat_result | None = None) -> Path:
    """Return a new, synced, hidden file with this content in the folder of `path`.

    It is its writer's alone, or has the mode and owner of `like`.

    Raises:
        OSError: it could not be written; nothing is left behind.
    """
    fd, name = tempfile.mkstemp(prefix=temporary_prefix(path), dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(content)
            file.flush()
            if like is not None:
                _own_like(file.fileno(), like)
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def temporary_prefix(path: Path) -> str:
    """Return how the names of files begin that are to replace `path`."""
    return f".{path.name}-"


def _own_like(fd: int, like: os.stat_result) -> None:
    """Give an open file the group and mode of another, and its owner if we may."""
    if os.fstat(fd).st_gid != like.st_gid:
        os.fchown(fd, -1, like.st_gid)
    if os.fstat(fd).st_uid != like.st_uid:
        with suppress(PermissionError):
            os.fchown(fd, like.st_uid, -1)
    os.fchmod(fd, stat.S_IMODE(like.st_mode))


def append_durably(path: Path, content: bytes) -> None:
    """Add to a private file and sync it."""
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
    with os.fdopen(fd, "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
