"""A workspace of its own for tests that run exercises, and the program at work in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crisis_tui.cli.main import run_command_line

if TYPE_CHECKING:
    import pytest

SMALL = Path(__file__).parent.parent / "workspaces" / "klein"
PROGRAM = [sys.executable, "-m", "crisis_tui"]


@dataclass
class Desk:
    """The small workspace, copied, and what the program says in it."""

    root: Path
    capsys: pytest.CaptureFixture[str] | None = None
    out: str = ""
    err: str = ""

    @classmethod
    def at(cls, folder: Path, capsys: pytest.CaptureFixture[str] | None = None) -> Desk:
        shutil.copytree(SMALL, folder / "klein")
        return cls(folder / "klein", capsys)

    @property
    def exercises(self) -> Path:
        return self.root / "exercises"

    @property
    def script(self) -> str:
        return str(self.root / "stroom-gespeeld.yaml")

    def say(self, *arguments: str) -> int:
        """Run a command in this process and keep what it wrote."""
        assert self.capsys is not None
        self.capsys.readouterr()
        code = run_command_line(self._with_common(arguments))
        self.out, self.err = self.capsys.readouterr()
        return code

    def play(self, *more: str) -> int:
        """Play the small exercise on a virtual clock."""
        return self.say("run", "stroom", "--headless", "--speed", "max", *more)

    def begin(self, *arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Run a command in a process of its own."""
        return subprocess.Popen(
            [*PROGRAM, *self._with_common(arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **(env or {})},
        )

    def events(self, exercise: str) -> list[dict[str, Any]]:
        """Return the lines of an exercise's journal."""
        path = self.exercises / exercise / "journal.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()]

    def the_exercise(self) -> str:
        """Return the name of the only exercise, which may still be on its way."""
        for _ in range(500):
            found = [path.parent.name for path in self.exercises.glob("*/journal.jsonl")]
            if found:
                (name,) = found
                return name
            time.sleep(0.02)
        raise AssertionError("no exercise began")

    def _with_common(self, arguments: tuple[str, ...]) -> list[str]:
        common = ("--workspace", str(self.root), "--lang", "en", "--me", "mia")
        return [arguments[0], *common, *arguments[1:]]


def types(events: list[dict[str, Any]]) -> list[str]:
    """Return the types of events."""
    return [event["type"] for event in events]


def without_stamps(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return events without what differs between two runs: stamps, identities, chain."""
    return [
        {
            **{key: event[key] for key in ("seq", "play", "type")},
            "role": event["actor"]["role"],
            "data": {
                key: value
                for key, value in event["data"].items()
                if key != "exercise" and not key.endswith("at_ms")
            },
        }
        for event in events
    ]
