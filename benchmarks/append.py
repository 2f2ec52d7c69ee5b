"""One event made durable, against the bare write and fdatasync that the disk cannot do without."""

from __future__ import annotations

import os
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


def measure() -> Iterator[Figure]:
    """Yield append and floor, taken in turn on the same disk."""
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        journal = open_journal(Path(folder) / "journal.jsonl")
        bare = os.open(Path(folder) / "bare", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

        def write_bare() -> None:
            os.write(bare, b"x" * 340)
            os.fdatasync(bare)

        appends, floors = [], []
        for number in range(EVENTS):
            entry = _entry(number)
            appends.append(_microseconds(partial(journal.append, (entry,))))
            floors.append(_microseconds(write_bare))
        journal.close()
        os.close(bare)
    for name, share in (("median", 0.5), ("p99", 0.99)):
        append, floor = _percentile(appends, share), _percentile(floors, share)
        yield Figure(
            f"append of one durable event, {name}",
            f"{append:.0f} us, {append / floor:.2f} x",
            f"<= {MOST_TIMES:g} x" if share > 0.5 else "",
            append / floor <= MOST_TIMES if share > 0.5 else None,
        )


def _entry(number: int) -> Entry:
    event = InjectDelivered(f"C{number}", number * 1_000, 3, ("CISO", "GS"))
    return Entry(event, Actor("ketelmeer", "controller", "pts/3"), 1_795_000_000_000, number)


def _microseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - started) / 1_000


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]
