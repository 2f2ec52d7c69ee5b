"""Entries added to the text of a roster: the smallest edit, proved by reading the result again.

The text is never written anew. Entries are put after the last one, in the style of that one, and
every byte outside the edit stays: comments, order, quotes, indentation, line breaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from crisis_tui.basis.text import Text
from crisis_tui.files.decoding import decode
from crisis_tui.files.outline import Outlined, outline
from crisis_tui.files.splicing import Splice, spliced
from crisis_tui.files.values import NULLS, read_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.text import AnyText

KEY = "changes"
Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""What a file holds, at any depth: texts, lists and mappings."""
Entry: TypeAlias = "Mapping[str, Value]"
_TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?"
_WORDS = r"[A-Za-z][\w.'-]*( [\w][\w.'-]*)*"
_MAIL = r"[A-Za-z0-9][\w.+-]*@[\w.-]+"
_PLAIN = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9_-]*|\d+\.\d+|{_TIME}|{_WORDS}|{_MAIL}")
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
    return with_entries(data, KEY, [entry])


def with_entries(data: bytes, key: str, entries: Sequence[Entry]) -> EditedText:
    """Return a file's bytes with entries more in one of its outermost lists, after all others.

    Args:
        data: the file as it is; it may hold errors, but none that end its reading.
        key: of the list; one that is not there is made, at the end.
        entries: keys with texts, or with lists and mappings of texts.

    Raises:
        CannotEditError: no small edit gives exactly that.
    """
    text, _ = decode(data)
    values = read_values(text)
    if not isinstance(values.value, dict):
        raise CannotEditError(Text("the file cannot be read; mend it first"))
    old = _entries(values.value, key)
    expected = {**values.value, key: [*old, *entries]}
    root = outline(text)
    for splices in _candidates(text, root, key, entries) if root is not None else ():
        edited = spliced(data, splices)
        new_text, _ = decode(edited)
        found = read_values(new_text)
        if found.value == expected and len(found.faults) <= len(values.faults):
            return EditedText(edited, _line_of(new_text, key, len(old)))
    raise CannotEditError(
        Text(
            'an entry cannot be added to "{key}" without touching other lines; add it by hand',
            key=key,
        )
    )


def _entries(values: dict[str, Any], key: str) -> list[Any]:
    entries = values.get(key)
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise CannotEditError(Text('"{key}" is not a list; mend it first', key=key))
    return entries


def _line_of(text: str, key: str, index: int) -> int:
    """Return the line on which an entry begins."""
    root = outline(text)
    found = _list_of(root, key)[1] if root is not None else None
    start = found.children[index].start if found is not None else 0
    return text.count("\n", 0, start) + 1


def _list_of(root: Outlined, key: str) -> tuple[Outlined, Outlined] | tuple[None, None]:
    return next(((name, value) for name, value in root.items() if name.text == key), (None, None))


def _candidates(
    text: str, root: Outlined, key: str, entries: Sequence[Entry]
) -> Iterator[tuple[Splice, ...]]:
    """Yield edits that may do, the best looking first."""
    name, value = _list_of(root, key)
    if name is None or value is None:
        yield from _new_list(text, root, key, entries)
    elif value.named:
        raise CannotEditError(
            Text('"{key}" has an anchor or is an alias; add the entry by hand', key=key)
        )
    elif not value.is_list or (value.bracketed and not value.children):
        yield from _into_nothing(text, root, value, entries)
    elif value.bracketed:
        yield _into_brackets(text, value, entries)
    else:
        yield _below(text, value, entries)


def _new_list(
    text: str, root: Outlined, key: str, entries: Sequence[Entry]
) -> Iterator[tuple[Splice, ...]]:
    """Yield the key with its first entries, at the end."""
    if root.bracketed:
        yield (_insert(root.children[-1].end, f", {key}: [{_between_brackets(entries)}]"),)
        return
    margin = " " * root.column
    lines = f"{margin}{key}:\n{_dashed(entries, margin + _first_indent(root))}"
    spaced = "\n" if "\n\n" in text else ""
    if text.endswith("\n"):
        yield (_insert(len(text), f"{spaced}{lines}\n"),)
        yield (_insert(len(text), f"{lines}\n"),)
    yield (_insert(_line_end(text, root.end), f"\n{spaced}{lines}"),)


def _into_nothing(
    text: str, root: Outlined, value: Outlined, entries: Sequence[Entry]
) -> Iterator[tuple[Splice, ...]]:
    """Yield the first entries below a key that has no value, `null` or empty brackets."""
    if not root.bracketed and "\n" not in text[value.start : value.end]:
        blank = len(text[: value.start]) - len(text[: value.start].rstrip(" "))
        gone = Splice(value.start - blank, value.end, "") if value.end > value.start else None
        lines = _dashed(entries, " " * root.column + _first_indent(root))
        below = _insert(_line_end(text, value.end), f"\n{lines}")
        yield (gone, below) if gone is not None and gone.end <= below.start else (below,)
    if value.is_list:
        yield (_insert(value.start + 1, _between_brackets(entries)),)
    else:
        yield (Splice(value.start, value.end, f" [{_between_brackets(entries)}]"),)


def _into_brackets(text: str, value: Outlined, entries: Sequence[Entry]) -> tuple[Splice, ...]:
    """Return the edit of a list between brackets: on lines of their own if the last entry has one."""
    last = value.children[-1]
    line_start = text.rfind("\n", 0, last.start) + 1
    lead = text[line_start : last.start]
    if lead.strip() or line_start <= value.start:
        return (_insert(last.end, f", {_between_brackets(entries)}"),)
    lines = _between_brackets(entries, f",\n{lead}")
    rest = text[last.end : value.end - 1]
    if "\n" not in rest:
        return (_insert(last.end, f",\n{lead}{lines}"),)
    if "," in _COMMENT.sub("", rest):
        return (_insert(_line_end(text, last.end), f"\n{lead}{lines},"),)
    below = _insert(_line_end(text, last.end), f"\n{lead}{lines}")
    return (_insert(last.end, ","), below)


def _below(text: str, value: Outlined, entries: Sequence[Entry]) -> tuple[Splice, ...]:
    """Return the edit of a list with a dash a line: a line, or more, after its last entry."""
    last = value.children[-1]
    in_lines = last.is_mapping and not last.bracketed
    lines = _dashed(entries, " " * value.column, in_lines=in_lines)
    if text[last.end - 1] == "\n":  # the entry ends in a text of several lines
        return (_insert(last.end, f"{lines}\n"),)
    return (_insert(_line_end(text, last.end), f"\n{lines}"),)


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


def _between_brackets(entries: Sequence[Entry], divider: str = ", ") -> str:
    return divider.join(written(entry) for entry in entries)


def _dashed(entries: Sequence[Entry], margin: str, *, in_lines: bool = False) -> str:
    """Return entries with a dash each; `in_lines` gives every key a line."""
    return "\n".join(
        f"{margin}- {_block(entry, margin) if in_lines else written(entry)}" for entry in entries
    )


def _block(entry: Entry, margin: str) -> str:
    """Return an entry with a key on each line, below a dash that stands after `margin`."""
    return f"\n{margin}  ".join(f"{key}: {written(value)}" for key, value in entry.items())


def written(value: Value) -> str:
    """Return a value on one line, as it can stand anywhere in a YAML file."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(written(each) for each in value) + "]"


def _scalar(value: str) -> str:
    """Return a text as it is if it can stand so, else between double quotes."""
    if _PLAIN.fullmatch(value) and value not in NULLS:
        return value
    return json.dumps(value, ensure_ascii=False)
