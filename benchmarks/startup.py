"""How soon a command answers, against a Python that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Run, as_installed, medians, run_once
from benchmarks.first_paint import sample_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROUNDS = 15
PROMISES = {"--help": 5, "oncall, from the cache": 5, "oncall, nothing cached": 20, "doctor": 20}
FLOOR = "python -c pass"
NO_CACHE = {"XDG_CACHE_HOME": "/dev/null"}


def measure() -> Iterator[Figure]:
    """Yield the median of each command, the floor and its multiple, taken in turn.

    The multiple is of processor time: nothing here waits, and neighbours take wall time.
    """
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        sample_workspace(Path(folder))
        rounds = [_round(Path(folder), {"XDG_CACHE_HOME": cache}) for _ in range(ROUNDS + 1)]
    del rounds[0]  # it compiled modules and boards
    times = {name: medians([each[name] for each in rounds]) for name in rounds[0]}
    floor = times.pop(FLOOR)
    yield Figure(FLOOR, f"{floor.wall_ms:.1f} ms, processor {floor.cpu_ms:.1f} ms")
    for name, at_most in PROMISES.items():
        ran = times[name]
        by = ran.cpu_ms / floor.cpu_ms
        value = f"{ran.wall_ms:.1f} ms, processor {ran.cpu_ms:.1f} ms, {by:.1f} x"
        yield Figure(f"crisis-tui {name}", value, f"<= {at_most} x", by <= at_most)


def _round(folder: Path, cache: Mapping[str, str]) -> dict[str, Run]:
    program = [sys.executable, "-m", "crisis_tui"]
    oncall = [*program, "oncall", "--roster", "dronten"]
    root = str(Path(__file__).parent.parent)
    cached, uncached = (as_installed(PYTHONPATH=root, **more) for more in (cache, NO_CACHE))
    return {
        FLOOR: run_once([sys.executable, "-c", "pass"], folder, cached),
        "--help": run_once([*program, "--help"], folder, cached),
        "oncall, from the cache": run_once(oncall, folder, cached),
        "oncall, nothing cached": run_once(oncall, folder, uncached),
        "doctor": run_once([*program, "doctor"], folder, cached),
    }
