"""Somebody who knows the contract of the command line only, at work in a workspace of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crisis_tui.cli.main import run_command_line

if TYPE_CHECKING:
    import pytest

PROGRAM = (sys.executable, "-m", "crisis_tui")
OUTSIDE = ("CRISIS_TUI_WORKSPACE", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "XDG_DATA_HOME")


@dataclass(frozen=True)
class Said:
    """What one call of the program answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the program answers
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Stranger:
    """A workspace, and the program called in it."""

    root: Path
    capsys: pytest.CaptureFixture[str]
    common: tuple[str, ...] = field(default=("--lang", "en", "--me", "vera"))

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def ask(self, command: str, *arguments: str) -> Said:
        """Call the program in this process."""
        self.capsys.readouterr()
        code = run_command_line([command, "--workspace", str(self.root), *self.common, *arguments])
        return Said(code, *self.capsys.readouterr())

    def json(self, command: str, *arguments: str) -> Any:  # noqa: ANN401
        """Return the one document that a command prints."""
        return self.ask(command, *arguments, "--format", "json").json

    def call(
        self,
        *arguments: str,
        cwd: Path | None = None,
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
    ) -> Said:
        """Call the program in a process of its own, with nothing of this one's settings."""
        done = subprocess.run(
            [*PROGRAM, *arguments],
            cwd=cwd or self.root,
            env=self.environment(**(env or {})),
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program in the background."""
        return subprocess.Popen(
            [*PROGRAM, *arguments],
            cwd=self.root,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        home = {"HOME": str(self.root.parent), "PYTHONPATH": str(Path(__file__).parents[2])}
        return {**kept, **home, "XDG_CACHE_HOME": str(self.root.parent / "cache"), **more}

    def play(self, scenario: str, *arguments: str, script: str = "") -> list[dict[str, Any]]:
        """Play a scenario on the virtual clock without a refusal and return its journal."""
        said = self.try_play(scenario, *arguments, script=script)
        assert said.code == 0, said.err
        return said.lines

    def try_play(self, scenario: str, *arguments: str, script: str = "") -> Said:
        if script:
            path = self.write("steps.yaml", script)
            arguments = (*arguments, "--script", str(path))
        fast = ("--headless", "--speed", "max", "--format", "jsonl")
        return self.ask("run", scenario, *fast, *arguments)

    @property
    def exercises(self) -> list[Path]:
        """The folders of the exercises, the oldest first."""
        found = self.root.glob("exercises/*/journal.jsonl")
        return sorted((path.parent for path in found), key=lambda path: path.name)

    @property
    def exercise(self) -> Path:
        """The folder of the only exercise."""
        (folder,) = self.exercises
        return folder

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The lines of the only exercise's journal."""
        text = (self.exercise / "journal.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


def of_type(events: list[dict[str, Any]], *types: str) -> list[dict[str, Any]]:
    """Return the events of these types."""
    return [event for event in events if event["type"] in types]


def minutes(event: dict[str, Any]) -> float:
    """Return when an event happened in minutes of play, to the second."""
    seconds: int = round(event["play"] / 1000)
    return seconds / 60


def sent(events: list[dict[str, Any]]) -> list[tuple[float, str]]:
    """Return what was delivered at which minute of play."""
    return [
        (minutes(event), event["data"]["inject"]) for event in of_type(events, "InjectDelivered")
    ]
