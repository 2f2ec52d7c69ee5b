"""How late 10,000 injects arrive while forty terminals look on: at speed 60, and as people play.

Thirty-six bare seats of players at the gate, three players in lines and a controller's control room
share the machine with the director. Lateness is what the journal says, as in `lateness`. On a machine
so busy that a bare loop which wakes and writes is late too, the director may be late with it.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT
from benchmarks.joined import Ears, gate_of, join_command, joined, seats_at, speaking
from benchmarks.lateness import (
    ALONE_MS,
    IN_SCREENS_MS,
    INJECTS,
    KEYS,
    PER_SECOND,
    command,
    lateness_ms,
    percentiles,
    press_for,
    write,
)
from benchmarks.processes import cpu_seconds, memory_mib
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROCESSES, SEATS_EACH, IN_LINES = 4, 9, 3
FIRST_INJECT_S = 45
"""Of wall time after the director started: all have joined by then."""
PLAYED_S = 60
"""At speed 1 the first of the injects are enough."""
SLACK_S = 5
MOST_TIMES_FLOOR = 1.5
BARE_LOOP = """
import os, sys, time
file, until = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT), time.monotonic() + float(sys.argv[2])
due = time.monotonic()
while (due := due + 0.25) < until:
    time.sleep(max(0, due - time.monotonic()))
    os.write(file, b"x" * 340)
    os.fdatasync(file)
    print((time.monotonic() - due) * 1000, flush=True)
"""
"""Four times a second, so that the floor is not what makes the machine busy."""


def measure() -> Iterator[Figure]:
    """Yield lateness without and with screens at speed 60, with screens at speed 1."""
    yield from _played("engine alone, 40 joined", ALONE_MS, 60, "--headless")
    yield from _played("keys pressed, 40 joined", IN_SCREENS_MS, 60)
    yield from _played("keys pressed, 40 joined, speed 1", IN_SCREENS_MS, 1)


def _played(name: str, promised: tuple[int, int], speed: int, *more: str) -> Iterator[Figure]:
    play_s = min(INJECTS // PER_SECOND, PLAYED_S * speed)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        write(workspace, FIRST_INJECT_S * speed, 2 * SLACK_S * speed)
        with PseudoTerminal(
            command(speed, *more), workspace, {"PYTHONPATH": str(ROOT)}
        ) as director:
            director.wait_for(b"OEFENING")
            until = time.monotonic() + FIRST_INJECT_S + play_s / speed + SLACK_S
            with _crowd(workspace) as gate:
                assert not lateness_ms(workspace, speed), "they joined too late"
                floor_ms = _while_bare(
                    workspace, until, lambda: _press_until(until, director, keys=not more)
                )
                used_s = cpu_seconds(gate)
                gate_mib = memory_mib(gate)
                director_mib = director.most_memory_mib()
        late_ms = lateness_ms(workspace, speed)
        assert len(late_ms) >= play_s * PER_SECOND, f"{name}: {len(late_ms)} delivered"
        nearly_all_ms, most_ms = (_part(floor_ms, share) for share in (0.99, 1))
        yield Figure(f"floor, {name}, p99 and most", f"{nearly_all_ms:.1f}, {most_ms:.1f} ms")
        at_most = (
            max(promised[0], round(MOST_TIMES_FLOOR * nearly_all_ms)),
            max(promised[1], round(MOST_TIMES_FLOOR * most_ms)),
        )
        yield from percentiles(name, late_ms, at_most)
        yield Figure(f"most memory of the director, {name}", f"{director_mib:.0f} MiB")
        yield Figure(f"gate, {name}", f"{gate_mib:.0f} MiB, {used_s:.1f} s of processor time")


def _while_bare(workspace: Path, until: float, play: Callable[[], None]) -> list[float]:
    """Play beside a bare loop on the same disk; return how late that was, in milliseconds."""
    seconds = until - time.monotonic() - 1
    bare = speaking([sys.executable, "-c", BARE_LOOP, str(workspace / "bare"), str(seconds)])
    play()
    return [float(line) for line in bare.communicate()[0].split()]


def _part(values: Sequence[float], share: float) -> float:
    return sorted(values)[int((len(values) - 1) * share)]


@contextmanager
def _crowd(workspace: Path) -> Iterator[int]:
    """Let everybody join; yield the gate's process."""
    folder = next(workspace.glob("exercises/*/journal.jsonl")).parent
    with ExitStack() as stack:
        bare = [seats_at(folder, SEATS_EACH, "CISO") for _ in range(PROCESSES)]
        lines = [joined(folder, "player", "CISO") for _ in range(IN_LINES)]
        for process in (*bare, *lines):
            stack.enter_context(process)
            stack.callback(process.kill)
        for process in bare:
            Ears(process).wait_for("joined")
        for process in lines:
            Ears(process).wait_for("EXERCISE")
        controller = PseudoTerminal(
            join_command(folder, "controller"), workspace, {"PYTHONPATH": str(ROOT)}
        )
        stack.enter_context(controller).wait_for(b"OEFENING")
        stack.enter_context(_reading(controller))
        yield gate_of(folder)


def _press_until(until: float, director: PseudoTerminal, *, keys: bool) -> None:
    """Press keys in the control room, if wanted, and read what it shows."""
    pressed = cycle(KEYS)
    while time.monotonic() < until:
        press_for(1, pressed, director.press if keys else lambda _: None, director.read_for)


@contextmanager
def _reading(terminal: PseudoTerminal) -> Iterator[None]:
    """Read what a terminal shows, all the time."""
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            terminal.read_for(1)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
