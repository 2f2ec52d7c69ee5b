"""What a live exercise costs while nothing happens: bytes to each terminal, processor time, memory.

One terminal of each kind has joined, and they are watched at the same time.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT, sample_workspace
from benchmarks.joined import gate_of, join_command
from benchmarks.processes import cpu_seconds, memory_mib
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEATS = {"controller": None, "simcell": None, "observer": None, "player": "LTBZ", "screen": None}
"""With the role that sits there, if it needs one."""
SETTLE_SECONDS = 6.0
WATCH_SECONDS = 40.0
MOST_BYTES_A_SECOND = 200
MOST_CPU_PERCENT = 1.0


def measure() -> Iterator[Figure]:
    """Yield bytes a second, processor time and memory of every terminal at speed 1 in 80x24."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        workspace = Path(folder)
        sample_workspace(workspace)
        command = [sys.executable, "-m", "crisis_tui", "run", "dinsdag-zonder-netwerk"]
        terminals = {
            "control room": _opened(stack, workspace, [*command, "--roster", "dronten"]),
        }
        exercise = next(workspace.glob("exercises/*/journal.jsonl")).parent
        for seat, role in SEATS.items():
            terminals[f"joined {seat}"] = _opened(
                stack, workspace, join_command(exercise, seat, role)
            )
        _read(terminals, SETTLE_SECONDS)
        processes = {name: each.pid for name, each in terminals.items()}
        processes["gate"] = gate_of(exercise)
        before = {name: cpu_seconds(pid) for name, pid in processes.items()}
        written = _read(terminals, WATCH_SECONDS)
        for name, pid in processes.items():
            if name in written:
                yield _bytes(name, written[name] / WATCH_SECONDS)
            yield _processor(name, (cpu_seconds(pid) - before[name]) / WATCH_SECONDS * 100)
            yield Figure(f"memory, idle, {name}", f"{memory_mib(pid):.0f} MiB")


def _opened(stack: ExitStack, workspace: Path, command: list[str]) -> PseudoTerminal:
    terminal = PseudoTerminal(command, workspace, {"PYTHONPATH": str(ROOT)})
    stack.enter_context(terminal).wait_for(b"OEFENING")
    return terminal


def _read(terminals: Mapping[str, PseudoTerminal], seconds: float) -> dict[str, int]:
    """Read what all terminals show for so long; return how many bytes that was."""
    written: dict[str, int] = {}

    def read(name: str) -> None:
        written[name] = terminals[name].read_for(seconds)

    threads = [threading.Thread(target=read, args=(name,)) for name in terminals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return written


def _bytes(name: str, a_second: float) -> Figure:
    kept = a_second <= MOST_BYTES_A_SECOND
    return Figure(
        f"bytes a second, idle, {name}", f"{a_second:.0f}", f"<= {MOST_BYTES_A_SECOND}", kept
    )


def _processor(name: str, percent: float) -> Figure:
    kept = percent <= MOST_CPU_PERCENT
    value = f"{percent:.2f} % of a core"
    return Figure(f"processor time, idle, {name}", value, f"<= {MOST_CPU_PERCENT:g} %", kept)
