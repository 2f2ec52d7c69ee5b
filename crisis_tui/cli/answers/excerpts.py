"""The lines of a file around a finding, with a caret under what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.cli.finding_text import Snippets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crisis_tui.basis.findings import Finding

LINES_BEFORE = 2


class Excerpts:
    """Excerpts of the files of one scenario, each file read once."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Cut from these files, by the names that findings use."""
        self._snippets = Snippets(files, {})

    def of(self, finding: Finding) -> str:
        """Return the lines with their numbers; empty if the file cannot be read any more."""
        where = finding.where
        numbers = range(max(where.line - LINES_BEFORE, 1), where.line + 1)
        found = [(number, self._snippets.line(where.file, number)) for number in numbers]
        lines = [(number, line) for number, line in found if line is not None]
        if not lines:
            return ""
        width = len(str(where.line))
        end = where.end_column if where.end_line == where.line else len(lines[-1][1]) + 1
        carets = " " * (where.column - 1) + "^" * max(end - where.column, 1)
        shown = [f"{number:{width}} | {line}" for number, line in lines]
        return "\n".join([*shown, f"{'':{width}} | {carets}"])
