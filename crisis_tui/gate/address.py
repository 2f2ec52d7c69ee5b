"""Where an exercise's gate listens: a socket in a private folder of the user who runs it.

A socket's path is short by need (108 bytes on Linux) and an exercise's folder lies deep, so the
socket stands elsewhere. Its name follows from the gate's lock file, so that nothing is written down
and it is found on a full or read-only disk too.
"""

from __future__ import annotations

import os
import socket
import stat
import struct
from pathlib import Path

_PRIVATE_FOLDER = 0o700
_RUNTIME = Path("/tmp")  # noqa: S108 - checked below: ours, private, no link
_CREDENTIALS = struct.Struct("3i")


class NotPrivateError(OSError):
    """The folder for sockets is somebody else's, or open to others."""


def socket_path(lock: os.stat_result) -> Path:
    """Return the path of the socket of the gate that holds a lock file.

    Raises:
        NotPrivateError: the folder for it cannot be trusted.
        OSError: it cannot be made.
    """
    return _private_folder() / f"{lock.st_dev:x}-{lock.st_ino:x}"


def _private_folder() -> Path:
    """Return a folder that nobody else can enter; /tmp is the one that every session has."""
    folder = _RUNTIME / f"crisis-tui-{os.getuid()}"
    try:
        folder.mkdir(_PRIVATE_FOLDER)
    except FileExistsError:
        found = folder.lstat()
        private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == _PRIVATE_FOLDER
        if not private or found.st_uid != os.getuid():
            raise NotPrivateError(str(folder)) from None
    return folder


def is_ours(peer: socket.socket) -> bool:
    """Tell whether the process at the other end runs as the same user.

    Systems that do not say who it is have the private folder alone.
    """
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    packed = peer.getsockopt(socket.SOL_SOCKET, option, _CREDENTIALS.size)
    return bool(_CREDENTIALS.unpack(packed)[1] == os.getuid())
