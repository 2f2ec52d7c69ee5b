"""Workspaces for tests: files by their path and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.files.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from crisis_tui.basis.findings import Finding

HEADER = """\
scenario: 1
id: s
title: Oefening
crisis: cyber
story_start: 2026-03-03 07:42
end: 60m
"""
ROSTER = "roster: 1\norganisation: X\nplanned_until: open\n"


def inject(name: str, more: str = "") -> str:
    """Return an entry of `injects:`."""
    return f"  - {{id: {name}, at: 1m, from: x, to: [CISO], title: x{more}}}\n"


def workspace(folder: Path, files: dict[str, str | bytes]) -> Workspace:
    """Write the files and return the workspace around them."""
    for kind in ("scenarios", "rosters"):
        (folder / kind).mkdir(exist_ok=True)
    for relative, content in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Workspace(folder.resolve(), folder / "exercises")


def places(findings: Iterable[Finding]) -> list[tuple[str, str, int, int]]:
    """Return what most tests look at: code and place."""
    return [(each.code, each.where.file, each.where.line, each.where.column) for each in findings]
