"""The lines of a file around a finding, with a caret under what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crisis_tui.basis.findings import Finding

LINES_BEFORE = 2


def excerpt(finding: Finding, files: Mapping[str, Path]) -> str:
    """Return the lines with their numbers; empty if the file cannot be read any more."""
    where, path = finding.where, files.get(finding.where.file)
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path else []
    except (OSError, ValueError):
        lines = []
    if not 1 <= where.line <= len(lines):
        return ""
    first = max(where.line - LINES_BEFORE, 1)
    width = len(str(where.line))
    shown = [f"{n:{width}} | {lines[n - 1]}" for n in range(first, where.line + 1)]
    end = where.end_column if where.end_line == where.line else len(lines[where.line - 1]) + 1
    carets = "^" * max(end - where.column, 1)
    return "\n".join([*shown, f"{' ' * width} | {' ' * (where.column - 1)}{carets}"])
