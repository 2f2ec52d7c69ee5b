"""Opening a long exercise again: from its journal alone, and from a snapshot that proved to fit it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
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

PROMISED_SECONDS = {100_000: 1.0, 1_000_000: 10.0}
"""By the number of events."""
MOST_MIB = {100_000: 200}
ROUNDS = 3
_AT_MS = 1_795_000_000_000
_ACTOR = Actor("ketelmeer", "controller", "pts/3")
_BATCH = 1_000
_NEWEST = 200
"""Lines of the log that somebody looks at."""


def measure() -> Iterator[Figure]:
    """Yield time and memory of a process that opens a journal, without and with a snapshot.

    Times are processor time: nothing here waits, and neighbours take wall time.
    """
    for events in PROMISED_SECONDS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "journal.jsonl"
            _write(path, events)
            yield from _figures(f"{events:,} events", events, _runs(path, events))
            kept = _child("keep", path)
            yield Figure(f"making a snapshot of {events:,}", f"{kept['seconds']:.2f} s")
            yield Figure("its size", f"{kept['mib']:.0f} MiB")
            with_snapshot = _runs(path, events, skipped=events)
            yield from _figures(f"{events:,} from a snapshot", events, with_snapshot)


def _runs(path: Path, events: int, skipped: int = 0) -> list[dict[str, Any]]:
    runs = [_child("open", path) for _ in range(ROUNDS)]
    assert all((run["events"], run["skipped"]) == (events, skipped) for run in runs)
    return runs


def _figures(name: str, events: int, runs: list[dict[str, Any]]) -> Iterator[Figure]:
    seconds, floor = (min(run[name] for run in runs) for name in ("seconds", "floor"))
    mib, promised = max(run["mib"] for run in runs), PROMISED_SECONDS[events]
    yield Figure(
        f"re-open {name}, best of {ROUNDS}",
        f"{seconds:.2f} s, {seconds / floor:.2f} x",
        f"<= {promised:g} s",
        seconds <= promised,
    )
    most = MOST_MIB.get(events)
    yield Figure(
        f"memory of {name}",
        f"{mib:.0f} MiB",
        "" if most is None else f"<= {most} MiB",
        None if most is None else mib <= most,
    )


def _child(what: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.reopen", what, str(path)]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, check=True).stdout
    )
    return found


def _write(path: Path, events: int) -> None:
    started = ExerciseStarted("groot-1", "groot", "Groot", None, _AT_MS, 60.0, {}, "0")
    journal = open_journal(path)
    journal.append([Entry(started, _ACTOR, _AT_MS, 0)])
    journal.close()
    add_events(path, events - 1)


def add_events(path: Path, events: int) -> None:
    """Write in a journal what happens in a long exercise of 10,000 injects."""
    journal = open_journal(path)
    start = 1 + sum(1 for _ in journal.read_new())
    numbers = iter(range(start, start + events))
    while some := list(islice(numbers, _BATCH)):
        journal.append([Entry(_event(each), _ACTOR, _AT_MS + each, each) for each in some])
    journal.close()


def _event(number: int) -> Event:
    inject = f"C{number // 10 % 10_000:05}"
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

    journal = read_journal(path)
    started = time.process_time()
    session = read_session(None, journal, MachineClock())
    assert len(list(islice(session.state.log.newest_first(), _NEWEST))) == _NEWEST
    taken = time.process_time() - started
    _answer(
        seconds=taken,
        mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        events=session.state.seq,
        skipped=journal.skipped,
        floor=_floor(path),
    )


def _keep(path: Path) -> None:
    from crisis_tui.bootstrap_exercise import read_session
    from crisis_tui.storage.journal import read_journal
    from crisis_tui.storage.snapshot import SNAPSHOT_FILE, Snapshot, write_snapshot
    from crisis_tui.system_clock import MachineClock

    journal = read_journal(path)
    state = read_session(None, journal, MachineClock()).state
    started = time.process_time()
    assert write_snapshot(journal, Snapshot(state, journal.line_starts(0)))
    taken = time.process_time() - started
    _answer(seconds=taken, mib=path.with_name(SNAPSHOT_FILE).stat().st_size / 2**20)


def _answer(**found: float) -> None:
    print(json.dumps(found))


def _floor(path: Path) -> float:
    """Return the seconds that nobody can do without who parses and verifies with the library."""
    started = time.process_time()
    with path.open("rb") as lines:
        for line in lines:
            json.loads(line)
            crc32(line)
            sha256(line).hexdigest()
    return time.process_time() - started


if __name__ == "__main__":
    {"open": _open, "keep": _keep}[sys.argv[1]](Path(sys.argv[2]))
