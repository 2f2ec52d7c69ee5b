"""Values of a file replaced, or added to its entries, without touching a byte beside them."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.files.decoding import decode
from crisis_tui.files.edits import value_at
from crisis_tui.files.outline import Outlined, outline
from crisis_tui.files.roster_edit import CannotEditError, Value, written
from crisis_tui.files.splicing import Splice, spliced
from crisis_tui.files.values import read_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.basis.findings import PathPart

    Path = tuple[PathPart, ...]

_MOST_LOOKED_AT = 50
"""Among so many values the one that stands in the way is looked for; each reads the whole file."""
_LEVELS = 6
"""Deeper than any value of an entry stands."""


def with_values(data: bytes, values: Mapping[Path, Value]) -> bytes:
    """Return a file's bytes with other values at these paths; keys that are missing are added.

    Args:
        data: the file as it is.
        values: by path from the root, into entries that are there.

    Raises:
        CannotEditError: no small edit gives exactly that.
    """
    edited = _attempt(data, values)
    if edited is not None:
        return edited
    looked_at = islice(values.items(), _MOST_LOOKED_AT)
    hard = (path for path, value in looked_at if _attempt(data, {path: value}) is None)
    path = next(hard, next(iter(values)))
    raise CannotEditError(
        Text(
            '"{key}" of entry {number} of "{list}" cannot be changed without touching other lines;'
            " change it by hand",
            key=".".join(str(part) for part in path[2:]),
            number=int(path[1]) + 1,
            list=str(path[0]),
        )
    )


def _attempt(data: bytes, values: Mapping[Path, Value]) -> bytes | None:
    """Return the edited bytes if they read as what is wanted, and only that."""
    text, _ = decode(data)
    read = read_values(text)
    root = outline(text, _LEVELS)
    wanted = deepcopy(read.value)
    for path, value in values.items():
        _put(wanted, path, value)
    if root is None:
        return None
    splices = [_splice(text, root, path, value) for path, value in _whole(read.value, values)]
    if any(splice is None for splice in splices):
        return None
    edited = spliced(data, [splice for splice in splices if splice is not None])
    found = read_values(decode(edited)[0])
    return edited if found.value == wanted and len(found.faults) <= len(read.faults) else None


def _put(root: Any, path: Path, value: Value) -> None:
    for part in path[:-1]:
        if isinstance(root, dict) and root.get(part) is None:
            root[part] = {}
        root = root[part]
    root[path[-1]] = value


def _whole(root: Any, values: Mapping[Path, Value]) -> list[tuple[Path, Value]]:
    """Return values for paths of which at most the last key is missing."""
    whole: dict[Path, Any] = {}
    for path, value in values.items():
        depth = next(
            (end for end in range(1, len(path)) if value_at(root, path[:end]) is None), len(path)
        )
        if depth == len(path):
            whole[path] = value
        else:
            _put(whole.setdefault(path[:depth], {}), path[depth:], value)
    return list(whole.items())


def _splice(text: str, root: Outlined, path: Path, value: Value) -> Splice | None:
    """Return the edit of one value; None if it is spread over lines, or goes by another name."""
    parent = _below(root, path[:-1])
    if parent is None or not parent.is_mapping or parent.named:
        return None
    old = next((each for key, each in parent.items() if key.text == path[-1]), None)
    if old is None:
        return _added(text, parent, f"{path[-1]}: {written(value)}")
    if old.named or "\n" in text[old.start : old.end]:
        return None
    blank = " " if text[old.start - 1] == ":" else ""  # `key:` with nothing after it
    return Splice(old.start, old.end, blank + written(value))


def _below(root: Outlined | None, path: Path) -> Outlined | None:
    """Return what stands at a path."""
    for part in path:
        if root is None:
            return None
        if isinstance(part, int):
            root = root.children[part] if root.is_list and part < len(root.children) else None
        else:
            found = (value for key, value in root.items() if key.text == part)
            root = next(found, None) if root.is_mapping else None
    return root


def _added(text: str, parent: Outlined, item: str) -> Splice:
    """Return the edit that gives a mapping one more key: between braces, or on a line below."""
    if parent.bracketed:
        at = parent.children[-1].end if parent.children else parent.start + 1
        return Splice(at, at, f", {item}" if parent.children else item)
    end = parent.children[-1].end
    if text[end - 1] == "\n":  # the last value is a text of several lines
        return Splice(end, end, f"{' ' * parent.column}{item}\n")
    at = text.find("\n", end)
    at = len(text) if at < 0 else at
    return Splice(at, at, f"\n{' ' * parent.column}{item}")
