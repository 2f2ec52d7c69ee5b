"""The whole program in a real pseudo-terminal, seen as a person sees it."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pyte

from crisis_tui.basis.text import first_unsafe
from tests.terminal import ENGLISH, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

DEADLINE_S = 30.0
_KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B"}


class SeenTerminal(Terminal):
    """A command in a terminal of a given size; `screen` is what stands there now."""

    def __init__(
        self,
        *command: str,
        environment: Mapping[str, str] = ENGLISH,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        super().__init__(*command, environment=environment, size=size)

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
        self.set_size(width, height)
        self.process.send_signal(signal.SIGWINCH)

    def ends(self) -> int:
        """Wait for the end of the process; return its exit code."""
        deadline = time.monotonic() + DEADLINE_S
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
        return self.process.wait(5)

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


class Console(SeenTerminal):
    """A command of the program on a workspace, on this machine."""

    def __init__(self, workspace: Path, *command: str) -> None:
        super().__init__(
            *(sys.executable, "-m", "crisis_tui", *command, "--workspace", str(workspace)),
            environment={"LANG": "en_GB.UTF-8", "LC_ALL": ""},
        )


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
