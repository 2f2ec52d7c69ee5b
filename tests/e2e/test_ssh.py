"""The officer on call at 03:00, over a real OpenSSH server on loopback."""

from __future__ import annotations

import json
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from tests.e2e.console import is_clean
from tests.e2e.ssh_server import SshServer, sshd_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = {
    "oncall": "oncall --roster dronten-met-gaten --at '2026-03-03 22:14'",
    "json": "oncall --roster dronten-met-gaten --at '2026-03-03 22:14' --format json",
    "coverage": "coverage --roster dronten-met-gaten --from 2026-03-02 --until 2026-03-16",
    "week": "roster --roster dronten-met-gaten --week --from 2026-03-02",
    "screens": "--me officer",
    "change": "change OVDBZ --roster dronten --me officer --from '2026-12-01 22:00'"
    " --until '2026-12-02 07:00' --add ketelmeer",
}
CUTS_AFTER_S = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)
"""How long after the answer the line is cut: somewhere between its way there and all being done."""
TERMINALS = [
    {"TERM": "xterm", "LANG": "en_GB.UTF-8"},
    {"TERM": "linux", "LANG": "en_GB.UTF-8"},
    {"TERM": "xterm", "LANG": "C", "LC_ALL": "C"},
]
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(
        sshd_program() is None or shutil.which("ssh") is None, reason="there is no OpenSSH server"
    ),
]


@pytest.fixture
def server(tmp_path: Path, workspace: Path) -> Iterator[SshServer]:
    folder = tmp_path / "ssh"
    folder.mkdir()
    server = SshServer(folder, workspace, WORDS)
    with server.running():
        yield server


def test_the_answer_without_a_terminal(server: SshServer) -> None:
    told = server.asks("oncall", LANG="en_GB.UTF-8")
    assert told.returncode == 1, told.stderr
    assert "2 posts not filled" in told.stdout.decode()
    assert max(map(len, told.stdout.decode().splitlines())) <= 80
    document = json.loads(server.asks("json").stdout)
    short = [post["role"] for post in document["posts"] if post["status"] == "empty"]
    assert short == ["OVDBZ"]


def test_nothing_but_the_words(server: SshServer) -> None:
    told = server.asks("oncall; id")
    assert told.returncode == 126
    assert told.stdout == b""


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda each: f"{each['TERM']}-{each['LANG']}")
@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("oncall", ("OVDBZ", "LTBZ", "BOB", "Harderhaven")),
        ("coverage", ("Bram Knardijk", "P420", "LTBZ")),
        ("week", ("OVDBZ", "LTBZ", "BOB")),
    ],
)
def test_an_answer_on_a_terminal(
    server: SshServer, terminal: dict[str, str], word: str, seen: tuple[str, ...]
) -> None:
    with server.opens(word, **terminal) as console:
        assert console.ends() == 1
        assert is_clean(console.screen)
        assert all(each in console.written.decode() for each in seen)


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda each: f"{each['TERM']}-{each['LANG']}")
def test_the_screens_on_a_terminal(server: SshServer, terminal: dict[str, str]) -> None:
    with server.opens("screens", **terminal) as console:
        console.sees("Dinsdag zonder netwerk")
        console.keys("4")
        console.sees("OVDBZ", "LTBZ")
        console.keys("w")
        console.sees("OVDBZ", "CISO")
        console.keys("q")
        assert console.ends() == 0


def test_a_line_cut_at_the_question_changes_nothing(server: SshServer, workspace: Path) -> None:
    before = files_of(workspace)
    with server.opens("change", LANG="en_GB.UTF-8") as console:
        console.sees("ketelmeer", "[y/N]")
        server.cut()
        assert console.ends() != 0
    assert files_of(workspace) == before
    assert changed_by(server) == 0  # nothing is held that would keep the next one out


def test_a_line_cut_in_the_form_changes_nothing(server: SshServer, workspace: Path) -> None:
    before = files_of(workspace)
    with server.opens("screens", TERM="xterm", LANG="en_GB.UTF-8") as console:
        console.sees("Dinsdag zonder netwerk")
        console.keys("4")
        console.sees("OVDBZ", "LTBZ")
        console.keys("c")
        console.sees("taken over by")
        console.keys("knardijk", "enter")
        console.sees("knardijk")
        server.cut()
        assert console.ends() != 0
    assert files_of(workspace) == before


def test_a_line_cut_while_the_change_is_written_leaves_it_whole(
    server: SshServer, workspace: Path
) -> None:
    roster = workspace / "rosters" / "dronten.yaml"
    before = roster.read_text(encoding="utf-8")
    for pause_s in CUTS_AFTER_S:
        roster.write_text(before, encoding="utf-8")
        with server.opens("change", LANG="en_GB.UTF-8") as console:
            console.sees("ketelmeer", "[y/N]")
            console.keys("y", "enter")
            time.sleep(pause_s)
            server.cut()
            console.ends()
        lines = roster.read_text(encoding="utf-8").splitlines()
        added = [line for line in lines if "2026-12-01 22:00" in line]
        assert [line for line in lines if line not in added] == before.splitlines()
        assert len(added) <= 1
        assert not list(roster.parent.glob(".*")), "a temporary file is left"
    roster.write_text(before, encoding="utf-8")
    assert changed_by(server) == 0


def files_of(workspace: Path) -> dict[str, bytes]:
    """Return everything in the roster's folder."""
    return {path.name: path.read_bytes() for path in (workspace / "rosters").iterdir()}


def changed_by(server: SshServer) -> int:
    """Make the change without a cut; return the exit code."""
    with server.opens("change", LANG="en_GB.UTF-8") as console:
        console.sees("ketelmeer", "[y/N]")
        console.keys("y", "enter")
        return console.ends()
