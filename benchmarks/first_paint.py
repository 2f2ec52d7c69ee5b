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
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, as_installed, ratio
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 9
ROOT = Path(__file__).parent.parent
SCENARIO, ROSTER = "dinsdag-zonder-netwerk", "dronten"
ROLE = "LTBZ"
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
    controller: float
    player: float


def measure() -> Iterator[Figure]:
    """Yield the median times to each step of home and the control room, taken in turn."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        sample_workspace(workspace)
        with _live_exercise(workspace) as exercise:
            rounds = [_round(workspace, exercise) for _ in range(ROUNDS + 1)]
    del rounds[0]  # it compiled modules
    times = Times(*(median(steps) for steps in zip(*rounds, strict=True)))
    yield Figure("bare Textual application, first paint", f"{times.bare:.0f} ms")
    yield ratio("crisis-tui (home), first whole frame", times.home, times.bare, 1.5)
    yield _multiple("home, lists filled", times.home_lists, times.bare)
    yield ratio("crisis-tui run, line that says so", times.run_line, times.bare, 0.5)
    yield _multiple("run, control room", times.run, times.bare)
    yield _multiple("bare application that reads first", times.reading, times.bare)
    yield _multiple("run, control room, against that", times.run, times.reading)
    yield _multiple("join, controller", times.controller, times.bare)
    yield _multiple("join, controller, against one that reads", times.controller, times.reading)
    yield ratio("join, player", times.player, times.bare, 1.5)


def _multiple(name: str, value_ms: float, floor_ms: float) -> Figure:
    return Figure(name, f"{value_ms:.0f} ms, {value_ms / floor_ms:.1f} x")


@contextmanager
def _live_exercise(folder: Path) -> Iterator[Path]:
    """Let an exercise run that somebody can join; yield its folder."""
    command = [sys.executable, "-m", "crisis_tui", "run", SCENARIO, "--roster", ROSTER]
    director = subprocess.Popen(
        [*command, "--headless"],
        cwd=folder,
        env={**as_installed(PYTHONPATH=str(ROOT)), "CRISIS_TUI_WORKSPACE": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not list(folder.glob("exercises/*/journal.jsonl")):
            assert director.poll() is None, "it did not begin"
            time.sleep(0.05)
        yield next(folder.glob("exercises/*"))
    finally:
        director.kill()
        director.wait()


def _round(folder: Path, exercise: Path) -> tuple[float, ...]:
    """Return the times of one round, in the order of `Times`."""
    program = [sys.executable, "-m", "crisis_tui"]
    run = [*program, "run", SCENARIO, "--roster", ROSTER]
    return (
        *_times([sys.executable, "-c", BARE], folder, b"BARE"),
        *_times([sys.executable, "-c", READING + BARE], folder, b"BARE"),
        *_times(program, folder, HINTS, LIST),
        *_times(run, folder, SCENARIO.encode(), HINTS),
        *_times([*program, "join", str(exercise), "--as", "controller"], folder, HINTS),
        *_times([*program, "join", str(exercise), "--as", "player", "--role", ROLE], folder, HINTS),
    )


def _times(command: list[str], folder: Path, *markers: bytes) -> list[float]:
    with PseudoTerminal(command, folder, {"PYTHONPATH": str(ROOT)}) as terminal:
        return [terminal.wait_for(marker) for marker in markers]
