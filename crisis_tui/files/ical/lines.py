"""From the bytes of an iCalendar file to its content lines: unfolded first, decoded after.

A line may be folded in the middle of a character, so the bytes are joined before they become text;
and one line that is no text does not spoil the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.text import Text, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"B\0E\0", b"\0B\0E")
_NAME = re.compile(r"\s*([A-Za-z0-9-]+)(?=[;:\s])")

_BEFORE_VALUE = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')


class Line(NamedTuple):
    """A content line: the number of its first line in the file, and how long that one is."""

    number: int
    width: int
    text: str
    is_text: bool = True

    @property
    def name(self) -> str:
        """Return the property's name in capitals, or "" if the line has none."""
        match = _NAME.match(self.text)
        return match[1].upper() if match is not None and ":" in self.text else ""

    @property
    def value_text(self) -> str:
        """Return what stands after the parameters, whatever colons those hold in quotes."""
        match = _BEFORE_VALUE.match(self.text)
        return self.text[match.end() :] if match is not None else self.text

    @property
    def value(self) -> str:
        """Return what stands after the first colon, for lines whose parameters hold none."""
        return self.text.partition(":")[2].strip()


def content_lines(data: bytes) -> Iterator[Line]:
    """Yield the content lines of a file, empty ones left out."""
    number, first, pieces = 0, 0, list[bytes]()
    for number, raw in enumerate(data.removeprefix(_BOM).split(b"\n"), start=1):
        piece = raw.removesuffix(b"\r")
        if pieces and piece[:1] in {b" ", b"\t"}:
            pieces.append(piece[1:])
            continue
        if pieces:
            yield _line(first, pieces)
        first, pieces = number, [piece] if piece.strip() else []
    if pieces:
        yield _line(first, pieces)


def _line(number: int, pieces: list[bytes]) -> Line:
    whole = b"".join(pieces)
    try:
        text = whole.decode()
    except UnicodeDecodeError:
        return Line(number, len(pieces[0]), clean_text(whole.decode(errors="replace")), False)
    return Line(number, len(pieces[0].decode(errors="replace")), clean_text(text))


def why_no_calendar(data: bytes) -> Text | None:
    """Return why these bytes are no iCalendar file, or None if they may be one."""
    if data.startswith(_UTF16):
        return Text("it looks like UTF-16; save it as UTF-8")
    if b"BEGIN:VCALENDAR" not in data.upper():
        return Text("it is no iCalendar file: there is no BEGIN:VCALENDAR in it")
    return None
