from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from crisis_tui.cli import doctor
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.fitness.check import Check, fit, unfit, warning
from crisis_tui.cli.main import run_command_line

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = fit("python", "Python", "3.11.7")
LOCKS = warning("locks", "locks", "file system nfs4", "keep the exercises on a local disk")
DISK = unfit("disk", "disk", "1 MiB", "make room")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for folder, kind in (("scenarios", "scenario"), ("rosters", "roster")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sample.yaml").write_text(f"{kind}: 1\nid: sample\n")
    return tmp_path


@pytest.mark.parametrize(
    ("checks", "sentence"),
    [
        ([PYTHON], "This machine is fit for an exercise."),
        ([PYTHON, LOCKS], "This machine is fit for an exercise; 1 point to note."),
        ([LOCKS, LOCKS], "This machine is fit for an exercise; 2 points to note."),
        ([PYTHON, LOCKS, DISK], "This machine is not fit for an exercise: disk."),
    ],
)
def test_the_verdict(checks: list[Check], sentence: str) -> None:
    assert doctor.verdict(checks) == sentence


def test_text_has_a_sign_a_word_and_the_cure_on_a_line_of_its_own() -> None:
    assert doctor.as_text([PYTHON, LOCKS, DISK]).splitlines()[1:] == [
        " ✓ fit        Python  3.11.7",
        " ! take note  locks   file system nfs4",
        "                      → keep the exercises on a local disk",
        " ✗ not fit    disk    1 MiB",
        "                      → make room",
        "",
        "This machine is not fit for an exercise: disk.",
    ]


def test_long_details_are_wrapped_but_paths_stay_whole() -> None:
    path = "/srv/" + "exercises/" * 9
    lines = doctor.as_text([fit("a", "a", f"{path} {'word ' * 30}")]).splitlines()
    assert any(path in line for line in lines)
    assert all(len(line) <= doctor.COLUMNS for line in lines if path not in line)


def test_json_for_programs(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run_command_line(["doctor", "--format", "json", "--workspace", str(workspace)])
    answer = json.loads(capsys.readouterr().out)
    assert code == ExitCode.OK
    assert answer["fit"] is True
    assert {"python", "libraries", "yaml-parser", "time-zones", "clock", "terminal"} < {
        check["id"] for check in answer["checks"]
    }
    assert {check["fitness"] for check in answer["checks"]} <= {"fit", "warning", "unfit"}


def test_an_unfit_machine_gives_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command_line(["doctor", "--workspace", str(tmp_path), "--lang", "en"])
    assert code == ExitCode.FINDINGS
    assert "✗ not fit    workspace" in capsys.readouterr().out
