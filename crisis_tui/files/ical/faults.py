"""What is wrong in an iCalendar file, by line; many of a kind are told as one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity, Where
from crisis_tui.basis.text import Text, Texts
from crisis_tui.files.faults import MAX_FAULTS
from crisis_tui.files.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.ical.lines import Line
    from crisis_tui.files.ical.values import Property


NO_LINE = Text("this is no line of a calendar; it is skipped")


class LineError(Exception):
    """A line that means nothing, or not one thing; the event that needs it does not count."""

    def __init__(
        self, code: str, message: AnyText, line: Line, help_text: AnyText | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.line = line
        self.help = help_text


@dataclass
class Complaints:
    """Collects findings in one file, at most a hundred of each code."""

    file: str
    _found: list[Finding] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _last: dict[str, tuple[Severity, Line]] = field(default_factory=dict)

    def error(self, code: str, message: AnyText, line: Line, cure: AnyText | None = None) -> None:
        """Note that the data has no single meaning."""
        self._add(code, Severity.ERROR, message, line, cure)

    def warning(self, code: str, message: AnyText, line: Line, cure: AnyText | None = None) -> None:
        """Note that something probably means something else than was meant."""
        self._add(code, Severity.WARNING, message, line, cure)

    def hint(self, code: str, message: AnyText, line: Line, cure: AnyText | None = None) -> None:
        """Note what is good to know."""
        self._add(code, Severity.HINT, message, line, cure)

    def refuse(self, error: LineError) -> None:
        """Note an error that was raised."""
        self.error(error.code, error.message, error.line, error.help)

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings; the last one of a code tells how many more there were."""
        more = [
            Finding(
                code,
                severity,
                Texts(
                    "and {n} more of this kind in this file",
                    "and {n} more of this kind in this file",
                    self._counts[code] - MAX_FAULTS,
                ),
                self._where(line),
            )
            for code, (severity, line) in self._last.items()
        ]
        return (*self._found, *more)

    def _add(
        self, code: str, severity: Severity, message: AnyText, line: Line, cure: AnyText | None
    ) -> None:
        self._counts[code] += 1
        if self._counts[code] > MAX_FAULTS:
            self._last[code] = severity, line
        else:
            self._found.append(Finding(code, severity, message, self._where(line), cure))

    def _where(self, line: Line) -> Where:
        return Where(self.file, line.number, _column(line), line.number, line.width + 1)


def _column(line: Line) -> int:
    """Return where a line's value begins, or the line if its value is not on its first piece."""
    if line.name in {"", "BEGIN", "END"}:
        return 1
    before = len(line.text) - len(line.value_text)
    return before + 1 if before < line.width else 1


def called(lines: Mapping[str, Property]) -> AnyText:
    """Return how an event is called in a message: its summary, if it has one."""
    summary = shown(lines["SUMMARY"].value) if "SUMMARY" in lines else ""
    return f'"{summary}"' if summary else Text("an event without a title")
