"""What a benchmark reports, and how times are taken."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
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


def interleaved_medians_ms(
    commands: Mapping[str, Sequence[str]], rounds: int, folder: Path
) -> dict[str, float]:
    """Run the commands in turn, so that a busy machine slows all of them, and return medians.

    Exit code 1 is an answer (a gap, a finding); any other is a failure, and nothing was measured.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            started = time.perf_counter()
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)
            if done.returncode not in {0, 1}:
                raise RuntimeError(f"{name}: {done.stderr.decode()}")
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: median(times) for name, times in taken.items()}
