"""Forty terminals at one exercise of 10,000 injects: from the journal to every screen, and at rest."""

from __future__ import annotations

import sys
import tempfile
import time
from bisect import bisect_left
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.check import HEADER, INJECT, INJECTS
from benchmarks.figures import Figure
from benchmarks.joined import Ears, gate_of, joined, seats_at, speaking
from benchmarks.processes import cpu_seconds, memory_mib
from crisis_tui.bootstrap import load_scenario, open_workspace
from crisis_tui.bootstrap_exercise import Setup, start_exercise
from crisis_tui.exercise.commands import DeliverInject, PauseExercise
from crisis_tui.exercise.events import Actor
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence

    from crisis_tui.open_exercise import OpenExercise

PROCESSES, SEATS_EACH, REAL = 4, 9, 4
DELIVERIES, BETWEEN_S = 300, 0.1
SETTLE_S, REST_S = 5.0, 20.0
MOST_SEEN_MS = 100
MOST_TIMES_FLOOR = 1.5
MOST_CPU_PERCENT = 1.0
_CONTROLLER = Actor("ketelmeer", "controller", "pts/1")


BARE_LOOP = """
import os, sys, time
before = -1
while True:
    size = os.stat(sys.argv[1]).st_size
    if size != before:
        print(time.monotonic_ns(), flush=True)
    before = size
    time.sleep(0.04)
"""
"""What a look every 40 ms costs by itself on this machine, as busy as it is: the floor."""


def measure() -> Iterator[Figure]:
    """Yield how long each terminal takes to see a message, and what the processes cost at rest."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        exercise = _started(Path(folder))
        stack.callback(exercise.close, "quit")
        light = [
            stack.enter_context(seats_at(exercise.folder, SEATS_EACH, "CISO"))
            for _ in range(PROCESSES)
        ]
        real = [stack.enter_context(joined(exercise.folder, "player", "CISO")) for _ in range(REAL)]
        follower = stack.enter_context(joined(exercise.folder, "controller"))
        for process in (*light, *real, follower):
            stack.callback(process.kill)
        bare = stack.enter_context(_bare(exercise))
        stack.callback(bare.kill)
        floor = Ears(bare)
        heard = [Ears(process) for process in light]
        read = [Ears(process) for process in (*real, follower)]
        for ears in heard:
            ears.wait_for("joined")
        for ears in read:
            ears.wait_for("EXERCISE")
        time.sleep(SETTLE_S)
        sent = _deliver(exercise)
        time.sleep(2.0)
        floor_ms = _late_ms_of_bare_loop(sent, floor)
        yield replace(
            _percentiles("floor: a bare look every 40 ms", floor_ms), promise="", kept=None
        )
        yield from _seen(sent, heard, read[:-1], floor_ms)
        gate = gate_of(exercise.folder)
        watched = {
            "gate": gate,
            "player in lines": real[0].pid,
            "controller in lines": follower.pid,
        }
        yield from _at_rest(watched)


def _started(folder: Path) -> OpenExercise:
    (folder / "scenarios").mkdir()
    injects = "".join(INJECT.format(number=number) for number in range(1, INJECTS + 1))
    (folder / "scenarios" / "groot.yaml").write_text(HEADER + injects, "utf-8")
    workspace = open_workspace(str(folder))
    setup = Setup(workspace, load_scenario(workspace, "groot"))
    exercise = start_exercise(setup, MachineClock(), _CONTROLLER)
    exercise.session.act(PauseExercise(), _CONTROLLER)
    return exercise


def _bare(exercise: OpenExercise) -> subprocess.Popen[str]:
    return speaking([sys.executable, "-c", BARE_LOOP, str(exercise.folder / "journal.jsonl")])


def _deliver(exercise: OpenExercise) -> dict[str, int]:
    """Send messages; return when each was in the journal."""
    sent = {}
    for number in range(1, DELIVERIES + 1):
        name = f"C{number:05}"
        exercise.session.act(DeliverInject(name), _CONTROLLER)
        sent[name] = time.monotonic_ns()
        time.sleep(BETWEEN_S)
    return sent


def _late_ms_of_bare_loop(sent: dict[str, int], floor: Ears) -> list[float]:
    """Return how long a bare loop takes to see that the journal grew."""
    looks = sorted(int(line) for _, line in floor.lines)
    places = ((sent_ns, bisect_left(looks, sent_ns)) for sent_ns in sent.values())
    return [(looks[place] - sent_ns) / 1e6 for sent_ns, place in places if place < len(looks)]


def _seen(
    sent: dict[str, int], light: list[Ears], real: list[Ears], floor_ms: list[float]
) -> Iterator[Figure]:
    late_ms = []
    by_seat: dict[tuple[int, str], set[str]] = defaultdict(set)
    for process, ears in enumerate(light):
        for _, line in ears.lines:
            number, _, rest = line.partition(" ")
            name, _, seen_ns = rest.partition(" ")
            if name in sent:
                late_ms.append((int(seen_ns) - sent[name]) / 1e6)
                by_seat[process, number].add(name)
    shown = sum(len(names) for names in by_seat.values()) / len(by_seat) / len(sent)
    yield _percentiles(f"seen by {len(by_seat)} seats at the gate", late_ms, floor_ms)
    yield Figure("messages shown before the next one came", f"{shown:.1%}")
    read_ms = [
        (read_ns - sent[name]) / 1e6
        for ears in real
        for read_ns, line in ears.lines
        for name in [word for word in line.split() if word in sent][:1]
    ]
    yield _percentiles(f"read from {len(real)} terminals in lines", read_ms, floor_ms)


def _percentiles(name: str, late_ms: list[float], floor_ms: Sequence[float] = ()) -> Figure:
    """Return a figure; on a machine so busy that the floor is late too, it may be late with it."""
    p50, p99, latest = (_part(late_ms, part) for part in (0.5, 0.99, 1))
    most_ms = max(MOST_SEEN_MS, MOST_TIMES_FLOOR * _part(floor_ms, 0.99))
    value = f"p50 {p50:.0f}, p99 {p99:.0f}, max {latest:.0f} ms"
    return Figure(name, value, f"p99 <= {most_ms:.0f} ms", p99 <= most_ms)


def _part(values: Sequence[float], part: float) -> float:
    ordered = sorted(values) or [0.0]
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def _at_rest(watched: dict[str, int]) -> Iterator[Figure]:
    before = {name: cpu_seconds(pid) for name, pid in watched.items()}
    time.sleep(REST_S)
    for name, pid in watched.items():
        percent = (cpu_seconds(pid) - before[name]) / REST_S * 100
        kept = percent <= MOST_CPU_PERCENT
        yield Figure(f"{name}: processor time at rest", f"{percent:.2f} %", "<= 1 %", kept)
        yield Figure(f"{name}: memory", f"{memory_mib(pid):.0f} MiB")
