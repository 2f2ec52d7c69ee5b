"""A program in a pseudo-terminal: when it shows something, what it writes, what it costs."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from typing import TYPE_CHECKING, Self

from benchmarks.figures import as_installed
from benchmarks.processes import cpu_seconds, most_memory_mib

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType


class PseudoTerminal:
    """Runs a command in so many columns and lines; `output` is everything that it has written."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        extra: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        environment = as_installed(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        environment |= {"CRISIS_TUI_WORKSPACE": str(folder), **(extra or {})}
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(command[0], list(command), environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(size), 0, 0))
        self.output = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def wait_for(self, marker: bytes, seconds: float = 30) -> float:
        """Return the milliseconds from the start until `marker` was written."""
        deadline = time.perf_counter() + seconds
        while marker not in self.output:
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{marker!r} never came: {self.output[-500:]!r}")
            self._read(0.05)
        return (time.perf_counter() - self.started) * 1000

    def read_for(self, seconds: float) -> int:
        """Return how many bytes came within this time."""
        before, deadline = len(self.output), time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._read(left)
        return len(self.output) - before

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self.fd, keys.encode())

    def most_memory_mib(self) -> float:
        """Return the most memory that the program has had at once."""
        return most_memory_mib(self.pid)

    def cpu_seconds(self) -> float:
        """Return the processor time that the program has used."""
        return cpu_seconds(self.pid)

    def _read(self, seconds: float) -> None:
        if select.select([self.fd], [], [], seconds)[0]:
            self.output += os.read(self.fd, 1 << 16)
