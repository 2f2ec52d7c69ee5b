"""Processes of people who joined an exercise, and its gate: real terminals in lines, and bare seats."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.gate.address import socket_path

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent


class Ears:
    """Reads what a process writes, with the time at which each line came."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[tuple[int, str]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append((time.monotonic_ns(), line.strip()))

    def wait_for(self, text: str) -> None:
        while not any(text in line for _, line in tuple(self.lines)):
            if self.process.poll() is not None:
                raise RuntimeError("\n".join(line for _, line in self.lines))
            time.sleep(0.05)


def seats_at(folder: Path, count: int, role: str) -> subprocess.Popen[str]:
    """Start so many seats of players in one process; it says `joined` when all are taken."""
    return speaking(
        [sys.executable, "-m", "benchmarks.terminal_clients", str(folder), str(count), role]
    )


def joined(folder: Path, seat: str, role: str | None = None) -> subprocess.Popen[str]:
    """Start somebody's terminal in lines."""
    return speaking(join_command(folder, seat, role, "--plain", "--lang", "en"))


def join_command(folder: Path, seat: str, role: str | None = None, *options: str) -> list[str]:
    """Return the command by which somebody joins."""
    command = [sys.executable, "-m", "crisis_tui", *options, "join", str(folder), "--as", seat]
    return [*command, *(["--role", role] if role else [])]


def speaking(command: Sequence[str]) -> subprocess.Popen[str]:
    """Start a process whose lines come at once."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def gate_of(folder: Path) -> int:
    """Return the process that listens at the exercise's gate."""
    assert socket_path((folder / "gate.lock").stat()).exists()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and b"gate_process\0" + os.fsencode(folder) in _words(entry):
            return int(entry.name)
    raise RuntimeError("no gate")


def _words(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""
