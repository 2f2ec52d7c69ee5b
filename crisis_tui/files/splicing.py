"""Small edits to a file's bytes: everything outside them stays as it is, byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOM = b"\xef\xbb\xbf"
_CONTEXT = 3
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")


class Splice(NamedTuple):
    """Another text for the characters from `start` to `end` of a file's text, which has no CR."""

    start: int
    end: int
    text: str


def spliced(data: bytes, splices: Sequence[Splice]) -> bytes:
    """Return the bytes of a UTF-8 file with the splices made, which are in order.

    Their line breaks become those of the lines around.
    """
    bom = _BOM if data.startswith(_BOM) else b""
    raw = data.removeprefix(_BOM).decode()
    breaks = [match.start() - number for number, match in enumerate(re.finditer("\r\n", raw))]
    parts: list[str] = []
    done = 0
    for splice in splices:
        start, end = (at + bisect_left(breaks, at) for at in (splice.start, splice.end))
        parts += [raw[done:start], splice.text.replace("\n", _line_break(raw, start))]
        done = end
    return bom + "".join([*parts, raw[done:]]).encode()


def _line_break(raw: str, at: int) -> str:
    """Return the line break that ends the line above, or, on the first line, the one below."""
    above = raw.rfind("\n", 0, at)
    found = above if above >= 0 else raw.find("\n", at)
    return "\r\n" if found > 0 and raw[found - 1] == "\r" else "\n"


def unified_diff(before: bytes, after: bytes, name: str) -> str:
    """Return the difference as `patch` reads it: one hunk, from the first to the last other line.

    `difflib` would compare all lines with all others, which takes seconds in a large file.
    """
    old, new = (_lines(data) for data in (before, after))
    if old == new:
        return ""
    same_head = _common(old, new)
    room = min(len(old), len(new)) - same_head
    same_tail = min(room, _common(old[::-1], new[::-1]))
    first = max(0, same_head - _CONTEXT)
    last = min(_CONTEXT, same_tail)
    gone, come = old[same_head : len(old) - same_tail], new[same_head : len(new) - same_tail]
    tail = old[len(old) - same_tail : len(old) - same_tail + last]
    body = [
        *(" " + line for line in old[first:same_head]),
        *("-" + line for line in gone),
        *("+" + line for line in come),
        *(" " + line for line in tail),
    ]
    shared = same_head - first + last
    head = (
        f"--- a/{name}\n+++ b/{name}\n"
        f"@@ -{_range(first, shared + len(gone))} +{_range(first, shared + len(come))} @@\n"
    )
    return head + "".join(_ended(line) for line in body)


def _lines(data: bytes) -> list[str]:
    return [line.decode("utf-8", "replace") for line in _LINE.findall(data)]


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many lines two texts begin with together."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _range(first: int, count: int) -> str:
    """Return where a hunk begins and how long it is; an empty one stands after a line."""
    return f"{first + 1 if count else first},{count}"


def _ended(line: str) -> str:
    return line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
