"""Where the values of a text stand, without walking all of a large one.

A fault in one inject of ten thousand asks for one inject: the reading noted where the entries of
the outermost lists begin, and such an entry is walked by itself. What stands before the longest of
these lists is walked up to there. For anything else, and in a small text, the walk is whole.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.files.edits import value_at
from crisis_tui.files.faults import Span
from crisis_tui.files.source_map import SourceMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.findings import PathPart
    from crisis_tui.files.faults import Fault
    from crisis_tui.files.values import Values

LARGE = 100_000
"""Characters; a whole walk of a smaller text takes less than 20 ms."""
_KEPT = 64


class Place(NamedTuple):
    """A node that was found: where its value and its key stand, and how much of the path it is."""

    value: Span
    key: Span | None
    is_scalar: bool
    found: int


class Places:
    """Finds the places of what was read from a text."""

    def __init__(self, text: str, values: Values, *, pure: bool = False) -> None:
        self._text = text
        self._values = values
        self._pure = pure
        self._by_entries = len(text) >= LARGE and any(values.entries.values())
        self._entry = lru_cache(maxsize=_KEPT)(self._walk_entry)

    @cached_property
    def whole(self) -> SourceMap:
        """All places, made at first use; of a text that breaks off, those up to there."""
        return SourceMap(self._text, until=self._values.stopped_at, pure=self._pure)

    def find(self, path: Sequence[PathPart]) -> Place:
        """Return the place of the value at `path`, or of its nearest ancestor."""
        if self._by_entries:
            if self._is_in_entry(path):
                return _place(self._entry(str(path[0]), int(path[1])), path, within=2)
            place = _place(self._beginning, path)
            if place.found == len(path) or not self._goes_on(path, place.found):
                return place
        return _place(self.whole, path)

    def around(self, offset: int) -> SourceMap:
        """Return a map of what stands around an offset: the entry that holds it, else all."""
        for key, starts in self._values.entries.items() if self._by_entries else ():
            path = (key, bisect_right(starts, offset) - 1)
            if path[1] >= 0 and self._is_in_entry(path):
                entry = self._entry(*path)
                if entry.end > offset:
                    return entry
        return self.whole

    def duplicates(self) -> list[Fault]:
        """Return a fault for each doubled key."""
        maps = {self.around(offset) for offset in self._values.duplicates}
        found = {fault for each in maps for fault in each.duplicates}
        return sorted(found, key=lambda fault: fault.span.start)

    @cached_property
    def _beginning(self) -> SourceMap:
        longest = max(self._values.entries.values(), key=len)
        return SourceMap(self._text, until=longest[0], pure=self._pure)

    def _walk_entry(self, key: str, index: int) -> SourceMap:
        starts = self._values.entries[key]
        end = starts[index + 1] if index + 1 < len(starts) else len(self._text)
        return SourceMap(self._text, Span(starts[index], end), pure=self._pure)

    def _is_in_entry(self, path: Sequence[PathPart]) -> bool:
        """Tell whether a path leads to or into a list or mapping in an outermost list.

        A text in a list between brackets ends at a comma; by itself it would go on.
        """
        entries = self._values.entries.get(str(path[0]), ()) if len(path) > 1 else ()
        return (
            isinstance(path[1], int)
            and path[1] < len(entries)
            and isinstance(value_at(self._values.value, path[:2]), dict | list)
            if entries
            else False
        )

    def _goes_on(self, path: Sequence[PathPart], found: int) -> bool:
        """Tell whether the file holds more of a path than was found of it."""
        parent = value_at(self._values.value, path[:found])
        part = path[found]
        if isinstance(parent, list):
            return isinstance(part, int) and part < len(parent)
        return isinstance(parent, dict) and part in parent


def _place(places: SourceMap, path: Sequence[PathPart], within: int = 0) -> Place:
    node, found = places.find(path[within:])
    return Place(
        places.value_span(node), places.key_span(node), places.is_scalar(node), within + found
    )
