"""The whole program in a real pseudo-terminal, seen as a person sees it."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Any, Self

import pyte

from crisis_tui.basis.text import first_unsafe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

DEADLINE_S = 30.0
_KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B"}


class Console:
    """A command in a terminal of a given size; `screen` is what stands there now."""

    def __init__(self, workspace: Path, *command: str, size: tuple[int, int] = (80, 24)) -> None:
        self.fd, inner = pty.openpty()
        self.written = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._set_size(*size)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "crisis_tui", *command, "--workspace", str(workspace)],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "en_GB.UTF-8", "LC_ALL": ""},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads
        )
        os.close(inner)

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
        os.close(self.fd)

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        self._read(0)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def sees(self, *words: str) -> str:
        """Wait until all the words stand on the screen together; return it."""
        return self._waits(lambda screen: all(word in screen for word in words), words)

    def gone(self, word: str) -> str:
        """Wait until a word no longer stands on the screen; return it."""
        return self._waits(lambda screen: word not in screen, ("not", word))

    def _waits(self, holds: Callable[[str], bool], words: tuple[str, ...]) -> str:
        deadline = time.monotonic() + DEADLINE_S
        while time.monotonic() < deadline:
            screen = self.screen
            if holds(screen):
                return screen
            self._read(0.05)
        raise AssertionError(f"never seen: {words}\n{self.screen}")

    def keys(self, *keys: str) -> None:
        """Type keys by name or texts as they are."""
        for key in keys:
            os.write(self.fd, _KEYS.get(key, key).encode())

    def resize(self, width: int, height: int) -> None:
        """Drag the window to another size."""
        self._screen.resize(height, width)
        self._set_size(width, height)
        self.process.send_signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """Tell the process that its terminal was closed."""
        self.process.send_signal(signal.SIGHUP)

    def ends(self) -> int:
        """Wait for the end of the process; return its exit code."""
        deadline = time.monotonic() + DEADLINE_S
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
        return self.process.wait(5)

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def _read(self, seconds: float) -> None:
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:  # Linux says so when the other end is closed
                return
            if not data:
                return
            self.written += data
            self._stream.feed(data)
            seconds = 0


def the_exercise(workspace: Path) -> Path:
    """Return the folder of the only exercise."""
    (folder,) = (path.parent for path in workspace.glob("exercises/*/journal.jsonl"))
    return folder


def journal(workspace: Path) -> list[dict[str, Any]]:
    """Return the lines of the only exercise's journal."""
    text = (the_exercise(workspace) / "journal.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def types(workspace: Path) -> list[str]:
    """Return the types of the events in the journal."""
    return [line["type"] for line in journal(workspace)]


def is_clean(screen: str) -> bool:
    """Tell whether nothing on a screen could command a terminal."""
    return first_unsafe(screen.replace("\n", "")) is None
