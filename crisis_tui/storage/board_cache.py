"""Compiled boards in the user's cache folder: trusted only when whole and made of these very files.

A cached board is a convenience. Whatever is wrong with one, it is made again from the files.
"""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crisis_tui import __version__
from crisis_tui.readiness.board_data import board_from_data, board_to_data
from crisis_tui.storage.cache_folder import CacheFolder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.board import Board

BOARDS = CacheFolder("boards", most=32)
_FRESH_MS = 100
"""How coarse a file system's stamps may be: what changed this recently may change unseen."""

Stamp = tuple[str, int, int]
"""A path, when it was changed (ns) and its size; -1 for what is not there."""


def stamp(path: str) -> Stamp:
    """Return how a file or folder stands now; a folder's stamp tells of names come and gone."""
    try:
        status = Path(path).stat()
    except OSError:
        return (path, -1, -1)
    return (path, status.st_mtime_ns, status.st_size)


def settled(stamps: Iterable[Stamp], started_ms: int) -> bool:
    """Tell whether nothing changed since a reading began, or too shortly before it to tell."""
    return all(changed_ns < (started_ms - _FRESH_MS) * 1_000_000 for _, changed_ns, _ in stamps)


def read_board(roster: Path, valid: Interval) -> Board | None:
    """Return the cached board of a roster file, or None if there is none to be trusted."""
    body = BOARDS.read(_name(roster, valid))
    if body is None:
        return None
    try:
        data = json.loads(body)
        if data["key"] != _key(roster, valid) or not _unchanged(data["stamps"]):
            return None
        return board_from_data(data["board"])
    except (LookupError, TypeError, ValueError):
        return None


def write_board(roster: Path, board: Board, sources: Iterable[Path], started_ms: int) -> None:
    """Keep a board that was made from `sources`, files and folders, read after `started_ms`.

    Sources that changed since, or too shortly before to tell, make it not worth keeping; a cache
    that cannot be written is no fault.
    """
    stamps = [stamp(str(source.absolute())) for source in sources]
    if not settled(stamps, started_ms):
        return
    data = {"key": _key(roster, board.valid), "stamps": stamps, "board": board_to_data(board)}
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    BOARDS.write(_name(roster, board.valid), body)


def _key(roster: Path, valid: Interval) -> list[Any]:
    return [__version__, str(roster.absolute()), valid.from_ms, valid.until_ms]


def _name(roster: Path, valid: Interval) -> str:
    name = zlib.crc32(os.fsencode(roster.absolute()))
    return f"{name:08x}-{valid.from_ms // 1000}.json"


def _unchanged(stamps: Iterable[list[Any]]) -> bool:
    return all(stamp(each[0]) == tuple(each) for each in stamps)
