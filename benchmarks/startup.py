"""How soon a command answers, against a Python that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, interleaved_medians_ms, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 15
PROMISES = {"--help": 5, "oncall": 20, "doctor": 20}


def measure() -> Iterator[Figure]:
    """Yield the median of each command, the floor and its multiple."""
    program = [sys.executable, "-m", "crisis_tui"]
    commands = {"floor": [sys.executable, "-c", "pass"]}
    commands |= {name: [*program, name] for name in PROMISES}
    with tempfile.TemporaryDirectory() as folder:
        interleaved_medians_ms(commands, 1, Path(folder))  # compiles modules and caches
        medians = interleaved_medians_ms(commands, ROUNDS, Path(folder))
    yield Figure("python -c pass", f"{medians['floor']:.1f} ms")
    for name, at_most in PROMISES.items():
        yield ratio(f"crisis-tui {name}", medians[name], medians["floor"], at_most)
