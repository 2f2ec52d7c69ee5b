"""The scripts that docs/oncall-ssh.md puts behind a key let through what they name, and no more."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "oncall-ssh.md"
READING, CHANGING = re.findall(
    r"```sh\n(#!/bin/sh\n.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
)
SWAP = "ruil OVDBZ 2026-12-07T22:00 2026-12-08T07:00 ketelmeer knardijk"
REFUSED = 126


def asked(folder: Path, script: str, typed: str) -> tuple[int, list[str]]:
    """Return the exit code and what the program was given, an argument each."""
    program = folder / "crisis-tui"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    (folder / "gate").write_text(script)
    done = subprocess.run(
        ["sh", str(folder / "gate"), "officier-1"],
        env={"PATH": f"{folder}:{os.defpath}", "SSH_ORIGINAL_COMMAND": typed},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("script", [READING, CHANGING], ids=["reading", "changing"])
def test_words_are_answered(tmp_path: Path, script: str) -> None:
    assert asked(tmp_path, script, "") == (0, ["oncall", "--roster", "dronten"])
    assert asked(tmp_path, script, "week") == (0, ["roster", "--roster", "dronten", "--week"])


@pytest.mark.parametrize("script", [READING, CHANGING], ids=["reading", "changing"])
@pytest.mark.parametrize(
    "typed",
    ["oncall; id", "week --month", "id", "$(id)", "oncall\nid", "*", "ruil OVDBZ", f"{SWAP} --yes"],
)
def test_nothing_else_is(tmp_path: Path, script: str, typed: str) -> None:
    assert asked(tmp_path, script, typed) == (REFUSED, [])


def test_a_swap_is_asked_by_the_one_whose_key_it_is(tmp_path: Path) -> None:
    code, given = asked(tmp_path, CHANGING, SWAP)
    assert (code, given[:2], given[-2:]) == (0, ["change", "OVDBZ"], ["--me", "officier-1"])
    assert "--yes" not in given


def test_a_swap_gives_no_option_and_evaluates_nothing(tmp_path: Path) -> None:
    assert asked(tmp_path, CHANGING, SWAP.replace("OVDBZ", "--yes"))[0] == REFUSED
    _, given = asked(tmp_path, CHANGING, SWAP.replace("OVDBZ", "$(id)").replace("knardijk", "*"))
    assert (given[1], given[9]) == ("$(id)", "*")
    assert asked(tmp_path, READING, SWAP)[0] == REFUSED
