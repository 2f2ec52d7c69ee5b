"""A workspace with one small roster, and the program answering from it."""

from __future__ import annotations

import json
import os
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crisis_tui.cli.main import run_command_line

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ROSTER = """
roster: 1
organisation: Gemeente Proef (fictief)
fictional: true
planned_until: open
office_hours: {weekdays: "Mon-Fri", from: "08:30", until: "17:00"}
roles:
  - {id: OVDBZ, title: {nl: Officier van dienst, en: Duty officer}, arrive: 30m, requires: [BOB]}
  - {id: HCC, title: {nl: Hoofd communicatie, en: Head of communication}, duty: soft}
  - {id: TLOPV, title: {nl: Teamleider opvang, en: Shelter team leader}, cover: none}
people:
  - {id: anna, name: Anna Oever, roles: [OVDBZ, TLOPV], travel: {home: 20m, prepare: 5m}}
  - {id: bram, name: Bram Dijk, roles: [OVDBZ, TLOPV], travel: {home: 45m, office: 10m}}
  - {id: cato, name: Cato Sluis, roles: [HCC, TLOPV], travel: {home: 15m}}
duties:
  - rotation: {role: OVDBZ, people: [anna, bram], turn: 1w, handover: Mon 12:00, start: 2026-01-05}
  - rotation: {role: HCC, people: [cato], turn: 1w, handover: Mon 12:00, start: 2026-01-05}
changes:
  - {role: OVDBZ, from: 2026-03-03 22:00, until: 2026-03-04 07:00, remove: anna}
"""
TRAINING = """
training: 1
qualifications:
  - {id: BOB, title: Besluitvorming, current: {any: [{months: 24}]}, grace: 30d}
records:
  - {person: anna, qualification: BOB, kind: course, on: 2025-05-14}
  - {person: bram, qualification: BOB, kind: course, on: 2025-03-14}
"""
SCENARIO = """
scenario: 1
id: stroom
title: Stroom valt uit
crisis: infrastructure
story_start: 2026-03-03 09:00
end: open
phases:
  - id: begin
    title: Begin
    at: 0m
    lasts: 6h
    needs:
      - {role: OVDBZ}
      - {role: TLOPV, shift: 8h}
injects:
  - {id: A1, at: 0m, to: [OVDBZ], title: Het licht gaat uit}
"""


@dataclass
class Answers:
    """The workspace, and what the program last said."""

    root: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")

    def settle(self) -> None:
        """Let the files look older than what is read from now on, so that it may be cached."""
        for path in (self.root, *self.root.rglob("*")):
            os.utime(path, (1_700_000_000, 1_700_000_000))

    def ask(self, *arguments: str, lang: str = "en") -> int:
        """Run a command in this process, keep what it wrote, return its exit code."""
        self.capsys.readouterr()
        command, *rest = arguments
        code = run_command_line([command, "--workspace", str(self.root), "--lang", lang, *rest])
        self.out, self.err = self.capsys.readouterr()
        return code

    def json(self, *arguments: str) -> dict[str, Any]:
        """Return the JSON document that a command prints."""
        self.ask(*arguments, "--format", "json")
        document: dict[str, Any] = json.loads(self.out)
        return document


def answers(root: Path, capsys: pytest.CaptureFixture[str]) -> Answers:
    """Return a new workspace under `root`."""
    found = Answers(root / "proef", capsys)
    found.write("rosters/proef.yaml", ROSTER)
    found.write("rosters/training.yaml", TRAINING)
    found.write("scenarios/stroom.yaml", SCENARIO)
    found.settle()
    return found
