"""Plays a page that tells of several terminals: starts, types and waits for what the page shows."""

from __future__ import annotations

import os
import re
import select
import shlex
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

BLOCK = re.compile(r"<!-- (?P<who>[\w ]+) -->\n(?:```console\n(?P<lines>.*?)```)?", re.DOTALL)
STARTS, TYPES, LEFT_OUT, DIES = "$ crisis-tui ", "> ", "…", "dies"
PROMPT = "> "
LIKE = {"time": r"\d+:\d\d(:\d\d)?", "terminal": r"pts/\d+", "entry": r"\bE\d+\b", "omitted": ".*"}
"""Times, terminals and numbers of entries differ each time that a page is played; `…` is anything."""
VARIES = re.compile(
    "|".join(f"(?P<{name}>{LIKE[name]})" for name in list(LIKE)[:-1]) + "|(?P<omitted>…)"
)
DEADLINE_S = 45.0


class Step(NamedTuple):
    """A line of a page: who does or hears it, and what."""

    who: str
    line: str


def steps_of(page: str) -> list[Step]:
    """Return what a page tells, in its order; a terminal that dies is a step `dies`."""
    found = []
    for block in BLOCK.finditer(page):
        who, _, fate = block["who"].partition(" ")
        lines = [fate] if fate else (block["lines"] or "").splitlines()
        found += [Step(who, line) for line in lines if line.strip(f"{LEFT_OUT} ")]
    return found


def pattern_of(line: str) -> re.Pattern[str]:
    """Return what a shown line stands for: what varies may be another, `…` is anything."""
    found, end = [], 0
    for varies in VARIES.finditer(line := line.strip()):
        found += [re.escape(line[end : varies.start()]), LIKE[varies.lastgroup or ""]]
        end = varies.end()
    found.append(re.escape(line[end:]))
    return re.compile("".join(found))


class ToldTerminal(Terminal):
    """A terminal of the page: its lines so far, and up to which one the page has come."""

    def __init__(self, command: str, environment: Mapping[str, str]) -> None:
        """Start what stands behind the dollar sign."""
        self.told = 0
        words = shlex.split(command.removeprefix("$ ").removeprefix("crisis-tui"))
        super().__init__(sys.executable, "-m", "crisis_tui", *words, environment=environment)

    @property
    def lines(self) -> list[str]:
        """What the program said and what was typed, in lines."""
        return self.written.decode(errors="replace").replace("\r", "").split("\n")

    def pump(self) -> None:
        """Take in what the program has written."""
        with suppress(OSError):
            while select.select([self.fd], [], [], 0)[0]:
                if not (data := os.read(self.fd, 1 << 16)):
                    return
                self.written += data

    def comes_to(self, shown: str) -> bool:
        """Tell whether a line was said behind the last one that was looked for, and step onto it."""
        pattern = pattern_of(shown)
        for number, line in enumerate(self.lines[self.told :], self.told + 1):
            if pattern.fullmatch(line.strip().removeprefix(PROMPT)):
                self.told = number
                return True
        return False


class ToldTerminals:
    """All terminals of a page, in one workspace and one language."""

    def __init__(self, workspace: Path, language: str) -> None:
        self._at: dict[str, ToldTerminal] = {}
        self._environment = {
            "CRISIS_TUI_WORKSPACE": str(workspace),
            "LANG": language,
            "LC_ALL": "",
            "LC_MESSAGES": "",
            "COLUMNS": "80",
            "TZ": "Europe/Amsterdam",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for terminal in self._at.values():
            terminal.__exit__(kind, error, trace)

    def play(self, step: Step) -> None:
        """Do what a line of the page says, or wait until it is said."""
        if step.line == DIES:
            self._at[step.who].process.kill()
        elif step.line.startswith(STARTS):
            self._start(step)
        elif step.line.startswith(TYPES):
            os.write(self._at[step.who].fd, f"{step.line.removeprefix(TYPES)}\n".encode())
        else:
            terminal = self._at[step.who]
            self._wait(lambda: terminal.comes_to(step.line), step)

    def _start(self, step: Step) -> None:
        before = self._at.pop(step.who, None)
        if before is not None:
            self._wait(lambda: before.process.poll() is not None, step)
            before.hang_up()
        self._at[step.who] = ToldTerminal(step.line, self._environment)

    def _wait(self, holds: Callable[[], bool], step: Step) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"never: {step}\n{self._all()}")
            for terminal in self._at.values():
                terminal.pump()
            time.sleep(0.02)

    def _all(self) -> str:
        return "\n".join(
            f"--- {who}, read up to here:\n"
            + "\n".join(terminal.lines[: terminal.told])
            + "\n--- and not yet:\n"
            + "\n".join(terminal.lines[terminal.told :])
            for who, terminal in self._at.items()
        )
