"""`crisis-tui debrief`: every format, to a file, made again, and from a damaged journal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.exercising import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    found = Desk.at(tmp_path, capsys)
    assert found.play("--script", found.script) == 0
    return found


@pytest.mark.parametrize("name", ["text", "markdown", "html", "json"])
def test_it_is_the_same_when_made_again(desk: Desk, name: str) -> None:
    assert desk.say("debrief", "last", "--format", name) == 0
    first = desk.out
    assert desk.say("debrief", desk.the_exercise(), "--format", name) == 0
    assert desk.out == first
    assert "EXERCISE" in first


def test_names_only_when_asked_for(desk: Desk) -> None:
    assert desk.say("debrief", "last") == 0
    assert "mia" not in desk.out
    assert desk.say("debrief", "last", "--names") == 0
    assert "mia" in desk.out


def test_it_is_written_to_a_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "verslag.json"
    assert desk.say("debrief", "last", "--format", "json", "-o", str(target)) == 0
    assert desk.out == ""
    assert json.loads(target.read_text())["exercise"] == desk.the_exercise()
    assert desk.say("debrief", "last", "-o", str(tmp_path / "nowhere" / "x")) == 3


def test_a_damaged_journal_is_told_with_its_line(desk: Desk) -> None:
    path = desk.exercises / desk.the_exercise() / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"{", b"[", 1)
    path.write_bytes(b"".join(lines))
    assert desk.say("debrief", "last") == 3
    assert "line 3" in desk.err
    assert desk.out == ""


def test_changed_inputs_are_told(desk: Desk) -> None:
    inputs = desk.exercises / desk.the_exercise() / "inputs" / "scenarios"
    scenario = next(inputs.iterdir())
    scenario.chmod(0o600)
    scenario.write_text(scenario.read_text() + "\n# changed\n")
    assert desk.say("debrief", "last") == 3
    assert "frozen inputs changed" in desk.err
