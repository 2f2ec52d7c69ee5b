"""The pages about many terminals: every command and line in them is given, and answered as shown."""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.console import Console, SeenTerminal
from tests.e2e.ssh_server import SshServer, sshd_program
from tests.e2e.told_terminals import STARTS, TYPES, ToldTerminals, pattern_of, steps_of

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]
PAGES = {
    "en_GB.UTF-8": ROOT / "docs" / "tutorial-many-terminals.md",
    "nl_NL.UTF-8": ROOT / "docs" / "nl" / "veel-terminals.md",
}
KEY = re.compile(
    r'^restrict,pty,command="(?P<command>[^"]+)" ssh-ed25519 AAAA… (?P<seat>\w+)$', re.MULTILINE
)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_plays_from_its_first_line_to_its_last(workspace: Path, language: str) -> None:
    with ToldTerminals(workspace, language) as terminals:
        for step in steps_of(PAGES[language].read_text(encoding="utf-8")):
            terminals.play(step)
    (folder,) = (path.parent for path in workspace.glob("exercises/*/journal.jsonl"))
    page = (ROOT / "docs" / "durability.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./]+)`", page))
    there = {f"{path.name}{'/' * path.is_dir()}" for path in folder.iterdir()}
    assert there - named == set(), "files that the page about them does not know"


def test_both_pages_have_the_same_terminals_do_the_same() -> None:
    english, dutch = (
        [
            (step.who, step.line.split(" --")[0] if step.line.startswith(STARTS) else "")
            for step in steps_of(page.read_text(encoding="utf-8"))
            if step.line.startswith((STARTS, TYPES))
        ]
        for page in PAGES.values()
    )
    assert english == dutch
    assert len(english) > 35


@pytest.mark.skipif(
    sshd_program() is None or shutil.which("ssh") is None, reason="there is no OpenSSH server"
)
def test_each_key_opens_its_seat_and_nothing_else(tmp_path: Path, workspace: Path) -> None:
    found = KEY.findall(PAGES["en_GB.UTF-8"].read_text(encoding="utf-8"))
    assert found == KEY.findall(PAGES["nl_NL.UTF-8"].read_text(encoding="utf-8"))
    folder = tmp_path / "ssh"
    folder.mkdir()
    server = SshServer(folder, workspace, {})
    program = f"PYTHONPATH={ROOT} {sys.executable} -m crisis_tui"
    for command, seat in found:
        here = command.replace("/srv/crisis", str(workspace)).replace("crisis-tui", program)
        server.add_key(seat, here)
    run = ("run", "winteropvang", "--roster", "dronten", "--me", "anna")
    with server.running(), Console(workspace, *run) as anna, ExitStack() as stack:
        anna.sees("RUNS 1×", "A01")
        seats: dict[str, SeenTerminal] = {}
        for _, seat in found:
            seats[seat] = stack.enter_context(server.sits(seat, "crisis-tui log last"))
        for name, seen in {"GS": "GS", "BGM": "BGM", "cell": "Speel nu"}.items():
            seats[name].sees("OEFENING", "Winteropvang", seen)
        for seat in seats.values():
            seat.sees("OEFENING", "Winteropvang")


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        ("0:00:31 paused", "0:10:02 paused", True),
        ("0:00:31 paused", "0:10:02 resumed", False),
        ("anna at pts/3 directs", "anna at pts/12 directs", True),
        ("open E3 of …", "open E12 of AOV", True),
        ("O3.1 S", "O3x1 S", False),
    ],
)
def test_what_is_shown_stands_for_nothing_but_what_varies(
    shown: str, said: str, *, same: bool
) -> None:
    assert (pattern_of(shown).fullmatch(said) is not None) is same
