"""A terminal that takes nothing: ctrl+s in a pipeline, a dead radio link, a suspended window."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.e2e.console import Console, journal, types

if TYPE_CHECKING:
    from pathlib import Path

SPEED = 60
STUCK_SECONDS = 8
TOO_LATE_MS = 1_000
"""Of wall time: far more than a busy machine costs, far less than waiting for the terminal."""
SCENARIO = """\
scenario: 1
id: druk
title: Druk
crisis: cyber
story_start: 2026-03-03 07:42
end: open
phases:
  - {id: alles, title: Alles, at: 0m, story: D1 07:42}
injects:
"""
INJECT = """\
  - {{id: C{number:02}, at: {number}m, to: [CISO], channel: telefoon, title: Bericht {number} komt}}
"""

pytestmark = pytest.mark.e2e


@pytest.fixture
def busy(tmp_path: Path) -> Path:
    """A workspace with a message a minute for an hour."""
    for name in ("scenarios", "rosters"):
        (tmp_path / name).mkdir()
    messages = "".join(INJECT.format(number=number) for number in range(60))
    (tmp_path / "scenarios" / "druk.yaml").write_text(SCENARIO + messages)
    return tmp_path


def playing(workspace: Path) -> Console:
    return Console(workspace, "run", "druk", "--speed", str(SPEED))


def type_blindly(console: Console, seconds: float) -> None:
    """Press keys that redraw a lot; read nothing of what the program writes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        console.keys("j", "k", "\t")
        time.sleep(0.05)


def test_the_exercise_goes_on_while_the_terminal_takes_nothing(busy: Path) -> None:
    with playing(busy) as console:
        console.sees("EXERCISE", "C02")
        before = types(busy).count("InjectDelivered")
        type_blindly(console, STUCK_SECONDS)
        sent = [one["data"] for one in journal(busy) if one["type"] == "InjectDelivered"]
        assert len(sent) - before >= STUCK_SECONDS - 1
        assert max(one["late_ms"] for one in sent[before:]) / SPEED < TOO_LATE_MS
        console.keys(" ")
        console.sees("PAUSED", sent[-1]["inject"])


def test_a_stuck_terminal_does_not_keep_the_process(busy: Path) -> None:
    with playing(busy) as console:
        console.sees("EXERCISE", "C01")
        type_blindly(console, STUCK_SECONDS)
        console.process.send_signal(signal.SIGTERM)
        assert console.process.wait(10) == 128 + signal.SIGTERM
        assert types(busy)[-1] == "DirectorReleased"
