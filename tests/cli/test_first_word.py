"""The first word: a command, one that was nearly written, or none at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.cli.main import run_command_line

if TYPE_CHECKING:
    import pytest

SAMPLES = str(Path(__file__).parents[2])


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_command_line(["--lang", "en", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_word_that_is_nearly_a_command_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "onkall", "--at", "now")
    assert (code, out) == (2, "")
    assert err == 'crisis-tui: there is no command "onkall"\n  = did you mean "oncall"?\n'


def test_a_word_that_is_none_at_all_gets_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert "see: crisis-tui --help" in run(capsys, "zzzzzz")[2]


def test_without_a_command_and_screens_it_says_what_to_type(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("scenarios", "rosters"):
        (tmp_path / name).symlink_to(Path(SAMPLES, name))
    code, out, err = run(capsys, "--plain", "--workspace", str(tmp_path))
    assert (code, err) == (0, "")
    assert "  winteropvang                       open  Winteropvang" in out
    assert "  crisis-tui run dinsdag-zonder-netwerk --plain" in out
    assert "resume" not in out
    assert max(map(len, out.splitlines())) <= 80
