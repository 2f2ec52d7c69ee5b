"""An exercise's folder: made once, with its inputs frozen, and found again by a short name."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.storage.durable import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    make_private_folder,
    sync_folder,
)
from crisis_tui.storage.lease import LEASE_FILE
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

INPUTS = "inputs"
LAST = "last"


def make_exercise_folder(exercises: Path, day: str, scenario: str) -> Path:
    """Make `<day>-<scenario>-<n>`, the first n that is free, even if others do so now.

    Raises:
        OSError: it cannot be made.
    """
    make_private_folder(exercises)
    number = 1
    while True:
        folder = exercises / f"{day}-{scenario}-{number}"
        try:
            folder.mkdir(PRIVATE_FOLDER)
        except FileExistsError:
            number += 1
            continue
        sync_folder(exercises)
        return folder


def freeze_inputs(folder: Path, files: Mapping[PurePosixPath, Path]) -> dict[str, str]:
    """Copy files byte for byte below `inputs/`; return the SHA-256 of each by its name there.

    Raises:
        OSError: one cannot be read or written.
    """
    hashes = {}
    for name, source in sorted(files.items()):
        content = source.read_bytes()
        target = folder / INPUTS / name
        make_private_folder(target.parent)
        fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(fd, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(target.parent)
        hashes[str(name)] = hashlib.sha256(content).hexdigest()
    return hashes


def changed_inputs(folder: Path, hashes: Mapping[str, str]) -> list[str]:
    """Return the names of the frozen inputs that are gone or are not what they were."""
    return [name for name, expected in hashes.items() if _hash(folder / INPUTS / name) != expected]


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def find_exercise(exercises: Path, name: str) -> Path:
    """Return the folder of an exercise: by path, by name, by a unique part of it, or `last`.

    Raises:
        AskedWrongError: there is none, or more than one.
    """
    known = sorted(path.parent.name for path in exercises.glob(f"*/{JOURNAL_FILE}"))
    if "/" in name or name in {".", ".."}:
        return _by_path(name)
    if name in known:
        return exercises / name
    if name == LAST and known:
        return max((exercises / one for one in known), key=_last_alive)
    matching = [one for one in known if name and one.startswith(name)] or [
        one for one in known if name and name in one
    ]
    if len(matching) == 1:
        return exercises / matching[0]
    raise _not_one(name, matching, known)


def _by_path(name: str) -> Path:
    with suppress(OSError, ValueError):  # too long, a NUL
        for folder in (Path(name), Path(name).parent):
            if (folder / JOURNAL_FILE).is_file():
                return folder.resolve()
    raise _not_one(name, [], [])


def _last_alive(folder: Path) -> tuple[bool, int, str]:
    """Order by the last sign of life: an exercise that somebody directs gives one all the time.

    What a crash left before it began comes before all others.
    """
    found = (folder / JOURNAL_FILE).stat()
    seen_ns = found.st_mtime_ns
    with suppress(OSError):
        seen_ns = max(seen_ns, (folder / LEASE_FILE).stat().st_mtime_ns)
    return (found.st_size > 0, seen_ns, folder.name)


def _not_one(name: str, matching: list[str], known: list[str]) -> AskedWrongError:
    shown = clean_text(name)
    if matching:
        return AskedWrongError(
            Text('"{name}" can mean more than one exercise', name=shown),
            Text("known are: {names}", names=clean_text(", ".join(matching))),
        )
    near = nearest(name, known)
    return AskedWrongError(
        Text('there is no exercise "{name}"', name=shown),
        Text('did you mean "{name}"?', name=clean_text(near))
        if near
        else Text("crisis-tui exercises shows them all"),
    )
