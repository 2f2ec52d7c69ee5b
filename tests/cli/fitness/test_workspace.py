from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui.cli.fitness.check import Fitness
from crisis_tui.cli.fitness.workspace import check_workspace
from crisis_tui.files.workspace import sample_workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for folder, kind in (("scenarios", "scenario"), ("rosters", "roster")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sample.yaml").write_text(f"{kind}: 1\nid: sample\n")
    return tmp_path


def test_a_workspace_with_something_in_it_is_fit(workspace: Path) -> None:
    check, exercises = check_workspace(str(workspace))
    assert check.fitness is Fitness.FIT
    assert check.detail == f"{workspace}: 1 scenario, 1 roster"
    assert exercises == workspace / "exercises"


def test_a_workspace_without_a_roster_is_a_warning(workspace: Path) -> None:
    (workspace / "rosters" / "sample.yaml").unlink()
    assert check_workspace(str(workspace))[0].fitness is Fitness.WARNING


def test_a_folder_that_is_no_workspace_is_unfit(tmp_path: Path) -> None:
    check, exercises = check_workspace(str(tmp_path))
    assert (check.fitness, exercises) == (Fitness.UNFIT, None)
    assert check.help


def test_elsewhere_the_samples_are_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CRISIS_TUI_WORKSPACE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    check, exercises = check_workspace(None)
    assert check.fitness is Fitness.FIT
    assert str(sample_workspace().root) in check.detail
    assert exercises == tmp_path / "data" / "crisis-tui" / "exercises"
