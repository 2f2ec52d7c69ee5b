"""Bytes from the disk: regular files only, size first, and for includes inside one folder only."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.files.decoding import MAX_BYTES

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText


class CannotReadError(Exception):
    """A file that cannot be read, with the reason in words."""

    def __init__(self, reason: AnyText, *, missing: bool = False, too_large: bool = False) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.missing = missing
        self.too_large = too_large


def read_file(path: Path) -> bytes:
    """Return a file's bytes; the path is the user's own and may pass symbolic links.

    Raises:
        CannotReadError: it is missing, no regular file, too large, or not ours to read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _cannot_read(error) from error
    return _read_all(descriptor)


def read_below(root: Path, relative: str) -> bytes:
    """Return the bytes of a file that another file names; no link and no `..` leads out of `root`.

    Raises:
        CannotReadError: as `read_file`, or the path leads through a symbolic link.
    """
    parts = PurePosixPath(relative).parts
    folders: list[int] = []
    try:
        folders.append(os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        for part in parts[:-1]:
            folders.append(_open_in(folders[-1], part, os.O_DIRECTORY))
        descriptor = _open_in(folders[-1], parts[-1], os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise _cannot_read(error) from error
    finally:
        for folder in folders:
            os.close(folder)
    return _read_all(descriptor)


def _open_in(folder: int, name: str, flags: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | flags, dir_fd=folder)


def _read_all(descriptor: int) -> bytes:
    try:
        _check_status(os.fstat(descriptor))
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise _cannot_read(error) from error
    finally:
        os.close(descriptor)


def _check_status(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise CannotReadError(Text("it is a folder"))
    if not stat.S_ISREG(status.st_mode):
        raise CannotReadError(Text("it is not a regular file"))
    if status.st_size > MAX_BYTES:
        raise CannotReadError(
            Text(
                "it is larger than {limit} MiB ({size} MiB)",
                limit=MAX_BYTES >> 20,
                size=status.st_size >> 20,
            ),
            too_large=True,
        )


def _cannot_read(error: Exception) -> CannotReadError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return CannotReadError(Text("there is no such file"), missing=True)
    if isinstance(error, PermissionError):
        return CannotReadError(Text("you may not read it"))
    if isinstance(error, OSError) and error.strerror:
        if error.errno == errno.ELOOP:
            return CannotReadError(Text("it is a symbolic link, which is not followed"))
        return CannotReadError(error.strerror)
    return CannotReadError(Text("its name is not a file name"))
