"""A coordinator at a terminal: a whole exercise, a resized window, a dead machine, a lost line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.console import Console, is_clean, journal, the_exercise, types

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]
RUN = ("run", "dinsdag-zonder-netwerk", "--roster", "dronten")


def leave(console: Console) -> None:
    """Quit a live exercise: the question comes first."""
    console.keys("q")
    console.sees("Leave the exercise")
    console.keys("y")
    assert console.ends() == 0


def run_in_lines(workspace: Path, *typed: str) -> str:
    """Play by lines through a pipe; return what was said."""
    command = [sys.executable, "-m", "crisis_tui", *RUN, "--plain", "--lang", "en"]
    done = subprocess.run(
        [*command, "--workspace", str(workspace)],
        input="\n".join(typed).encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    return done.stdout.decode()


def test_a_whole_exercise_by_keyboard(workspace: Path) -> None:
    with Console(workspace, *RUN) as console:
        console.sees("EXERCISE", "Dinsdag zonder netwerk", "RUNS 1×", "C01")
        console.keys("a")
        console.sees("C01: CISO has it")
        console.keys("x", "enter")
        console.sees("[x] CISO")
        console.keys("oO3 team kiest een vaste plek\r")
        console.sees("O3 team kiest een")
        console.keys("P")
        console.sees("Go to phase Opschalen now?")
        console.keys("p")
        console.sees("Phase 2/5 Opschalen")
        console.keys("J")
        console.keys("1:14\r")
        console.sees("passed over")
        console.keys("j")
        console.sees("Gijzeling", "overdue")
        console.keys("C", "0", "w")
        console.sees("all left out")
        console.keys("/losgeld\r")  # one burst, as over a slow line: no letter is a command
        console.sees("/losgeld")
        console.keys("escape")
        console.gone("/losgeld")
        console.keys("J1:15\r")
        console.sees("Jump to")
        console.keys("j")
        console.sees("jumped to 1:15:00")
        console.keys(" ")
        console.sees("PAUSED")
        console.keys("E", "e", "y")
        console.sees("ENDED", "D opens the debrief")
        console.keys("D")
        console.sees("Debrief", "At a glance", "Points to improve")
        console.keys("e")
        console.sees("written:")
        console.keys("q")
        assert console.ends() == 0
    found = types(workspace)
    for kind in (
        "InjectAcknowledged",
        "ExpectationMet",
        "ObservationRecorded",
        "PhaseEntered",
        "Jumped",
        "InjectSkipped",
        "Paused",
        "ExerciseEnded",
        "DirectorReleased",
    ):
        assert kind in found
    (report,) = (the_exercise(workspace) / "debrief").iterdir()
    assert "team kiest een vaste plek" in report.read_text(encoding="utf-8")


def test_a_window_may_change_its_size(workspace: Path) -> None:
    with Console(workspace, *RUN) as console:
        before = console.sees("EXERCISE", "C01", "C02", "pause")
        console.resize(60, 20)
        narrow = console.sees("EXERCISE", "C01", "pause")
        assert max(map(len, narrow.splitlines())) <= 60
        console.keys("enter")
        console.sees("Goedemorgen")
        console.keys("escape")
        console.gone("Goedemorgen")  # a key too soon after an escape is one key with it
        console.resize(80, 24)
        console.sees("C01", "C02", "[ ] CISO")
        assert len(before.splitlines()) == 24
        leave(console)


def test_kill_9_loses_nothing(workspace: Path) -> None:
    with Console(workspace, *RUN) as console:
        console.sees("EXERCISE", "RUNS 1×")
        console.keys("a")
        console.sees("C01: CISO has it")
        console.keys("nstroom blijft aan\r")
        console.sees("stroom blijft aan")
        console.keys("nhalf getyp")
        os.kill(console.process.pid, signal.SIGKILL)
        assert console.ends() == -signal.SIGKILL
    before = journal(workspace)
    with Console(workspace, "resume", "last") as console:
        console.sees("EXERCISE", "C01", "stroom blijft aan", "✓ CISO")
        leave(console)
    after = journal(workspace)
    assert after[: len(before)] == before
    assert "half getyp" not in str(after)
    assert [line["seq"] for line in after] == list(range(1, len(after) + 1))


@pytest.mark.parametrize(
    ("number", "reason"), [(signal.SIGHUP, "hangup"), (signal.SIGTERM, "terminated")]
)
def test_a_lost_line_leaves_cleanly(workspace: Path, number: signal.Signals, reason: str) -> None:
    with Console(workspace, *RUN) as console:
        console.sees("EXERCISE", "RUNS 1×")
        console.process.send_signal(number)
        assert console.ends() == 128 + number
        assert b"\x1b[?1049l" in console.written  # the terminal is given back
    last = journal(workspace)[-1]
    assert (last["type"], last["data"]["reason"]) == ("DirectorReleased", reason)


def test_hostile_text_reaches_no_terminal(workspace: Path) -> None:
    hostile = "\x1b]0;PWNED\x07\x1b[2J\u202e[@click=app.leave]x[/]"
    said = run_in_lines(workspace, f"note {hostile}", f"bericht CISO {hostile}: {hostile}")
    assert is_clean(said)
    with Console(workspace, "resume", "last") as console:
        assert is_clean(console.sees("adhoc-1", "[@click=app.le"))
        console.keys("G", "x", "enter")
        assert is_clean(console.screen)
        assert b"PWNED\x07" not in console.written
        leave(console)


def test_lines_in_a_pipe(workspace: Path) -> None:
    said = run_in_lines(
        workspace,
        "received C01 CISO",
        "done C01-isoleren",
        "obs O3 vaste plek",
        "nonsense",
        "status",
        "stop",
    )
    lines = said.splitlines()
    assert lines[0].startswith("EXERCISE Dinsdag zonder netwerk")
    assert any("CISO has C01" in line for line in lines)
    assert any('"nonsense" is not understood' in line for line in lines)
    assert not any(sign in said for sign in "│─┌\x1b")
    assert types(workspace)[-1] == "DirectorReleased"
    assert "ObservationRecorded" in types(workspace)
