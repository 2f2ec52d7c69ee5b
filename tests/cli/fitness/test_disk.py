from __future__ import annotations

import fcntl
from typing import TYPE_CHECKING

import pytest

from crisis_tui.cli.fitness import disk
from crisis_tui.cli.fitness.check import Fitness

if TYPE_CHECKING:
    from pathlib import Path


def outcomes(folder: Path) -> dict[str, Fitness]:
    return {check.id: check.fitness for check in disk.check_exercises_folder(folder)}


def test_a_private_folder_on_a_local_disk_is_fit(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert outcomes(tmp_path) == {
        "exercises": Fitness.FIT,
        "disk": Fitness.FIT,
        "locks": Fitness.FIT,
        "privacy": Fitness.FIT,
    }
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_others_read_is_a_warning(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    check = disk.check_privacy(tmp_path)
    assert check.fitness is Fitness.WARNING
    assert "0750" in check.detail


def test_a_folder_to_come_is_judged_by_the_one_above(tmp_path: Path) -> None:
    folder = tmp_path / "workspace" / "exercises"
    assert outcomes(folder) == {
        "exercises": Fitness.FIT,
        "disk": Fitness.FIT,
        "locks": Fitness.FIT,
    }
    assert not folder.exists()


def test_where_nothing_can_be_written_nothing_can_be_run(tmp_path: Path) -> None:
    not_a_folder = tmp_path / "file"
    not_a_folder.touch()
    found = outcomes(not_a_folder / "exercises")
    assert found["exercises"] is Fitness.UNFIT
    assert "locks" not in found


@pytest.mark.parametrize(
    ("mib", "fitness"),
    [(49, Fitness.UNFIT), (50, Fitness.WARNING), (499, Fitness.WARNING), (500, Fitness.FIT)],
)
def test_free_space(mib: int, fitness: Fitness) -> None:
    assert disk.check_free_space(mib * disk.MIB).fitness is fitness


def test_a_network_file_system_is_a_warning(tmp_path: Path) -> None:
    assert disk.check_locks(tmp_path, "nfs4").fitness is Fitness.WARNING
    assert disk.check_locks(tmp_path, "ext4").fitness is Fitness.FIT
    assert disk.check_locks(tmp_path, None).fitness is Fitness.FIT


def test_locks_that_exclude_nobody_are_unfit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", lambda descriptor, operation: None)
    assert disk.check_locks(tmp_path, "ext4").fitness is Fitness.UNFIT


def test_locks_that_are_not_there_are_unfit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert disk.check_locks(tmp_path, "ext4").fitness is Fitness.UNFIT
