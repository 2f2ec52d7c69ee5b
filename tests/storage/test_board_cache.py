"""Cached boards: private, whole, and never trusted when anything differs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crisis_tui.readiness.board import valid_block
from crisis_tui.storage import board_cache
from crisis_tui.storage.board_cache import BOARDS, read_board, write_board
from tests.readiness.test_board import NOON, board

if TYPE_CHECKING:
    from collections.abc import Callable

VALID = valid_block(NOON)
LATER_MS = 1_800_000_000_000


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "rosters" / "proef.yaml"
    path.parent.mkdir()
    path.write_text("roster: 1\n")
    return path


def keep(roster: Path) -> Path:
    """Cache a board of the roster and return the cache's file."""
    write_board(roster, board(), [roster, roster.parent, roster.parent / "norms"], LATER_MS)
    (file,) = BOARDS.path.iterdir()
    return file


def test_what_was_kept_comes_back(roster: Path) -> None:
    keep(roster)
    assert read_board(roster, VALID) == board()


def test_only_the_owner_can_read_it(roster: Path) -> None:
    file = keep(roster)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_kept_is_nothing(roster: Path) -> None:
    assert read_board(roster, VALID) is None


def test_another_time_and_another_roster_are_not_it(roster: Path) -> None:
    keep(roster)
    assert read_board(roster, valid_block(VALID.until_ms)) is None
    assert read_board(roster.with_name("anders.yaml"), VALID) is None


def test_another_version_is_not_trusted(roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(roster)
    monkeypatch.setattr(board_cache, "__version__", "0.0.0")
    assert read_board(roster, VALID) is None


def _touch(roster: Path) -> None:
    os.utime(roster, ns=(1, 1))


def _grow(roster: Path) -> None:
    status = roster.stat()
    roster.write_text("roster: 1 \n")
    os.utime(roster, ns=(status.st_atime_ns, status.st_mtime_ns))


def _add_a_neighbour(roster: Path) -> None:
    (roster.parent / "training.yaml").write_text("training: 1\n")


def _add_norms(roster: Path) -> None:
    (roster.parent / "norms").mkdir()


@pytest.mark.parametrize("change", [_touch, _grow, _add_a_neighbour, _add_norms, Path.unlink])
def test_a_change_of_the_files_is_seen(roster: Path, change: Callable[[Path], None]) -> None:
    keep(roster)
    change(roster)
    assert read_board(roster, VALID) is None


def test_damage_anywhere_is_seen(roster: Path) -> None:
    file = keep(roster)
    whole = file.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        flipped = bytes([whole[place] ^ 1])
        file.write_bytes(whole[:place] + flipped + whole[place + 1 :])
        assert read_board(roster, VALID) is None
    for length in (0, 1, 8, 9, 10, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert read_board(roster, VALID) is None
    file.write_bytes(whole)
    assert read_board(roster, VALID) == board()


def test_files_that_changed_while_they_were_read_are_not_kept(roster: Path) -> None:
    changed_ms = roster.stat().st_mtime_ns // 1_000_000
    write_board(roster, board(), [roster], changed_ms)
    assert not BOARDS.path.exists()


def test_a_folder_that_cannot_be_written_is_no_fault(roster: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    write_board(roster, board(), [roster], LATER_MS)
    assert read_board(roster, VALID) is None


def test_old_boards_make_room(roster: Path) -> None:
    keep(roster)
    for number in range(40):
        (BOARDS.path / f"{number}.json").write_text("{}")
    write_board(roster, board(), [roster], LATER_MS)
    assert len(list(BOARDS.path.iterdir())) <= 32
    assert read_board(roster, VALID) == board()
