"""What a benchmark reports, and how times are taken."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `kept` tells whether it keeps its promise (None: there is none)."""

    name: str
    value: str
    promise: str = ""
    kept: bool | None = None


def ratio(name: str, value_ms: float, floor_ms: float, at_most: float) -> Figure:
    """Return a figure that is promised as a multiple of a floor measured at the same time."""
    times = value_ms / floor_ms
    return Figure(name, f"{value_ms:.1f} ms, {times:.1f} x", f"<= {at_most:g} x", times <= at_most)


def as_installed(**more: str) -> dict[str, str]:
    """Return the environment of a measured program: its modules are compiled once, and kept.

    An installation compiles them; the first round of a benchmark does. A machine that keeps none
    (PYTHONDONTWRITEBYTECODE) would compile the program again at each start, and not the floor.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": _bytecode().name} | more


@cache
def _bytecode() -> tempfile.TemporaryDirectory[str]:
    """Return a folder for compiled modules that goes with this process."""
    return tempfile.TemporaryDirectory(prefix="crisis-tui-benchmarks-")


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    wall_ms: float
    cpu_ms: float


def run_once(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command to its end.

    Exit code 1 is an answer (a gap, a finding); any other is a failure, and nothing was measured.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        status, usage = os.wait4(process.pid, 0)[1:]
        wall_ms = (time.perf_counter() - started) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:
            said.seek(0)
            raise RuntimeError(f"{command}: {said.read().decode()}")
    return Run(wall_ms, (usage.ru_utime + usage.ru_stime) * 1000)


def medians(taken: Sequence[Run]) -> Run:
    """Return the median of each time."""
    return Run(median(run.wall_ms for run in taken), median(run.cpu_ms for run in taken))
