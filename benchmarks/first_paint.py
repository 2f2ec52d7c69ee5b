"""How soon a screen is there, against a Textual application that shows one word."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, ratio
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 9
ROOT = Path(__file__).parent.parent
BARE = """\
from textual.app import App, ComposeResult
from textual.widgets import Static
class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("BARE")
Bare().run()
"""


def sample_workspace(folder: Path) -> None:
    """Copy the shipped samples into a workspace of its own."""
    for name in ("scenarios", "rosters"):
        shutil.copytree(ROOT / name, folder / name)


def measure() -> Iterator[Figure]:
    """Yield the median time to first paint of the bare application, home and the control room."""
    program = [sys.executable, "-m", "crisis_tui"]
    run = [*program, "run", "dinsdag-zonder-netwerk", "--roster", "dronten"]
    commands = {
        "bare": ([sys.executable, "-c", BARE], b"BARE"),
        "home": (program, b"crisis-tui"),
        "run": (run, b"OEFENING"),
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        sample_workspace(Path(folder))
        for number in range(ROUNDS + 1):
            for name, (command, marker) in commands.items():
                with PseudoTerminal(command, Path(folder), {"PYTHONPATH": str(ROOT)}) as terminal:
                    shown_ms = terminal.wait_for(marker)
                if number:  # the first round compiles modules and caches
                    taken[name].append(shown_ms)
    bare_ms, home_ms, run_ms = (median(times) for times in taken.values())
    yield Figure("bare Textual application, first paint", f"{bare_ms:.0f} ms")
    yield ratio("crisis-tui (home), first paint", home_ms, bare_ms, 1.5)
    yield ratio("crisis-tui run, control room first painted", run_ms, bare_ms, 1.5)
