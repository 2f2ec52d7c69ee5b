"""The page about rosters: every command in it answers what stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from itertools import takewhile
from pathlib import Path

import pytest

from crisis_tui.cli.main import run_command_line
from crisis_tui.system_clock import MachineClock

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "tutorial-roster.md").read_text(encoding="utf-8")
PIECE = re.compile(
    r"^## (?P<heading>[^\n]*)"
    r"|<!-- file (?P<file>\S+) -->\n```\w+\n(?P<content>.*?)```"
    r"|```console\n\$ crisis-tui (?P<command>[^\n]*)\n(?P<answer>.*?)```",
    re.DOTALL | re.MULTILINE,
)
PIECES = list(PIECE.finditer(PAGE))
COMMANDS = [piece for piece in PIECES if piece["command"]]
LEFT_OUT = "…"
WRITTEN_MS = 1_772_323_200_000
"""1 March 2026: a change in 2027 is then no change of the past."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("scenarios", "rosters"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.delenv("CRISIS_TUI_WORKSPACE", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(MachineClock, "wall_ms", lambda _: WRITTEN_MS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put_files_of_section(desk: Path, command: re.Match[str]) -> None:
    """Write the files that the page shows in the section of a command, above it."""
    above = list(takewhile(lambda piece: piece is not command, PIECES))
    for piece in takewhile(lambda piece: not piece["heading"], reversed(above)):
        if piece["file"]:
            (desk / piece["file"]).write_text(piece["content"], encoding="utf-8")


def answers(shown: str, said: str) -> bool:
    """Tell whether what was said is what is shown, but for what the page leaves out."""
    lines = [
        ".*" if line == LEFT_OUT else re.escape(line).replace(LEFT_OUT, ".*")
        for line in shown.strip().splitlines()
    ]
    pattern = "\n".join(lines).replace(".*", "[^\0]*")
    return re.fullmatch(pattern, said.strip()) is not None


@pytest.mark.parametrize(
    "piece", COMMANDS, ids=lambda piece: piece["command"].split(" --")[0].replace(" ", "-")
)
def test_a_command_answers_what_is_shown(
    piece: re.Match[str], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_files_of_section(desk, piece)
    code = run_command_line([*shlex.split(piece["command"]), "--lang", "en"])
    said = capsys.readouterr().out.replace("\r\n", "\n")
    assert code in {0, 1}
    assert answers(piece["answer"], said), said


def test_what_is_left_out_is_all_that_may_differ() -> None:
    assert answers("a\n…\nd", "a\nb\nc\nd")
    assert answers("a …", "a b")
    assert not answers("a\nd", "a\nb\nd")
    assert not answers("…\nd", "a\nb")
    assert len(COMMANDS) > 12
