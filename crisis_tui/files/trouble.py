"""What a YAML parser said when it stopped, and where."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.files.faults import LineIndex, Span


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the parser said, and where."""

    lines: LineIndex
    problem: str
    at: int
    context: str
    context_at: int | None

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.lines.text

    @property
    def line_number(self) -> int:
        """Number of the line at which the parser stopped."""
        return self.lines.position(self.at)[0]

    def span(self, length: int = 1) -> Span:
        """Return the place at which the parser stopped."""
        return Span(self.at, self.at + length)
