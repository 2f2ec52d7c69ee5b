"""What a live exercise costs while nothing happens: bytes to the terminal, processor time."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT, sample_workspace
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTLE_SECONDS = 4.0
WATCH_SECONDS = 40.0
MOST_BYTES_A_SECOND = 200
MOST_CPU_PERCENT = 1.0


def measure() -> Iterator[Figure]:
    """Yield bytes a second and processor time of the control room at speed 1 in 80x24."""
    command = [sys.executable, "-m", "crisis_tui", "run", "dinsdag-zonder-netwerk"]
    command += ["--roster", "dronten"]
    with tempfile.TemporaryDirectory() as folder:
        sample_workspace(Path(folder))
        with PseudoTerminal(command, Path(folder), {"PYTHONPATH": str(ROOT)}) as terminal:
            terminal.wait_for(b"OEFENING")
            terminal.read_for(SETTLE_SECONDS)
            before = terminal.cpu_seconds()
            written = terminal.read_for(WATCH_SECONDS)
            used = terminal.cpu_seconds() - before
    bytes_a_second = written / WATCH_SECONDS
    percent = used / WATCH_SECONDS * 100
    yield Figure(
        "bytes a second to the terminal, live and idle",
        f"{bytes_a_second:.0f}",
        f"<= {MOST_BYTES_A_SECOND}",
        bytes_a_second <= MOST_BYTES_A_SECOND,
    )
    yield Figure(
        "processor time, live and idle",
        f"{percent:.1f} % of a core",
        f"<= {MOST_CPU_PERCENT:g} %",
        percent <= MOST_CPU_PERCENT,
    )
