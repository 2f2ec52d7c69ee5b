"""Is everybody in: the director asks while people come, stand still, die and leave."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.e2e.console import Console

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]
RUN = ("run", "dinsdag-zonder-netwerk", "--roster", "dronten", "--me", "anna")
JOIN = ("join", "last", "--as")
TOO_LATE_S = 4.0
"""A beat of the page, one of the gate, and a busy machine."""


def test_the_director_sees_who_is_there_who_stands_still_and_who_is_gone(workspace: Path) -> None:
    player = (*JOIN, "player", "--role", "CISO", "--me", "carla")
    with Console(workspace, *RUN) as anna:
        anna.sees("RUNS 1×", "C01")
        anna.keys("I")
        anna.sees("1 terminal", "anna", "At no terminal of their own")
        with (
            Console(workspace, *JOIN, "controller", "--me", "bram") as bram,
            Console(workspace, *player) as carla,
        ):
            anna.sees("3 terminals", "controller", "bram", "CISO: carla")
            os.kill(carla.process.pid, signal.SIGSTOP)
            anna.sees("does not answer")
            os.kill(carla.process.pid, signal.SIGCONT)
            anna.gone("does not answer")
            os.kill(bram.process.pid, signal.SIGKILL)
            killed_s = time.monotonic()
            anna.gone("bram")
            assert time.monotonic() - killed_s < TOO_LATE_S
            os.kill(carla.process.pid, signal.SIGKILL)
            killed_s = time.monotonic()
            anna.gone("carla")
            assert time.monotonic() - killed_s < TOO_LATE_S
        anna.keys("escape")
        anna.sees("C01")


def test_a_controller_asks_in_a_line(workspace: Path) -> None:
    with Console(workspace, *RUN) as anna:
        anna.sees("RUNS 1×")
        with Console(workspace, *JOIN, "controller", "--me", "bram", "--plain") as bram:
            bram.sees("anna at")
            bram.keys("who\r")
            bram.sees("2 terminals", "directs: anna at", "controller: bram at", "since")
