"""The on-call board of a time: from the cache, without the models; else compiled from the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import TZPATH, ZoneInfo

from crisis_tui import bootstrap
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.roster_option import count_errors, readable, roster_path
from crisis_tui.readiness.board import valid_block
from crisis_tui.storage.board_cache import read_board, write_board
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.board import Board

_FIRST_MS, _LAST_MS = -(10**12) * 2, 10**14
"""Times that rosters are asked about: from about 1906 to 5138."""


def board_at(args: argparse.Namespace, when: str) -> tuple[Board, int]:
    """Return the board that answers the time asked for, and that instant.

    Raises:
        AskedWrongError: there is no such roster, or the time is none.
    """
    now_ms = MachineClock().wall_ms()
    workspace = bootstrap.open_workspace(args.workspace)
    path = roster_path(workspace, args.roster)
    rough_ms = asked_instant(when, ZoneInfo("UTC"), now_ms)  # the zone stands in the roster
    board = _board(workspace, path, rough_ms)
    at_ms = asked_instant(when, ZoneInfo(board.timezone), now_ms)
    if not board.valid.contains(at_ms):
        board = _board(workspace, path, at_ms)
    return board, at_ms


def _board(workspace: Workspace, path: Path, at_ms: int) -> Board:
    if not _FIRST_MS <= at_ms <= _LAST_MS:
        raise AskedWrongError(Text("no roster reaches that time"))
    valid = valid_block(at_ms)
    cached = read_board(path, valid)
    if cached is not None:
        return cached
    from crisis_tui.readiness.compiling import compile_board, workforce_of

    started_ms = MachineClock().wall_ms()
    loaded = bootstrap.load_roster(workspace, str(path))
    roster = readable(loaded)
    workforce = workforce_of(roster, loaded.training, loaded.norms, loaded.calendars)
    board = compile_board(
        loaded.name, workforce, valid, errors=count_errors(bootstrap.roster_faults(loaded))
    )
    folders = (path.parent, workspace.norms)
    sources = (*loaded.files.values(), *folders, *_zone_files(board.timezone))
    write_board(path, board, sources, started_ms)
    return board


def _zone_files(zone: str) -> Iterator[Path]:
    """Yield where the zone's rules come from: a law that changes them changes every board."""
    for folder in TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            yield path
            return
    from importlib.util import find_spec  # 4 ms

    packaged = find_spec("tzdata")
    if packaged is not None and packaged.origin is not None:
        yield Path(packaged.origin).parent / "zoneinfo" / zone
