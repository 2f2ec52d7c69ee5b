"""A debrief made again from the same journal: the same bytes, and how long it takes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT, sample_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 5
FORMATS = ("text", "markdown", "html", "json")
SCRIPT = """\
- {at: 1m, as: CISO, acknowledge: C01}
- {at: 20m, as: observer, observe: "Papieren lijst op tafel", objective: O1}
- {at: 78m, as: BGM, decide: losgeld, option: niet, note: "principe"}
"""


def measure() -> Iterator[Figure]:
    """Yield how many of the re-made debriefs differ, and the median time of one."""
    program = [sys.executable, "-m", "crisis_tui"]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        sample_workspace(workspace)
        (workspace / "script.yaml").write_text(SCRIPT)
        play = ["run", "dinsdag-zonder-netwerk", "--roster", "dronten", "--headless"]
        _run([*program, *play, "--speed", "max", "--script", "script.yaml"], workspace)
        found = json.loads(_run([*program, "exercises", "--format", "json"], workspace))
        exercise = found["exercises"][0]["id"]
        seen: dict[str, set[str]] = {name: set() for name in FORMATS}
        taken = []
        for _ in range(ROUNDS):
            for name in FORMATS:
                started = time.perf_counter()
                report = _run([*program, "debrief", exercise, "--format", name], workspace)
                taken.append((time.perf_counter() - started) * 1000)
                seen[name].add(hashlib.sha256(report).hexdigest())
    differing = sum(len(hashes) - 1 for hashes in seen.values())
    yield Figure(
        f"debriefs made {ROUNDS} times in {len(FORMATS)} formats, differing",
        f"{differing}",
        "0",
        differing == 0,
    )
    yield Figure("one debrief, whole command", f"{median(taken):.0f} ms")


def _run(command: list[str], workspace: Path) -> bytes:
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=workspace, env=environment, capture_output=True, check=False, timeout=120
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode())
    return done.stdout
