"""Findings for people: place, cause, the line with a caret under the fault, and the cure."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Finding, Severity
from crisis_tui.basis.text import clean_text
from crisis_tui.files.decoding import decode
from crisis_tui.files.faults import LineIndex
from crisis_tui.files.reading import CannotReadError, read_file
from crisis_tui.i18n import _, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from crisis_tui.basis.findings import Where

COLUMNS = 80
_MOST_MARKS = 4
"""Characters looked at for each cell of a line: letters may carry marks that take no room."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}


class Snippets:
    """Lines of the files that findings point into, read when they are asked for."""

    def __init__(self, files: Mapping[str, Path], texts: Mapping[str, bytes]) -> None:
        self._files = files
        self._texts = texts
        self._lines: dict[str, LineIndex] = {}

    def line(self, file: str, number: int) -> str | None:
        """Return a line of a file, safe to show, or None if there is none."""
        if file not in self._lines:
            self._lines[file] = LineIndex(self._text(file))
        lines = self._lines[file]
        if not lines.text or not 1 <= number <= lines.count:
            return None
        return clean_text(lines.line(number)).replace("\t", " ")

    def _text(self, file: str) -> str:
        try:
            data = self._texts[file] if file in self._texts else read_file(self._files[file])
        except (KeyError, CannotReadError):
            return ""
        return decode(data)[0]


class FindingWriter:
    """Writes findings as text of at most 80 columns; colour says nothing that words do not."""

    def __init__(
        self, snippets: Snippets, *, colour: bool = False, shown: Callable[[str], str] = str
    ) -> None:
        self._snippets = snippets
        self._colour = colour
        self._shown = shown

    def text(self, finding: Finding) -> str:
        """Return one finding with its snippet, related places and help."""
        return "\n".join(self._lines(finding))

    def _lines(self, finding: Finding) -> Iterator[str]:
        yield from self._headline(finding)
        yield from self._snippet(finding.where)
        for related in finding.related:
            yield from _wrapped(
                f"   = {render(related.message)}: {self._place(related.where)}", "     "
            )
        cure = [] if finding.help is None else [render(finding.help)]
        explain = f"(crisis-tui explain {finding.code})"
        yield from _wrapped("   = " + " ".join([*cure, explain]), "     ")

    def _headline(self, finding: Finding) -> Iterator[str]:
        label = f"{severity_word(finding.severity)}[{finding.code}]"
        place = clean_text(f"{self._place(finding.where)}:")
        said = f"{label} {render(finding.message)}"
        if len(place) > COLUMNS:  # broken over lines nobody could open it
            lines = [place, *_wrapped(f"    {said}", "    ")]
        else:
            lines = _wrapped(f"{place} {said}", "    ")
        code = _COLOURS[finding.severity]
        for line in lines:
            yield line.replace(label, f"\x1b[1;{code}m{label}\x1b[0m") if self._colour else line

    def _place(self, where: Where) -> str:
        return f"{self._shown(where.file)}:{where.place}"

    def _snippet(self, where: Where) -> Iterator[str]:
        line = None if where.cell else self._snippets.line(where.file, where.line)
        if line is None:
            return
        before = self._snippets.line(where.file, where.line - 1)
        width = len(str(where.line)) + 3
        room = COLUMNS - width - 3
        end = where.end_column if where.end_line == where.line else len(line) + 1
        shown, start, length = _window(line, where.column - 1, max(1, end - where.column), room)
        if before is not None and before.strip() and len(before) <= room:
            yield f"{where.line - 1:>{width}} | {before}"
        yield f"{where.line:>{width}} | {shown}"
        caret = " " * _width(shown[:start]) + "^" * max(1, _width(shown[start : start + length]))
        yield f"{'':>{width}} | {caret[:room]}"


def severity_word(severity: Severity) -> str:
    """Return how bad a finding is, in the active language."""
    words = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.HINT: _("hint")}
    return words[severity]


def _window(line: str, start: int, length: int, room: int) -> tuple[str, int, int]:
    """Return the part of a line around the fault that fits, and where the fault is in it."""
    line = line.rstrip()
    if len(line) <= _MOST_MARKS * room and _width(line) <= room:
        return line, min(start, len(line)), length
    left = max(0, min(start - room // 3, len(line) - room // 2))
    cut = line[left : left + _MOST_MARKS * room]
    start -= left
    if left:
        cut, start = "…" + cut[1:], max(start, 1)
    while _width(cut) > room:
        cut = cut[:-2] + "…"
    return cut, min(start, len(cut) - 1), max(1, min(length, len(cut) - start))


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        clean_text(text),
        COLUMNS,
        subsequent_indent=indent,
        break_on_hyphens=False,
        drop_whitespace=True,
        initial_indent="",
    )
