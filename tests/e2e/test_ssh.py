"""The officer on call at 03:00, over a real OpenSSH server on loopback."""

from __future__ import annotations

import json
import shutil
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
    "screens": "--me officer",
}
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
def test_the_board_on_a_terminal(server: SshServer, terminal: dict[str, str]) -> None:
    with server.opens("oncall", **terminal) as console:
        assert console.ends() == 1
        assert is_clean(console.screen)
        assert all(word in console.screen for word in ("OVDBZ", "LTBZ", "BOB"))


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda each: f"{each['TERM']}-{each['LANG']}")
def test_the_screens_on_a_terminal(server: SshServer, terminal: dict[str, str]) -> None:
    with server.opens("screens", **terminal) as console:
        console.sees("Dinsdag zonder netwerk")
        console.keys("4")
        console.sees("OVDBZ", "LTBZ")
        console.keys("q")
        assert console.ends() == 0
