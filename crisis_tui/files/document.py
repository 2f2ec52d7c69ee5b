"""One YAML file in memory: its values, the faults of its text, and the way back to places."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.findings import Finding, Severity, Where
from crisis_tui.basis.text import Text
from crisis_tui.files.decoding import decode
from crisis_tui.files.edits import Edits
from crisis_tui.files.faults import MAX_FAULTS, Fault, LineIndex, Span
from crisis_tui.files.places import Places
from crisis_tui.files.scalars import span_inside
from crisis_tui.files.values import Values, read_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Source

_COMMENT_LIKE = re.compile(r"[ \t]#(?=[^\s#!])[^\n]*")


class Document:
    """A YAML file. `value` holds dicts, lists, texts and None; None also if it is unreadable."""

    def __init__(self, file: str, data: bytes, *, pure: bool = False) -> None:
        self.file = file
        self._pure = pure
        self.text, faults = decode(data)
        del data
        self.value: Any = None
        self.readable = not any(fault.code == "Y001" for fault in faults)
        self.edits = Edits()
        self._places = Places(self.text, Values(), pure=pure)
        self._faults = list(faults)
        if self.readable:
            self._read()

    def _read(self) -> None:
        values = read_values(self.text, pure=self._pure)
        self.value = values.value
        self.readable = values.readable
        self._places = Places(self.text, values, pure=self._pure)
        self._faults += values.faults
        self._faults += self._places.duplicates()
        self._faults += islice(self._cut_texts(), MAX_FAULTS)

    @cached_property
    def lines(self) -> LineIndex:
        """Lines and columns of the text."""
        return LineIndex(self.text)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the text itself."""
        return tuple(self.lines.finding(self.file, fault) for fault in self._faults)

    def locate(self, source: Source) -> Where:
        """Return where a source of the *model* stands, entries that were left out counted in."""
        return self.where(source, self.edits.written_path(source.path))

    def where(self, source: Source, path: tuple[str | int, ...] | None = None) -> Where:
        """Return where a source of the file stands: its value, or key, or part of its text."""
        return self.lines.where(self.file, self._span(source, path or source.path))

    def _span(self, source: Source, path: tuple[str | int, ...]) -> Span:
        span, key, is_scalar, found = self._places.find(path)
        if key is not None and source.at_key and found == len(path):
            return key
        if is_scalar and span.end > span.start:
            if source.offset is not None and found == len(path):
                return span_inside(self.text, span, source.offset, source.length)
            return self._trimmed(span)
        if span.end <= span.start or self._begins_later(key, span):
            return key if key is not None else self._first_line(span)
        return self._first_line(span)

    def _begins_later(self, key: Span | None, span: Span) -> bool:
        """Tell whether a list or mapping begins on a later line than its key."""
        return key is not None and "\n" in self.text[key.end : span.start]

    def _first_line(self, span: Span) -> Span:
        end = self.text.find("\n", span.start)
        line = self.text[span.start : end if end >= 0 else len(self.text)]
        return Span(span.start, span.start + len(line.rstrip()))

    def _trimmed(self, span: Span) -> Span:
        if self.text[span.start : span.start + 1] in {"|", ">"}:
            return self._first_line(span)
        return Span(span.start, span.start + len(self.text[span.start : span.end].rstrip()))

    def _cut_texts(self) -> Iterator[Fault]:
        """Find ` #3` after a plain text: the rest is a comment, and nothing else says so."""
        if not self.readable:
            return
        for match in _COMMENT_LIKE.finditer(self.text):
            sign = match.start() + 1
            end = sign - 1
            while self.text[end - 1 : end] in {" ", "\t"}:
                end -= 1
            if self.text[end - 1 : end] in {"", "\n"}:
                continue
            if end in self._places.around(end).plain_ends:
                yield Fault(
                    "Y011",
                    Text("the text ends before the # here; the rest is read as a comment"),
                    Span(sign, match.end()),
                    Text("put the text between quotes, or a blank after the # of a comment"),
                    Severity.WARNING,
                )
