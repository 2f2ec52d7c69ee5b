"""What was left out or renamed to load a broken file, and so where its values were written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.basis.findings import PathPart

Path = tuple["PathPart", ...]


class Edits:
    """Changes made to a file's values before a model was built from them.

    What stands on the way to a change is copied first, so that the file's own values stay as they
    are, and what two aliases share can be mended apart. The outermost container is the caller's.
    """

    def __init__(self) -> None:
        self._removed: dict[Path, list[int]] = {}
        self._written: dict[tuple[Path, str], str] = {}
        self._meant: dict[tuple[Path, str], str] = {}

    @property
    def any(self) -> bool:
        """Tell whether anything was changed."""
        return bool(self._removed or self._written)

    def remove(self, written: Path, values: Any) -> None:
        """Take the value written at a path out of `values`; unknown paths are ignored."""
        parent = self._parent(written, values)
        last = written[-1]
        if isinstance(parent, list) and isinstance(last, int):
            index = self._index(written[:-1], last)
            if index is not None and index < len(parent):
                del parent[index]
                insort(self._removed.setdefault(written[:-1], []), last)
        elif isinstance(parent, dict):
            parent.pop(self._new_name(written[:-1], str(last)), None)

    def replace(self, written: Path, value: Any, values: Any) -> None:
        """Put another value where one was written; what is inside it was written there too."""
        parent = self._parent(written, values)
        if isinstance(parent, dict):
            parent[self._new_name(written[:-1], str(written[-1]))] = value

    def rename(self, parent_path: Path, written: str, name: str, values: Any) -> None:
        """Give a misspelt key the name that was meant."""
        parent = self._parent((*parent_path, written), values)
        if isinstance(parent, dict) and written in parent and name not in parent:
            parent[name] = parent.pop(written)
            self._written[parent_path, name] = written
            self._meant[parent_path, written] = name

    def written_path(self, path: Path) -> Path:
        """Return where the value at a path of the model was written."""
        if not self.any:
            return path
        written: Path = ()
        for part in path:
            if isinstance(part, int):
                written = (*written, _past_gaps(part, self._removed.get(written, [])))
            else:
                written = (*written, self._written.get((written, part), part))
        return written

    def _parent(self, written: Path, values: Any) -> Any:
        node = values
        for depth, part in enumerate(written[:-1]):
            key: Any
            if isinstance(node, list) and isinstance(part, int):
                key = self._index(written[:depth], part)
                if key is None or key >= len(node):
                    return None
            elif isinstance(node, dict):
                key = self._new_name(written[:depth], str(part))
                if key not in node:
                    return None
            else:
                return None
            node[key] = shallow_copy(node[key])
            node = node[key]
        return node

    def _index(self, parent: Path, written: int) -> int | None:
        """Return where an entry of a list is now, or None if it was left out."""
        removed = self._removed.get(parent, [])
        before = bisect_left(removed, written)
        is_gone = before < len(removed) and removed[before] == written
        return None if is_gone else written - before

    def _new_name(self, parent: Path, written: str) -> str:
        return self._meant.get((parent, written), written)


def value_at(values: Any, path: Iterable[PathPart]) -> Any:
    """Return the value at a path of the file, or None."""
    for part in path:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def shallow_copy(value: Any) -> Any:
    """Return a container with the same values in it, or a text itself."""
    return value.copy() if isinstance(value, dict | list) else value


def _past_gaps(index: int, removed: list[int]) -> int:
    """Return where an entry was written that is the `index`-th of those that are left."""
    written = index
    while (moved := index + bisect_right(removed, written)) != written:
        written = moved
    return written
