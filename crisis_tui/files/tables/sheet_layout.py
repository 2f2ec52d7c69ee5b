"""What a sheet's cells do not say themselves: hidden rows, merged cells, formulas without a value.

openpyxl tells none of these when it reads without loading the whole sheet, so the sheet's XML is
walked once beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.etree.ElementTree import iterparse

from crisis_tui.basis.text import Text
from crisis_tui.files.tables.table import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crisis_tui.basis.text import AnyText

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OF_CELLS = frozenset({"row", "c", "v", "f", "is", "t", "r", "rPr"})
_MAX_OTHERS = 100_000
"""Elements beside cells: merged ranges, links, rules; twice counted, at start and end."""
NEVER_WORKED_OUT: Final = Text("the formula in this cell was never worked out")
MERGED: Final = Text("the cell is merged with another one")


class Merged(NamedTuple):
    """A range of cells that is one; only its first cell holds the value."""

    left: int
    top: int
    right: int
    bottom: int

    def hides(self, row: int, column: int) -> bool:
        """Tell whether a cell of one of its rows lies behind its first one."""
        return self.left <= column <= self.right and (row, column) != (self.top, self.left)


@dataclass
class Layout:
    """Rows that are hidden, cells that are merged, and cells whose formula has no value.

    `rows` have something in them, in one of the first `width` columns.
    """

    rows: set[int] = field(default_factory=set)
    width: int = 1
    hidden: set[int] = field(default_factory=set)
    uncounted: set[tuple[int, int]] = field(default_factory=set)
    merged: dict[int, list[Merged]] = field(default_factory=lambda: defaultdict(list))
    """Ranges by their first row."""

    def add(self, cell: Any, place: tuple[int, int]) -> None:
        """Note a cell of the sheet, by its XML."""
        parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
        if not parts:
            return
        self.rows.add(place[0])
        self.width = min(max(self.width, place[1]), MAX_COLUMNS)
        is_empty_text = "v" in parts and cell.get("t") == "str"
        if "f" in parts and not parts.get("v") and not is_empty_text:
            self.uncounted.add(place)

    def flaws(self, rows: Iterable[int]) -> Iterator[Callable[[int], AnyText | None]]:
        """Yield, for each of ascending row numbers, why a column's value cannot be trusted."""
        active: list[Merged] = []
        for row in rows:
            active = [each for each in active if each.bottom >= row] + self.merged.get(row, [])
            del active[MAX_COLUMNS:]  # more are on one row only if they overlap
            yield partial(self._flaw, active, row)

    def _flaw(self, active: Sequence[Merged], row: int, column: int) -> AnyText | None:
        if (row, column) in self.uncounted:
            return NEVER_WORKED_OUT
        return MERGED if any(each.hides(row, column) for each in active) else None


def layout_of(sheet: Any) -> Layout:
    """Return the layout of a sheet that was opened for reading only.

    Raises:
        ValueError: it has so much beside its cells that openpyxl would take gigabytes for it.
    """
    layout = Layout()
    row = column = others = 0
    with sheet._get_source() as source:  # noqa: SLF001 - openpyxl has no public way to the XML
        # expat limits what entities grow to, and `read_xlsx` the size of the part
        for event, element in iterparse(source, events=("start", "end")):  # noqa: S314
            name = element.tag.rpartition("}")[2]
            others += name not in _OF_CELLS
            if others > _MAX_OTHERS:
                raise ValueError("more layout than any roster has")
            if event == "start":
                if name == "row":
                    row, column = int(element.get("r", row + 1)), 0
                    if element.get("hidden") in {"1", "true"}:
                        layout.hidden.add(row)
                continue
            if name == "c":
                place = _place(element.get("r", "")) or (row, column + 1)
                column = place[1]
                layout.add(element, place)
            elif name == "mergeCell":
                for merged in _ranges(str(element.get("ref"))):
                    layout.merged[merged.top].append(merged)
            if name in {"c", "row"}:
                element.clear()
    return layout


def _ranges(reference: str) -> Iterator[Merged]:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    if start is not None and end is not None:
        yield Merged(start[1], start[0], end[1], end[0])


def _place(reference: str) -> tuple[int, int] | None:
    """Return row and column of `B12`."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)), column


def column_letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
