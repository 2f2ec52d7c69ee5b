"""A change added to the text of a roster: the smallest edit, proved by reading the result again.

The text is never written anew. An entry is put after the last one, in the style of that one, and
every byte outside the edit stays: comments, order, quotes, indentation, line breaks.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crisis_tui.basis.text import Text
from crisis_tui.files.decoding import decode
from crisis_tui.files.outline import Outlined, outline
from crisis_tui.files.splicing import Splice, spliced
from crisis_tui.files.values import NULLS, read_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.basis.text import AnyText

KEY = "changes"
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*|\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?")
_COMMENT = re.compile(r"(?:^|[ \t])#[^\n]*", re.MULTILINE)


class CannotEditError(Exception):
    """The text cannot be edited without touching more than it should; `reason` says why."""

    def __init__(self, reason: AnyText) -> None:
        super().__init__(str(reason))
        self.reason = reason


class EditedText(NamedTuple):
    """A file's new bytes, and the line (from 1) on which the new entry begins."""

    data: bytes
    line: int


def with_change(data: bytes, entry: Mapping[str, str]) -> EditedText:
    """Return a roster's bytes with one entry more in `changes`, after all others.

    Args:
        data: the file as it is; it may hold errors, but none that end its reading.
        entry: keys and texts of the new entry, in the order in which they are to stand.

    Raises:
        CannotEditError: no small edit gives exactly that.
    """
    text, _ = decode(data)
    values = read_values(text)
    if not isinstance(values.value, dict):
        raise CannotEditError(Text("the file cannot be read; mend it first"))
    expected = {**values.value, KEY: [*_entries(values.value), dict(entry)]}
    root = outline(text)
    for splices in _candidates(text, root, entry) if root is not None else ():
        edited = spliced(data, splices)
        new_text, _ = decode(edited)
        found = read_values(new_text)
        if found.value == expected and len(found.faults) <= len(values.faults):
            return EditedText(edited, _last_line(new_text))
    raise CannotEditError(
        Text(
            'an entry cannot be added to "{key}" without touching other lines; add it by hand',
            key=KEY,
        )
    )


def _entries(values: dict[str, Any]) -> list[Any]:
    entries = values.get(KEY)
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise CannotEditError(Text('"{key}" is not a list; mend it first', key=KEY))
    return entries


def _last_line(text: str) -> int:
    """Return the line on which the last entry begins."""
    root = outline(text)
    found = _changes(root)[1] if root is not None else None
    start = found.children[-1].start if found is not None else 0
    return text.count("\n", 0, start) + 1


def _changes(root: Outlined) -> tuple[Outlined, Outlined] | tuple[None, None]:
    return next(((key, value) for key, value in root.items() if key.text == KEY), (None, None))


def _candidates(
    text: str, root: Outlined, entry: Mapping[str, str]
) -> Iterator[tuple[Splice, ...]]:
    """Yield edits that may do, the best looking first."""
    key, value = _changes(root)
    if key is None or value is None:
        yield from _new_list(text, root, entry)
    elif value.named:
        raise CannotEditError(
            Text('"{key}" has an anchor or is an alias; add the entry by hand', key=KEY)
        )
    elif not value.is_list or (value.bracketed and not value.children):
        yield from _into_nothing(text, root, value, entry)
    elif value.bracketed:
        yield _into_brackets(text, value, entry)
    else:
        yield _below(text, value, entry)


def _new_list(text: str, root: Outlined, entry: Mapping[str, str]) -> Iterator[tuple[Splice, ...]]:
    """Yield the key with its first entry, at the end."""
    if root.bracketed:
        yield (_insert(root.children[-1].end, f", {KEY}: [{_flow(entry)}]"),)
        return
    margin = " " * root.column
    lines = f"{margin}{KEY}:\n{margin}{_first_indent(root)}- {_flow(entry)}"
    spaced = "\n" if "\n\n" in text else ""
    if text.endswith("\n"):
        yield (_insert(len(text), f"{spaced}{lines}\n"),)
        yield (_insert(len(text), f"{lines}\n"),)
    yield (_insert(_line_end(text, root.end), f"\n{spaced}{lines}"),)


def _into_nothing(
    text: str, root: Outlined, value: Outlined, entry: Mapping[str, str]
) -> Iterator[tuple[Splice, ...]]:
    """Yield the first entry below a key that has no value, `null` or empty brackets."""
    if not root.bracketed and "\n" not in text[value.start : value.end]:
        blank = len(text[: value.start]) - len(text[: value.start].rstrip(" "))
        gone = Splice(value.start - blank, value.end, "") if value.end > value.start else None
        line = f"\n{' ' * root.column}{_first_indent(root)}- {_flow(entry)}"
        below = _insert(_line_end(text, value.end), line)
        yield (gone, below) if gone is not None and gone.end <= below.start else (below,)
    if value.is_list:
        yield (_insert(value.start + 1, _flow(entry)),)
    else:
        yield (Splice(value.start, value.end, f" [{_flow(entry)}]"),)


def _into_brackets(text: str, value: Outlined, entry: Mapping[str, str]) -> tuple[Splice, ...]:
    """Return the edit of a list between brackets: on a line of its own if the last entry has one."""
    last = value.children[-1]
    line_start = text.rfind("\n", 0, last.start) + 1
    lead = text[line_start : last.start]
    if lead.strip() or line_start <= value.start:
        return (_insert(last.end, f", {_flow(entry)}"),)
    rest = text[last.end : value.end - 1]
    if "\n" not in rest:
        return (_insert(last.end, f",\n{lead}{_flow(entry)}"),)
    if "," in _COMMENT.sub("", rest):
        return (_insert(_line_end(text, last.end), f"\n{lead}{_flow(entry)},"),)
    below = _insert(_line_end(text, last.end), f"\n{lead}{_flow(entry)}")
    return (_insert(last.end, ","), below)


def _below(text: str, value: Outlined, entry: Mapping[str, str]) -> tuple[Splice, ...]:
    """Return the edit of a list with a dash a line: a line, or more, after its last entry."""
    last = value.children[-1]
    item = _block(entry, value.column) if last.is_mapping and not last.bracketed else _flow(entry)
    line = f"{' ' * value.column}- {item}"
    if text[last.end - 1] == "\n":  # the entry ends in a text of several lines
        return (_insert(last.end, f"{line}\n"),)
    return (_insert(_line_end(text, last.end), f"\n{line}"),)


def _first_indent(root: Outlined) -> str:
    """Return how far this file indents its lists."""
    columns = [
        value.column for value in root.children[1::2] if value.is_list and not value.bracketed
    ]
    return " " * (columns[-1] - root.column if columns else 2)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _insert(at: int, text: str) -> Splice:
    return Splice(at, at, text)


def _flow(entry: Mapping[str, str]) -> str:
    """Return an entry on one line, between braces."""
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in entry.items()) + "}"


def _block(entry: Mapping[str, str], column: int) -> str:
    """Return an entry with a key on each line, its dash standing in `column`."""
    margin = "\n" + " " * (column + 2)
    return margin.join(f"{key}: {_scalar(value)}" for key, value in entry.items())


def _scalar(value: str) -> str:
    """Return a text as it is if it can stand so, else between double quotes."""
    if _PLAIN.fullmatch(value) and value not in NULLS:
        return value
    return json.dumps(value, ensure_ascii=False)
