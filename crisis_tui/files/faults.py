"""Faults in one text, by character offset; they become findings once the file's name is known."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Related, Severity, Where

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText


MAX_FAULTS = 100
"""So many faults of one kind in one text are told; more would tell nothing new."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a text."""

    code: str
    message: AnyText
    span: Span
    help: AnyText | None = None
    severity: Severity = Severity.ERROR
    related: tuple[tuple[Span, AnyText], ...] = ()


class FatalFault(Exception):  # noqa: N818 - a fault after which reading cannot go on
    """Stops the reading of a file."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class LineIndex:
    """Turns offsets of a text into lines and columns, both counted from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        find = text.find
        at = find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = find("\n", at + 1)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset; one past the end is allowed."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int) -> int:
        """Return where a line (from 1) begins; past the end, the text's length."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def line(self, number: int) -> str:
        """Return a line (from 1) without its line break."""
        return self.text[self.offset(number) : self.offset(number + 1)].rstrip("\n")

    @property
    def count(self) -> int:
        """Number of lines; a final line break does not begin another one."""
        return len(self._starts) - (1 if self.text.endswith("\n") and len(self._starts) > 1 else 0)

    def where(self, file: str, span: Span) -> Where:
        """Return the located range; an empty one is widened to one character."""
        line, column = self.position(span.start)
        end_line, end_column = self.position(max(span.end, span.start))
        if (end_line, end_column) == (line, column):
            end_column += 1
        return Where(file, line, column, end_line, end_column)

    def finding(self, file: str, fault: Fault) -> Finding:
        """Return the fault as a finding in `file`."""
        related = tuple(Related(self.where(file, span), message) for span, message in fault.related)
        return Finding(
            fault.code,
            fault.severity,
            fault.message,
            self.where(file, fault.span),
            fault.help,
            related,
        )
