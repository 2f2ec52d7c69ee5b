"""A real pseudo-terminal around the program, for what only a terminal shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

ROOT = Path(__file__).parents[1]
SCREENS = """
import sys
from crisis_tui.tui.app import CrisisApp
from crisis_tui.tui.running import run_app
from tests.tui.fakes import FakeServices
sys.exit(run_app(CrisisApp(FakeServices(sys.argv[1]))))
"""
ENGLISH = {"LANG": "en_US.UTF-8"}


class Terminal:
    """A program in a pseudo-terminal; everything that it wrote is kept."""

    def __init__(
        self,
        *command: str,
        environment: Mapping[str, str] = ENGLISH,
        size: tuple[int, int] = (80, 24),
        controlling: bool = True,
    ) -> None:
        """Start `command`; without `controlling` nobody tells it that the terminal is gone."""
        self.fd, inner = pty.openpty()
        self.written = b""
        self.set_size(*size)
        self.process = subprocess.Popen(
            command,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
            preexec_fn=_take_terminal if controlling else None,  # noqa: PLW1509 - no threads here
        )
        os.close(inner)

    @classmethod
    def with_screens(cls, hostile: str = "", *, controlling: bool = True) -> Self:
        """Start the screens on made-up answers."""
        return cls(sys.executable, "-c", SCREENS, hostile, controlling=controlling)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        self.hang_up()

    def press(self, keys: bytes, seconds: float = 0.25) -> None:
        """Type keys one by one and read what they bring."""
        for key in keys:
            os.write(self.fd, bytes([key]))
            self.read(seconds)

    def read(self, seconds: float, until: bytes | None = None) -> bytes:
        """Read for some time, or until the bytes were written; return all that was written."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and (until is None or until not in self.written):
            ready, _, _ = select.select([self.fd], [], [], 0.05)
            if ready:
                try:
                    self.written += os.read(self.fd, 65536)
                except OSError:
                    break
        return self.written

    def set_size(self, width: int, height: int) -> None:
        """Give the terminal so many columns and rows."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def hang_up(self) -> None:
        """Close our end of the terminal."""
        if self.fd >= 0:
            os.close(self.fd)
        self.fd = -1


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
