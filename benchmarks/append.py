"""One event made durable, against the bare write and fdatasync, and against SQLite as durable as that."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from crisis_tui.exercise.events import Actor, InjectDelivered
from crisis_tui.exercise.ports import Entry
from crisis_tui.storage.journal import open_journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVENTS = 1_500
MOST_TIMES = 5.0
"""At the 99th percentile (libraries.md, section 11)."""
LINE_BYTES = 340
"""As long as a line of the journal is."""


def measure() -> Iterator[Figure]:
    """Yield append, floor and SQLite (WAL, synchronous=FULL), taken in turn on the same disk."""
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        taken = _taken_in_turn(Path(folder))
    for name, share in (("median", 0.5), ("p99", 0.99)):
        append, floor, sqlite = (_percentile(each, share) for each in taken)
        yield Figure(f"bare write and fdatasync, {name}", f"{floor:.0f} us")
        yield Figure(
            f"append of one durable event, {name}",
            f"{append:.0f} us, {append / floor:.2f} x",
            f"<= {MOST_TIMES:g} x" if share > 0.5 else "",
            append / floor <= MOST_TIMES if share > 0.5 else None,
        )
        yield Figure(f"SQLite WAL, FULL, {name}", f"{sqlite:.0f} us, {sqlite / floor:.2f} x")


def _taken_in_turn(folder: Path) -> tuple[list[float], list[float], list[float]]:
    """Return the microseconds of each append, bare write and insert."""
    journal = open_journal(folder / "journal.jsonl")
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    database = _database(folder / "events.sqlite")
    line = "x" * LINE_BYTES

    def write_bare() -> None:
        os.write(bare, line.encode())
        os.fdatasync(bare)

    def insert() -> None:
        database.execute("insert into events (line) values (?)", (line,))

    appends, floors, inserts = [], [], []
    for number in range(EVENTS):
        appends.append(_microseconds(partial(journal.append, (_entry(number),))))
        floors.append(_microseconds(write_bare))
        inserts.append(_microseconds(insert))
    journal.close()
    os.close(bare)
    database.close()
    return appends, floors, inserts


def _database(path: Path) -> sqlite3.Connection:
    """Open a database that commits, and syncs, every statement."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute("create table events (seq integer primary key, line text)")
    return database


def _entry(number: int) -> Entry:
    event = InjectDelivered(f"C{number}", number * 1_000, 3, ("CISO", "GS"))
    return Entry(event, Actor("ketelmeer", "controller", "pts/3"), 1_795_000_000_000, number)


def _microseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - started) / 1_000


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]
