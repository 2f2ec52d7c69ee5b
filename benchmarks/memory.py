"""Memory of everybody at a long exercise that is live: 10,000 injects, 100,000 events.

The director took it up again, in screens; a controller and a player joined it, in screens too.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.check import HEADER, INJECT, INJECTS
from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT
from benchmarks.joined import gate_of, join_command
from benchmarks.processes import memory_mib, most_memory_mib
from benchmarks.pseudo_terminal import PseudoTerminal
from benchmarks.reopen import add_events
from crisis_tui.bootstrap import load_scenario, open_workspace
from crisis_tui.bootstrap_exercise import Setup, start_exercise
from crisis_tui.exercise.events import Actor
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENTS = 100_000
MOST_MIB = 200
SETTLE_SECONDS = 5.0


def measure() -> Iterator[Figure]:
    """Yield what each process has in memory, and the most that it had."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        workspace = Path(folder)
        exercise = _long_exercise(workspace)
        commands = {
            "director": [sys.executable, "-m", "crisis_tui", "resume", str(exercise)],
            "joined controller": join_command(exercise, "controller"),
            "player": join_command(exercise, "player", "CISO"),
        }
        terminals = {}
        for name, command in commands.items():
            terminal = PseudoTerminal(command, workspace, {"PYTHONPATH": str(ROOT)})
            stack.enter_context(terminal).wait_for(b"OEFENING", 60)
            terminal.read_for(SETTLE_SECONDS)
            terminals[name] = terminal
        processes = {name: terminal.pid for name, terminal in terminals.items()}
        for name, pid in (processes | {"gate": gate_of(exercise)}).items():
            yield _memory(name, memory_mib(pid), most_memory_mib(pid))


def _memory(name: str, mib: float, most_mib: float) -> Figure:
    value = f"{mib:.0f} MiB, most {most_mib:.0f}"
    return Figure(f"{name}, {EVENTS:,} events", value, f"<= {MOST_MIB} MiB", most_mib <= MOST_MIB)


def _long_exercise(workspace: Path) -> Path:
    """Make an exercise in which much happened already; return its folder."""
    (workspace / "scenarios").mkdir()
    injects = "".join(INJECT.format(number=number) for number in range(1, INJECTS + 1))
    (workspace / "scenarios" / "groot.yaml").write_text(HEADER + injects, "utf-8")
    opened = open_workspace(str(workspace))
    setup = Setup(opened, load_scenario(opened, "groot"))
    exercise = start_exercise(setup, MachineClock(), Actor("ketelmeer", "controller", "pts/1"))
    exercise.close("quit")
    add_events(exercise.folder / "journal.jsonl", EVENTS)
    return exercise.folder
