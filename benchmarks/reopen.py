"""Opening a long exercise again: every line verified, decoded and folded into the state."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from benchmarks.figures import Figure
from crisis_tui.exercise.events import (
    Actor,
    EntryRecorded,
    Event,
    ExerciseStarted,
    InjectAcknowledged,
    InjectDelivered,
)
from crisis_tui.exercise.ports import Entry
from crisis_tui.storage.journal import open_journal

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENTS = 100_000
MOST_SECONDS = 1.0
MOST_MIB = 200
_AT_MS = 1_795_000_000_000
_BATCH = 1_000


def measure() -> Iterator[Figure]:
    """Yield the time and memory of a process that opens a journal of 100,000 events."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        _write(path)
        command = [sys.executable, "-m", "benchmarks.reopen", str(path)]
        runs = [
            json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            for _ in range(3)
        ]
    seconds, floor = (min(run[name] for run in runs) for name in ("seconds", "floor"))
    mib = max(run["mib"] for run in runs)
    assert all(run["events"] == EVENTS for run in runs)
    yield Figure("json, crc32 and sha256 of the same lines", f"{floor:.2f} s")
    yield Figure(
        f"re-open {EVENTS:,} events, best of 3",
        f"{seconds:.2f} s, {seconds / floor:.1f} x",
        f"<= {MOST_SECONDS:g} s",
        seconds <= MOST_SECONDS,
    )
    yield Figure("memory of it", f"{mib:.0f} MiB", f"<= {MOST_MIB} MiB", mib <= MOST_MIB)


def _write(path: Path) -> None:
    journal = open_journal(path)
    actor = Actor("ketelmeer", "controller", "pts/3")
    for start in range(0, EVENTS, _BATCH):
        journal.append(
            [
                Entry(_event(number), actor, _AT_MS + number, number)
                for number in range(start, start + _BATCH)
            ]
        )
    journal.close()


def _event(number: int) -> Event:
    if number == 0:
        return ExerciseStarted("groot-1", "groot", "Groot", None, _AT_MS, 60.0, {}, "0")
    inject = f"C{number // 10:05}"
    if number % 10 == 1:
        return InjectDelivered(inject, number, 3, ("CISO", "GS"))
    if number % 10 == 2:
        return InjectAcknowledged(inject, "CISO")
    text = "Wiebe belt: aan de balie staan veertig mensen te wachten, de telefoon doet het niet."
    return EntryRecorded(f"e{number}", "note", text, number, _AT_MS + number, "CISO", inject)


def _open(path: Path) -> None:
    from crisis_tui.bootstrap_exercise import read_session
    from crisis_tui.storage.journal import read_journal
    from crisis_tui.system_clock import MachineClock

    started = time.perf_counter()
    session = read_session(None, read_journal(path), MachineClock())
    taken = time.perf_counter() - started
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer = {"seconds": taken, "mib": mib, "events": session.state.seq, "floor": _floor(path)}
    print(json.dumps(answer))


def _floor(path: Path) -> float:
    """Return the seconds that nobody can do without who parses and verifies with the library."""
    started = time.perf_counter()
    for line in path.read_bytes().splitlines():
        json.loads(line)
        crc32(line)
        sha256(line).hexdigest()
    return time.perf_counter() - started


if __name__ == "__main__":
    _open(Path(sys.argv[1]))
