"""The folder of the exercises: writable, private, room to write, locks that hold."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from typing import TYPE_CHECKING

from crisis_tui.cli.fitness.check import Check, fit, unfit, warning
from crisis_tui.cli.fitness.mounts import NETWORK_FILE_SYSTEMS, file_system_of
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MIB = 1024 * 1024
FREE_NEEDED_BYTES = 50 * MIB
"""The journals and inputs of a week of exercises, with reports."""
FREE_WANTED_BYTES = 500 * MIB


def check_exercises_folder(folder: Path) -> Iterator[Check]:
    """Check where the journals are, or will be: the nearest existing folder stands for it."""
    existing = nearest_existing(folder)
    writable = check_writable(folder, existing)
    yield writable
    yield check_free_space(shutil.disk_usage(existing).free)
    if writable.help is None:
        yield check_locks(existing, file_system_of(existing))
    if existing == folder:
        yield check_privacy(folder)


def nearest_existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def check_writable(folder: Path, existing: Path) -> Check:
    """Check that an exercise can be written."""
    title = _("exercises")
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        detail = f"{folder}: {error.strerror}"
        choose = _("choose a folder of your own with --workspace")
        return unfit("exercises", title, detail, choose)
    if folder == existing:
        return fit("exercises", title, str(folder))
    return fit("exercises", title, _("{folder}, made when needed").format(folder=folder))


def check_free_space(free_bytes: int) -> Check:
    """Check that a full disk will not stop an exercise."""
    title = _("free disk space")
    detail = _("{mib} MiB").format(mib=free_bytes // MIB)
    make_room = _("make room: {mib} MiB is wanted").format(mib=FREE_WANTED_BYTES // MIB)
    if free_bytes < FREE_NEEDED_BYTES:
        return unfit("disk", title, detail, make_room)
    if free_bytes < FREE_WANTED_BYTES:
        return warning("disk", title, detail, make_room)
    return fit("disk", title, detail)


def check_locks(folder: Path, file_system: str | None) -> Check:
    """Check that two processes cannot both hold the journal's lock."""
    title = _("locks")
    detail = _("file system {name}").format(name=file_system or "?")
    move = _("keep the exercises on a local disk")
    if not _locks_exclude(folder):
        return unfit("locks", title, _("{detail}: locks do not hold").format(detail=detail), move)
    if file_system in NETWORK_FILE_SYSTEMS:
        over = _("{detail}: over a network, locks may fail").format(detail=detail)
        return warning("locks", title, over, move)
    return fit("locks", title, detail)


def check_privacy(folder: Path) -> Check:
    """Check that nobody else on this machine reads about people in the journals."""
    title = _("privacy")
    mode = stat.S_IMODE(folder.stat().st_mode)
    detail = _("{folder} has mode {mode}").format(folder=folder.name, mode=f"{mode:04o}")
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        close = _("others can read it: chmod 700 {folder}").format(folder=folder)
        return warning("privacy", title, detail, close)
    return fit("privacy", title, detail)


def _locks_exclude(folder: Path) -> bool:
    """Tell whether a second open of a locked file is kept out, and let in afterwards."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as first:
        second = os.open(first.name, os.O_RDWR)
        try:
            if not _lock(first.fileno()) or _lock(second):
                return False
            fcntl.flock(first.fileno(), fcntl.LOCK_UN)
            return _lock(second)
        finally:
            os.close(second)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
