"""The on-call board of a time: from the cache, without the models; else compiled from the files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui import bootstrap
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.roster_option import count_errors, leave_unreadable, roster_path
from crisis_tui.files.zone_rules import zone_rule_files
from crisis_tui.readiness.board import board_window, valid_block
from crisis_tui.storage.board_cache import read_board, write_board
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.instants import Interval
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.board import Board

_FIRST_MS, _LAST_MS = -(10**12) * 2, 10**14
"""Times that rosters are asked about: from about 1906 to 5138."""


class UnreadableRosterError(Exception):
    """Nothing of a roster could be read."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep what was found instead."""
        super().__init__()
        self.findings = findings


def board_at(args: argparse.Namespace, when: str) -> tuple[Board, int]:
    """Return the board that answers the time asked for, and that instant.

    Raises:
        AskedWrongError: there is no such roster, or the time is none.
        SystemExit: nothing of the roster could be read.
    """
    now_ms = MachineClock().wall_ms()
    workspace = bootstrap.open_workspace(args.workspace)
    path = roster_path(workspace, args.roster)
    rough_ms = asked_instant(when, ZoneInfo("UTC"), now_ms)  # the zone stands in the roster
    try:
        board = board_of(workspace, path, rough_ms)
        at_ms = asked_instant(when, ZoneInfo(board.timezone), now_ms)
        if not board.valid.contains(at_ms):
            board = board_of(workspace, path, at_ms)
    except UnreadableRosterError as error:
        leave_unreadable(error.findings)
    return board, at_ms


def board_of(workspace: Workspace, path: Path, at_ms: int) -> Board:
    """Return the board of a roster file that answers an instant.

    Raises:
        AskedWrongError: no roster reaches that time.
        UnreadableRosterError: nothing of the roster could be read.
    """
    _refuse_far_times(at_ms)
    valid = valid_block(at_ms)
    cached = read_board(path, valid)
    if cached is not None:
        return cached
    started_ms = MachineClock().wall_ms()
    board, sources = _compiled(workspace, path, valid)
    write_board(path, board, (*sources, *zone_rule_files(board.timezone)), started_ms)
    return board


def board_over(workspace: Workspace, path: Path, window: Interval, known: Board) -> Board:
    """Return a board that holds the whole window: the known one, a cached one, or a new one.

    Raises:
        AskedWrongError: no roster reaches that time.
        UnreadableRosterError: nothing of the roster could be read.
    """
    held = board_window(known.valid)
    if held.from_ms <= window.from_ms and window.until_ms <= held.until_ms:
        return known
    _refuse_far_times(window.from_ms)
    _refuse_far_times(window.until_ms)
    if window.until_ms <= board_window(valid_block(window.from_ms)).until_ms:
        return board_of(workspace, path, window.from_ms)
    board, _sources = _compiled(workspace, path, window)
    return board


def _refuse_far_times(at_ms: int) -> None:
    if not _FIRST_MS <= at_ms <= _LAST_MS:
        raise AskedWrongError(Text("no roster reaches that time"))


def _compiled(workspace: Workspace, path: Path, valid: Interval) -> tuple[Board, tuple[Path, ...]]:
    """Work a board out; return the files and folders that it was made of too."""
    from crisis_tui.readiness.compiling import compile_board, workforce_of

    loaded = bootstrap.load_roster(workspace, str(path))
    if loaded.roster is None:
        raise UnreadableRosterError(loaded.findings)
    workforce = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
    errors = count_errors(bootstrap.roster_faults(loaded))
    board = compile_board(loaded.name, workforce, valid, errors=errors)
    return board, (*loaded.files.values(), path.parent, workspace.norms)
