"""Folders for what can be made again: private, trusted only when whole, never in the way.

Whatever is wrong with a kept file, it is as if it were not there; a cache that cannot be written
is no fault.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path


class CacheFolder:
    """A folder below the user's cache folder that keeps the newest `most` files."""

    def __init__(self, name: str, most: int) -> None:
        self._name = name
        self._most = most

    @property
    def path(self) -> Path:
        """Return the folder; it may not exist yet.

        Raises:
            RuntimeError: the user has no home.
        """
        named = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(named) if named.startswith("/") else Path("~/.cache").expanduser()
        return base / "crisis-tui" / self._name

    def read(self, key: str) -> bytes | None:
        """Return what was kept under a file name, None if it is not there, not ours or not whole."""
        try:
            with (self.path / key).open("rb") as file:
                if os.fstat(file.fileno()).st_uid != os.getuid():
                    return None
                checksum, _, body = file.read().partition(b"\n")
            return body if int(checksum, 16) == zlib.crc32(body) else None
        except (OSError, RuntimeError, ValueError):
            return None

    def write(self, key: str, body: bytes) -> None:
        """Keep something under a file name, for its owner alone.

        Unlike `durable`, without waiting for the disk: after a power cut the checksum tells.
        """
        with contextlib.suppress(OSError, RuntimeError):
            self._replace(self.path / key, b"%08x\n" % zlib.crc32(body) + body)

    def _replace(self, path: Path, content: bytes) -> None:
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make_room(path.parent)
        temporary = path.with_name(f".{path.name}-{os.getpid()}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(content)
        temporary.replace(path)

    def _make_room(self, folder: Path) -> None:
        """Leave room for one file more, the oldest going first."""
        found = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in found[self._most - 1 :]:
            path.unlink(missing_ok=True)
