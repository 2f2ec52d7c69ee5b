"""The way out: signals, a terminal that is gone, no terminal at all, a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crisis_tui.tui.app import CrisisApp
from tests.terminal import ROOT, Terminal
from tests.tui.fakes import FakeServices

if TYPE_CHECKING:
    from crisis_tui.tui.views import ScenarioLine

ALTERNATE_SCREEN_OFF = b"\x1b[?1049l"
READY = b"Winteropvang"

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    with Terminal.with_screens() as terminal:
        assert READY in terminal.read(10, until=READY)
        terminal.process.send_signal(number)
        assert ALTERNATE_SCREEN_OFF in terminal.read(5, until=ALTERNATE_SCREEN_OFF)
        assert terminal.process.wait(5) == 128 + number


def test_a_closed_line_ends_it() -> None:
    with Terminal.with_screens() as terminal:
        terminal.read(10, until=READY)
        terminal.hang_up()
        assert terminal.process.wait(5) == 128 + signal.SIGHUP


def test_a_dead_terminal_ends_it_even_if_nobody_tells() -> None:
    with Terminal.with_screens(controlling=False) as terminal:
        terminal.read(10, until=READY)
        terminal.hang_up()
        assert terminal.process.wait(5) == 128 + signal.SIGHUP


def test_quitting_restores_the_terminal() -> None:
    with Terminal.with_screens() as terminal:
        terminal.read(10, until=READY)
        terminal.press(b"q")
        assert terminal.process.wait(5) == 0
        assert ALTERNATE_SCREEN_OFF in terminal.read(1, until=ALTERNATE_SCREEN_OFF)


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_without_a_fit_terminal_it_says_what_to_do(term: str) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "crisis_tui", "--lang", "en"],
        cwd=ROOT,
        env={**os.environ, "TERM": term},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert finished.returncode == 2
    assert "--plain" in finished.stderr
    assert finished.stdout == ""


class BrokenServices(FakeServices):
    def scenarios(self) -> tuple[ScenarioLine, ...]:
        number = "0320 000 000"
        raise RuntimeError(number)


def test_a_crash_is_handed_on_and_prints_no_values(capfd: pytest.CaptureFixture[str]) -> None:
    app = CrisisApp(BrokenServices())
    app.run(headless=True)
    assert isinstance(app.crash, RuntimeError)
    out, err = capfd.readouterr()
    assert "0320" not in out + err
