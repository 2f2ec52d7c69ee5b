"""A machine that may lose its power: of a file only what was synced is sure to survive.

The real program writes in a real folder, and every write, cut and sync is noted. `after_power_loss`
then makes one of the folders that the disk may show when the machine is on again: of what was not
synced each sector is there or not, as it was at some moment since the last sync; the size likewise;
a file whose folder was not synced since it was made may be gone.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.storage import durable
from crisis_tui.storage import journal_file as journal_module

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    import pytest

SECTOR_BYTES = 512


@dataclass
class DiskFile:
    """What a file holds: when it was last synced, and after every change since."""

    synced: bytes = b""
    since: list[bytes] = field(default_factory=list)
    name_is_sure: bool = False

    def changed(self, content: bytes) -> None:
        self.since.append(content)

    def sync(self) -> None:
        if self.since:
            self.synced = self.since[-1]
        self.since = []

    def survivor(self, chance: Random) -> bytes | None:
        """Return what may be left of it, None if it is gone."""
        if not self.name_is_sure and chance.random() < 0.5:
            return None
        versions = [self.synced, *self.since]
        sizes = {len(version) for version in versions}
        size = chance.choice([*sizes, chance.randint(min(sizes), max(sizes))])
        sectors = []
        for start in range(0, size, SECTOR_BYTES):
            end = min(start + SECTOR_BYTES, size)
            version = chance.choice(versions)
            sectors.append(version[start:end].ljust(end - start, b"\0"))
        return b"".join(sectors)


class Disk:
    """The files of one folder, as far as they are sure to survive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[Path, DiskFile] = {}

    def _file(self, fd: int) -> DiskFile | None:
        path = Path(f"/proc/self/fd/{fd}").readlink()
        if path.parent != self.folder or path.suffix == ".lock":
            return None
        return self.files.setdefault(path, DiskFile())

    def note_change(self, fd: int) -> None:
        if (file := self._file(fd)) is not None:
            file.changed(Path(f"/proc/self/fd/{fd}").read_bytes())

    def note_sync(self, fd: int) -> None:
        if Path(f"/proc/self/fd/{fd}").readlink() == self.folder:
            for known in self.files.values():
                known.name_is_sure = True
        elif (file := self._file(fd)) is not None:
            file.changed(Path(f"/proc/self/fd/{fd}").read_bytes())
            file.sync()

    def after_power_loss(self, chance: Random) -> None:
        """Put in the folder what the disk may show after the power came back."""
        for path, file in self.files.items():
            left = file.survivor(chance)
            path.unlink(missing_ok=True)
            if left is not None:
                path.write_bytes(left)
        self.files = {
            path: DiskFile(path.read_bytes(), name_is_sure=True)
            for path in self.files
            if path.exists()
        }


class PowerCutError(BaseException):
    """The machine is off: nothing of the process that was at work goes on."""


@dataclass
class Machine:
    """Runs the journal on a `Disk`; may go off before or after any step of it."""

    disk: Disk
    steps_left: int | None = None
    """How many steps it still does; None for as many as are asked."""
    room_bytes: int | None = None
    """How much still fits on the disk; None for as much as is asked."""
    off: bool = False

    def step(self) -> None:
        if self.off:
            raise PowerCutError
        if self.steps_left is not None:
            if self.steps_left == 0:
                self.off = True
                raise PowerCutError
            self.steps_left -= 1


@contextmanager
def powered(disk: Disk, patch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Let every write, cut and sync of this process go by a machine that may lose its power."""
    machine = Machine(disk)
    write, truncate, real_open = os.write, os.ftruncate, os.open

    def writing(fd: int, data: bytes) -> int:
        machine.step()
        if machine.room_bytes == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(fd, data[: machine.room_bytes])
        if machine.room_bytes is not None:
            machine.room_bytes -= written
        disk.note_change(fd)
        return written

    def cutting(fd: int, size: int) -> None:
        machine.step()
        truncate(fd, size)
        disk.note_change(fd)

    def syncing(fd: int) -> None:
        machine.step()
        disk.note_sync(fd)

    def opening(
        path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None
    ) -> int:
        made = flags & os.O_CREAT and not Path(path).exists()
        fd = real_open(path, flags, mode, dir_fd=dir_fd)
        if made:
            disk.note_change(fd)
        return fd

    with patch.context() as patched:
        patched.setattr(os, "write", writing)
        patched.setattr(os, "ftruncate", cutting)
        patched.setattr(os, "open", opening)
        patched.setattr(os, "fsync", syncing)
        patched.setattr(durable, "sync_data", syncing)
        patched.setattr(journal_module, "sync_data", syncing)
        yield machine
