"""How late 10,000 injects arrive at speed 60: the engine alone, and in the control room at work.

Lateness is what the journal says, in wall time: from the instant at which an inject was due to the
instant at which it was delivered. Parsing, writing and the disk are all in it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator

INJECTS = 10_000
PER_SECOND = 2
"""Injects due in one second of play; at speed 60 that makes 120 a second."""
SPEED = 60
ALONE_MS = (5, 50)
IN_SCREENS_MS = (100, 250)
"""Promised at most: at the 99th percentile, and ever."""
KEYS = ("\x1b[B", "\x1b[B", "\x1b[A", "\t", "?", "\x1b")
KEYS_A_SECOND = 10
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
    for name, promised, play in (
        ("engine alone", ALONE_MS, _play_alone),
        ("in the control room, keys pressed", IN_SCREENS_MS, _play_in_screens),
    ):
        with tempfile.TemporaryDirectory() as folder:
            workspace = Path(folder)
            _write(workspace)
            play(workspace)
            late_ms = _lateness_ms(workspace)
        yield from _figures(name, late_ms, promised)


def _figures(name: str, late_ms: list[float], promised: tuple[int, int]) -> Iterator[Figure]:
    assert len(late_ms) == INJECTS, f"{name}: {len(late_ms)} delivered"
    late_ms.sort()
    p50, p99, most = (late_ms[int((len(late_ms) - 1) * share)] for share in (0.5, 0.99, 1))
    yield Figure(f"late, {name}, median", f"{p50:.1f} ms")
    yield Figure(f"late, {name}, p99", f"{p99:.1f} ms", f"<= {promised[0]} ms", p99 <= promised[0])
    yield Figure(
        f"late, {name}, most", f"{most:.1f} ms", f"<= {promised[1]} ms", most <= promised[1]
    )


def _write(workspace: Path) -> None:
    last_s = INJECTS // PER_SECOND + 60
    text = HEADER.format(end=last_s + 60)
    # A minute of play first, so that starting up is not what is measured.
    for number in range(INJECTS):
        text += INJECT.format(number=number, at=60 + number // PER_SECOND)
    for name in ("scenarios", "rosters"):
        (workspace / name).mkdir()
    (workspace / "scenarios" / "druk.yaml").write_text(text)


def _command(*more: str) -> list[str]:
    return [sys.executable, "-m", "crisis_tui", "run", "druk", "--speed", str(SPEED), *more]


def _play_alone(workspace: Path) -> None:
    subprocess.run(
        _command("--headless", "--format", "jsonl"),
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


def _play_in_screens(workspace: Path) -> None:
    with PseudoTerminal(_command(), workspace, {"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for(b"OEFENING")
        pressed = 0
        deadline = time.monotonic() + 10 * INJECTS / PER_SECOND / SPEED
        while not _is_over(workspace) and time.monotonic() < deadline:
            for _ in range(KEYS_A_SECOND):
                terminal.press(KEYS[pressed % len(KEYS)])
                terminal.read_for(1 / KEYS_A_SECOND)
                pressed += 1


def _is_over(workspace: Path) -> bool:
    path = next(workspace.glob("exercises/*/journal.jsonl"))
    with path.open("rb") as journal:
        journal.seek(max(0, path.stat().st_size - 10_000))
        return b'"ExerciseEnded"' in journal.read()


def _lateness_ms(workspace: Path) -> list[float]:
    path = next(workspace.glob("exercises/*/journal.jsonl"))
    events = map(json.loads, path.read_text().splitlines())
    return [
        event["data"]["late_ms"] / SPEED for event in events if event["type"] == "InjectDelivered"
    ]
