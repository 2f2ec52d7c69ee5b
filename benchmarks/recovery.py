"""From kill -9 of the director to the next one who can deliver: who joined steps in, or one resumes.

What counts is the DirectorTaken in the journal, before which nobody can deliver anything.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.first_paint import ROOT
from benchmarks.pseudo_terminal import PseudoTerminal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 8
STEPS_IN_MS = 1_000
"""Promised of a controller who joined."""
INJECTS = 2_000
SCENARIO = """\
scenario: 1
id: lang
title: Lang
crisis: infrastructure
story_start: 2026-03-03 07:42
end: 200h
phases:
  - {id: alles, title: Alles, at: 0m, story: D1 07:42}
injects:
"""
INJECT = "  - {{id: C{number:04}, at: {at}m, to: [OVD], title: Bericht {number}}}\n"


def measure() -> Iterator[Figure]:
    """Yield how long an exercise has no director, both ways."""
    yield from _figures("a joined controller steps in", STEPS_IN_MS, joined=True)
    yield from _figures("resume in a new process", None, joined=False)


def _figures(name: str, promised_ms: int | None, *, joined: bool) -> Iterator[Figure]:
    taken = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            taken.append(_without_director_ms(Path(folder), joined=joined))
    yield Figure(f"{name}, median", f"{median(taken):.0f} ms")
    yield Figure(
        f"{name}, most of {ROUNDS}",
        f"{max(taken):.0f} ms",
        "" if promised_ms is None else f"<= {promised_ms} ms",
        None if promised_ms is None else max(taken) <= promised_ms,
    )


def _without_director_ms(workspace: Path, *, joined: bool) -> float:
    _write(workspace)
    with ExitStack() as ends:
        director = ends.enter_context(_process(workspace, "run", "lang", "--speed", "60"))
        journal = _journal_with_director(workspace)
        if joined:
            command = _command("join", "last", "--as", "controller", "--me", "bert")
            terminal = PseudoTerminal(command, workspace, {"PYTHONPATH": str(ROOT)})
            ends.enter_context(terminal).wait_for(b"OEFENING")
            terminal.read_for(2)
        director.send_signal(signal.SIGKILL)
        killed = time.perf_counter()
        if not joined:
            ends.enter_context(_process(workspace, "resume", "last"))
        _wait_for_directors(journal, 2)
        return (time.perf_counter() - killed) * 1_000


def _write(workspace: Path) -> None:
    for name in ("scenarios", "rosters"):
        (workspace / name).mkdir()
    injects = (INJECT.format(number=number, at=5 + number) for number in range(INJECTS))
    (workspace / "scenarios" / "lang.yaml").write_text(SCENARIO + "".join(injects))


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "crisis_tui", *arguments]


@contextmanager
def _process(workspace: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        _command(*arguments, "--headless"),
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _journal_with_director(workspace: Path) -> Path:
    deadline = time.monotonic() + 30
    while not (found := list(workspace.glob("exercises/*/journal.jsonl"))):
        assert time.monotonic() < deadline, "it did not begin"
        time.sleep(0.01)
    _wait_for_directors(found[0], 1)
    return found[0]


def _wait_for_directors(journal: Path, count: int) -> None:
    deadline = time.monotonic() + 30
    while journal.read_bytes().count(b'"type":"DirectorTaken"') < count:
        assert time.monotonic() < deadline, "nobody directs"
        time.sleep(0.002)
