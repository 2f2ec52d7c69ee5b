"""How soon a screen is there, against a Textual application that shows one word.

A screen is there when its first frame is whole: the key hints on its last line are drawn last. Home
is then still reading its lists, which is told apart.

`run` opens no screen before the files are read, checked and found in order, because what is wrong
with them belongs on the normal terminal; what is promised is that a line says at once what it reads.
The control room's first frame shows an exercise that is begun and durable. No multiple of an
application that shows one word is promised for that; it is told, and against one that reads first.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, ratio
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 9
ROOT = Path(__file__).parent.parent
SCENARIO, ROSTER = "dinsdag-zonder-netwerk", "dronten"
HINTS, LIST = b"hulp", b"Winteropvang"
BARE = """\
from textual.app import App, ComposeResult
from textual.widgets import Static
class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("BARE")
Bare().run()
"""
READING = f"""\
from crisis_tui import bootstrap
workspace = bootstrap.open_workspace(None)
loaded = bootstrap.load_scenario(workspace, "{SCENARIO}")
roster = bootstrap.load_roster(workspace, "{ROSTER}")
assert not bootstrap.scenario_faults(loaded, (roster,))
"""


def sample_workspace(folder: Path) -> None:
    """Copy the shipped samples into a workspace of its own."""
    for name in ("scenarios", "rosters"):
        shutil.copytree(ROOT / name, folder / name)


@dataclass(frozen=True, slots=True)
class Times:
    """Medians in milliseconds since the start of the program."""

    bare: float
    reading: float
    home: float
    home_lists: float
    run_line: float
    run: float


def measure() -> Iterator[Figure]:
    """Yield the median times to each step of home and the control room, taken in turn."""
    with tempfile.TemporaryDirectory() as folder:
        sample_workspace(Path(folder))
        rounds = [_round(Path(folder)) for _ in range(ROUNDS + 1)]
    del rounds[0]  # it compiled modules
    times = Times(*(median(steps) for steps in zip(*rounds, strict=True)))
    yield Figure("bare Textual application, first paint", f"{times.bare:.0f} ms")
    yield ratio("crisis-tui (home), first whole frame", times.home, times.bare, 1.5)
    yield _multiple("home, lists filled", times.home_lists, times.bare)
    yield ratio("crisis-tui run, line that says so", times.run_line, times.bare, 0.5)
    yield _multiple("run, control room", times.run, times.bare)
    yield _multiple("bare application that reads first", times.reading, times.bare)
    yield _multiple("run, control room, against that", times.run, times.reading)


def _multiple(name: str, value_ms: float, floor_ms: float) -> Figure:
    return Figure(name, f"{value_ms:.0f} ms, {value_ms / floor_ms:.1f} x")


def _round(folder: Path) -> tuple[float, ...]:
    """Return the times of one round, in the order of `Times`."""
    program = [sys.executable, "-m", "crisis_tui"]
    run = [*program, "run", SCENARIO, "--roster", ROSTER]
    return (
        *_times([sys.executable, "-c", BARE], folder, b"BARE"),
        *_times([sys.executable, "-c", READING + BARE], folder, b"BARE"),
        *_times(program, folder, HINTS, LIST),
        *_times(run, folder, SCENARIO.encode(), HINTS),
    )


def _times(command: list[str], folder: Path, *markers: bytes) -> list[float]:
    with PseudoTerminal(command, folder, {"PYTHONPATH": str(ROOT)}) as terminal:
        return [terminal.wait_for(marker) for marker in markers]
