from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path, PurePosixPath

import pytest

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.storage.exercise_folder import (
    changed_inputs,
    find_exercise,
    freeze_inputs,
    make_exercise_folder,
)
from crisis_tui.storage.lease import LEASE_FILE
from crisis_tui.storage.summary import JOURNAL_FILE


def exercise(folder: Path, name: str, mtime_s: int = 0) -> Path:
    (folder / name).mkdir()
    journal = folder / name / JOURNAL_FILE
    journal.write_text("")
    os.utime(journal, (mtime_s, mtime_s))
    return folder / name


def test_folders_are_numbered_private_and_never_shared(tmp_path: Path) -> None:
    exercises = tmp_path / "work" / "exercises"
    made = [make_exercise_folder(exercises, "2026-11-21", "brand") for _ in range(3)]
    assert [folder.name for folder in made] == [f"2026-11-21-brand-{n}" for n in (1, 2, 3)]
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o700
    assert stat.S_IMODE(exercises.stat().st_mode) == 0o700


def test_inputs_are_frozen_byte_for_byte(tmp_path: Path) -> None:
    source = tmp_path / "brand.yaml"
    source.write_bytes(b"\xff\xfe\r\n\0 anything")
    folder = make_exercise_folder(tmp_path / "exercises", "2026-11-21", "brand")
    hashes = freeze_inputs(folder, {PurePosixPath("scenarios/brand.yaml"): source})
    frozen = folder / "inputs" / "scenarios" / "brand.yaml"
    assert frozen.read_bytes() == source.read_bytes()
    assert hashes == {"scenarios/brand.yaml": hashlib.sha256(source.read_bytes()).hexdigest()}
    assert stat.S_IMODE(frozen.stat().st_mode) == 0o600
    source.write_text("changed since")
    assert changed_inputs(folder, hashes) == []
    frozen.write_text("changed in the folder")
    assert changed_inputs(folder, hashes) == ["scenarios/brand.yaml"]
    frozen.unlink()
    assert changed_inputs(folder, hashes) == ["scenarios/brand.yaml"]


def test_exercises_are_found_by_name_part_path_and_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = exercise(tmp_path, "2026-11-21-brand-1", 30)
    hoog = exercise(tmp_path, "2026-11-21-hoogwater-1", 20)
    exercise(tmp_path, "2026-11-22-brand-1", 10)
    assert find_exercise(tmp_path, hoog.name) == hoog
    assert find_exercise(tmp_path, "2026-11-21-h") == hoog
    assert find_exercise(tmp_path, "hoogw") == hoog
    assert find_exercise(tmp_path, "21-brand") == brand
    assert find_exercise(tmp_path, "last") == brand
    assert find_exercise(tmp_path, str(hoog)) == hoog
    assert find_exercise(tmp_path, str(hoog / JOURNAL_FILE)) == hoog
    monkeypatch.chdir(hoog)
    assert find_exercise(tmp_path, ".") == hoog


@pytest.mark.parametrize(
    ("name", "said", "cure"),
    [
        ("brand", "can mean more than one", "2026-11-21-brand-1, 2026-11-22-brand-1"),
        ("2026-11-21-brnd-1", "there is no exercise", "did you mean"),
        ("qqq", "there is no exercise", "shows them all"),
        ("", "there is no exercise", "shows them all"),
        ("/nowhere/at/all", "there is no exercise", "shows them all"),
        ("\x1b[2J", "there is no exercise", "shows them all"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_help(
    tmp_path: Path, name: str, said: str, cure: str
) -> None:
    exercise(tmp_path, "2026-11-21-brand-1")
    exercise(tmp_path, "2026-11-22-brand-1")
    with pytest.raises(AskedWrongError, match=said) as raised:
        find_exercise(tmp_path, name)
    assert cure in str(raised.value.help)
    assert "\x1b" not in str(raised.value)


def test_there_is_no_last_exercise_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(AskedWrongError):
        find_exercise(tmp_path / "exercises", "last")


def test_the_last_exercise_is_the_one_that_somebody_directs(tmp_path: Path) -> None:
    """A trial run in the same folder, made and left meanwhile, is not where people belong."""
    live = exercise(tmp_path, "2026-11-21-brand-1", 10)
    exercise(tmp_path, "2026-11-22-proef-1", 20)
    lease = live / LEASE_FILE
    lease.touch()
    os.utime(lease, (30, 30))
    assert find_exercise(tmp_path, "last") == live
