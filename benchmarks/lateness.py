"""How late 10,000 injects arrive at speed 60: the engine alone, and in the control room at work.

Lateness is what the journal says, in wall time: from the instant at which an inject was due to the
instant at which it was delivered. Parsing, writing and the disk are all in it; so is, in the control
room, whatever the screens do in between.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

INJECTS = 10_000
PER_SECOND = 4
"""Injects due in one second of play; at speed 60 that makes 240 a second."""
START_SECONDS = 120
"""Of play before the first inject, so that starting up is not what is measured."""
SPEED = 60
ALONE_MS = (5, 50)
IN_SCREENS_MS = (100, 250)
"""Promised at most: at the 99th percentile, and ever."""
MOST_MEMORY_MIB = 200
ESCAPE = ("\x1b", "k", "k")
"""What follows an escape too soon is one key with it."""
KEYS = (
    *("j", "j", "k", "\x1b[B", "\t", "k", "\t"),  # look at other messages, read the log
    *("/", "7", *ESCAPE),  # filter
    *("n", "hallo\r", "a", *ESCAPE, "x", *ESCAPE),  # write, acknowledge, tick off
    *(" ", " ", "?", *ESCAPE),  # pause and go on, help
)
KEY_SECONDS = 0.1
UNREAD_SECONDS = 20
HEADER = """\
scenario: 1
id: druk
title: Druk
crisis: cyber
story_start: 2026-03-03 07:42
end: {end}s
phases:
  - {{id: alles, title: Alles, at: 0m, story: D1 07:42}}
injects:
"""
INJECT = """\
  - id: C{number:05}
    at: {at}s
    to: [CISO, GS]
    channel: telefoon
    title: Niemand kan inloggen in gebouw {number}
    text: Aan de balie staan {number} mensen te wachten; de telefoon doet het niet meer.
    expects:
      - {{id: C{number:05}-doen, by: CISO, action: Isoleert besmette systemen, within: 5m}}
"""


def measure() -> Iterator[Figure]:
    """Yield lateness without and with screens."""
    yield from _played("engine alone", ALONE_MS, _play_alone)
    yield from _played("keys pressed in 80x24", IN_SCREENS_MS, _play_in_screens)
    yield from _played(
        "keys pressed in 140x40", IN_SCREENS_MS, partial(_play_in_screens, size=(140, 40))
    )
    yield from _played(
        f"terminal unread for {UNREAD_SECONDS} s",
        IN_SCREENS_MS,
        partial(_play_in_screens, unread=True),
    )


def _played(
    name: str, promised: tuple[int, int], play: Callable[[Path], Iterable[Figure]]
) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        write(workspace, START_SECONDS)
        others = list(play(workspace))
        late_ms = lateness_ms(workspace, SPEED)
        assert len(late_ms) == INJECTS, f"{name}: {len(late_ms)} delivered"
        yield from percentiles(name, late_ms, promised)
        yield from others


def percentiles(name: str, late_ms: list[float], promised: tuple[int, int]) -> Iterator[Figure]:
    """Yield what half of the injects, nearly all and the latest one kept."""
    late_ms.sort()
    p50, p99, most = (late_ms[int((len(late_ms) - 1) * share)] for share in (0.5, 0.99, 1))
    yield Figure(f"late, {name}, median", f"{p50:.1f} ms")
    yield Figure(f"late, {name}, p99", f"{p99:.1f} ms", f"<= {promised[0]} ms", p99 <= promised[0])
    yield Figure(
        f"late, {name}, most", f"{most:.1f} ms", f"<= {promised[1]} ms", most <= promised[1]
    )


def write(workspace: Path, start_seconds: int, after_seconds: int = 60) -> None:
    """Make a workspace with a scenario: so long before the first inject and after the last."""
    last_s = INJECTS // PER_SECOND + start_seconds
    text = HEADER.format(end=last_s + after_seconds)
    for number in range(INJECTS):
        text += INJECT.format(number=number, at=start_seconds + number // PER_SECOND)
    for name in ("scenarios", "rosters"):
        (workspace / name).mkdir()
    (workspace / "scenarios" / "druk.yaml").write_text(text)


def command(speed: int, *more: str) -> list[str]:
    """Return the command that runs the scenario at a speed."""
    return [sys.executable, "-m", "crisis_tui", "run", "druk", "--speed", str(speed), *more]


def _play_alone(workspace: Path) -> tuple[Figure, ...]:
    subprocess.run(
        command(SPEED, "--headless", "--format", "jsonl"),
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return ()


def _play_in_screens(
    workspace: Path, *, size: tuple[int, int] = (80, 24), unread: bool = False
) -> Iterator[Figure]:
    with PseudoTerminal(command(SPEED), workspace, {"PYTHONPATH": str(ROOT)}, size) as terminal:
        terminal.wait_for(b"OEFENING")
        keys = cycle(KEYS)
        if unread:
            terminal.read_for(START_SECONDS / SPEED + 1)
            press_for(UNREAD_SECONDS, keys, terminal.press)
        deadline = time.monotonic() + 10 * INJECTS / PER_SECOND / SPEED
        while not is_over(workspace) and time.monotonic() < deadline:
            press_for(1, keys, terminal.press, terminal.read_for)
        memory_mib = terminal.most_memory_mib()
    if not unread:
        yield Figure(
            f"most memory, {size[0]}x{size[1]}",
            f"{memory_mib:.0f} MiB",
            f"<= {MOST_MEMORY_MIB} MiB",
            memory_mib <= MOST_MEMORY_MIB,
        )


def press_for(
    seconds: float,
    keys: Iterator[str],
    press: Callable[[str], None],
    between: Callable[[float], object] = time.sleep,
) -> None:
    """Press keys for so long, and do something in between."""
    for _ in range(round(seconds / KEY_SECONDS)):
        press(next(keys))
        between(KEY_SECONDS)


def is_over(workspace: Path) -> bool:
    """Tell whether the exercise ended."""
    path = next(workspace.glob("exercises/*/journal.jsonl"))
    with path.open("rb") as journal:
        journal.seek(max(0, path.stat().st_size - 10_000))
        return b'"ExerciseEnded"' in journal.read()


def lateness_ms(workspace: Path, speed: int) -> list[float]:
    """Return how late each delivered inject came, in milliseconds of wall time."""
    path = next(workspace.glob("exercises/*/journal.jsonl"))
    events = map(json.loads, path.read_text().splitlines())
    return [
        event["data"]["late_ms"] / speed for event in events if event["type"] == "InjectDelivered"
    ]
