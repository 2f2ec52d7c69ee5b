"""Every command about rosters fits 80 columns, in both languages, on the samples."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from crisis_tui.cli.main import run_command_line
from crisis_tui.cli.words import width

ROOT = Path(__file__).parent.parent
ROSTER = "--roster dronten-met-gaten"
SPAN = "--from 2026-12-01 --until 2027-01-10"
CHANGE = "change OVDBZ --from 2027-01-01 --until '2027-01-04 12:00' --replace kuinderbos"
COMMANDS = (
    f"coverage {ROSTER} --from 2026-03-02 --until 2026-03-30",
    f"coverage {ROSTER} {SPAN}",
    f"coverage {ROSTER} {SPAN} --role LTBZ",
    f"roster {ROSTER} --week --from 2026-03-03",
    f"roster {ROSTER} --month --from 2026-12-15",
    f"person 'Bram Knardijk' {ROSTER} --at '2026-01-06 13:00'",
    f"training {ROSTER} --at 2027-03-31 --within 180d",
    f"training {ROSTER} --at 2027-03-31 --within 180d --matrix",
    f"what-if {ROSTER} --without 'Umar Lagevaart@2026-12-14/2026-12-16' {SPAN}",
    f"{CHANGE} {ROSTER} --by ketelmeer --yes",
    f"compare dronten dronten-met-gaten {SPAN}",
    f"oncall {ROSTER} --at '2026-03-03 23:00'",
)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[:60])
def test_a_command_fits_80_columns(
    command: str,
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("scenarios", "rosters"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.delenv("CRISIS_TUI_WORKSPACE", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    code = run_command_line([*shlex.split(command), "--lang", lang])
    said = capsys.readouterr().out
    assert code in {0, 1}
    assert said
    assert [line for line in _without_diff(said) if width(line) > 80] == []


def _without_diff(said: str) -> list[str]:
    """Return the lines that are ours: those of a diff are as the file has them."""
    lines = said.splitlines()
    return lines[lines.index("") :] if said.startswith("---") else lines
