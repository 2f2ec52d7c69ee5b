"""Places inside a scalar: which characters of the file an offset in the value was written as."""

from __future__ import annotations

import re

from crisis_tui.files.faults import Span

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_BLOCK_HEADER = re.compile(r"([|>])([0-9+-]*)[^\n]*\n")
_SIMPLE_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_FOLD = re.compile(r"[ \t]*\n(?:[ \t]*\n)*[ \t]*")


def span_inside(text: str, scalar: Span, offset: int, length: int) -> Span:
    """Return where characters `offset` to `offset + length` of a scalar's value stand in `text`.

    Args:
        text: the file's text.
        scalar: the scalar with its quotes, indicators, anchor and tag.
        offset: in characters of the value; beyond the end means the end.
        length: in characters of the value.
    """
    start = _PROPERTIES.match(text, scalar.start, scalar.end)
    scalar = Span(start.end() if start else scalar.start, scalar.end)
    places = _places(text, scalar, offset + length)
    if not places:
        return scalar
    first = places[min(offset, len(places) - 1)]
    last = places[min(offset + max(length, 1), len(places)) - 1]
    return Span(first.start, max(last.end, first.end))


def _places(text: str, scalar: Span, count: int) -> list[Span]:
    """Return the place of each of the value's first `count` characters."""
    style = text[scalar.start : scalar.start + 1]
    if style in {"|", ">"}:
        return _block_places(text, scalar, count)
    if style in {'"', "'"}:
        return _flow_places(text, Span(scalar.start + 1, scalar.end - 1), style, count)
    return _flow_places(text, scalar, "", count)


def _flow_places(text: str, inner: Span, quote: str, count: int) -> list[Span]:
    places: list[Span] = []
    at = inner.start
    while at < inner.end and len(places) < count:
        fold = _FOLD.match(text, at, inner.end)
        if fold and "\n" in fold.group():
            breaks = fold.group().count("\n")
            places.extend([Span(at, fold.end())] * max(1, breaks - 1))
            at = fold.end()
            continue
        after = at + _written_length(text, at, quote)
        if text[at] == "\\" and quote == '"' and text[at + 1] == "\n":
            at = _after_escaped_break(text, after)
            continue
        places.append(Span(at, after))
        at = after
    return places


def _written_length(text: str, at: int, quote: str) -> int:
    """Return how many characters of the file stand for one of the value."""
    if quote == "'" and text[at : at + 2] == "''":
        return 2
    if quote == '"' and text[at] == "\\":
        return _SIMPLE_ESCAPE_LENGTHS.get(text[at + 1 : at + 2], 2)
    return 1


def _after_escaped_break(text: str, at: int) -> int:
    while text[at] in " \t":
        at += 1
    return at


def _block_places(text: str, scalar: Span, count: int) -> list[Span]:
    header = _BLOCK_HEADER.match(text, scalar.start)
    if header is None:
        return []
    lines = _block_lines(text, header.end(), scalar.end)
    indent = min((_indent(line) for _, line in lines if line.strip(" ")), default=0)
    if any(character.isdigit() for character in header.group(2)):
        indent = _explicit_indent(text, header, indent)
    folded = header.group(1) == ">"
    places: list[Span] = []
    for number, (start, line) in enumerate(lines):
        if len(places) >= count:
            break
        content = line[indent:]
        first = start + min(indent, len(line))
        places.extend(Span(first + i, first + i + 1) for i in range(len(content)))
        if not (folded and _joins_without_sign(lines, number, indent)):
            places.append(Span(start + len(line), start + len(line) + 1))
    return places


def _block_lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    lines = []
    while start < end:
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        lines.append((start, text[start:line_end]))
        start = line_end + 1
    return lines


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _explicit_indent(text: str, header: re.Match[str], deepest: int) -> int:
    """Return the indentation of `|2`: counted from the line that holds the key."""
    digit = int(next(character for character in header.group(2) if character.isdigit()))
    line_start = text.rfind("\n", 0, header.start()) + 1
    lead = re.compile(r"(?:[ ]|- )*").match(text, line_start)
    return min(deepest, (lead.end() - line_start if lead else 0) + digit)


def _joins_without_sign(lines: list[tuple[int, str]], number: int, indent: int) -> bool:
    """Tell whether a folded text drops the line break after a line: before blank lines."""
    if number + 1 >= len(lines):
        return False
    here, after = lines[number][1][indent:], lines[number + 1][1][indent:]
    if not here or here[0] in " \t" or after:
        return False
    following = next((line[indent:] for _, line in lines[number + 1 :] if line[indent:]), "")
    return bool(following) and following[0] not in " \t"
