"""How wide the columns of a list are: pure arithmetic on cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.text import AnyText

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its least and most width, and whether it takes what is left over.

    If the columns do not fit at their least widths, those with the lowest `keep` go first.
    """

    title: AnyText = ""
    least: int | None = None
    most: int | None = None
    grows: bool = False
    right: bool = False
    keep: int = 9


def column_widths(columns: Sequence[Column], natural: Sequence[int], width: int) -> list[int]:
    """Return the width of every column, 0 for a column that is left out; gaps are between them.

    `natural` are the widths that the contents ask for, `width` is what there is.
    """
    natural = [
        asked if column.most is None else min(asked, column.most)
        for asked, column in zip(natural, columns, strict=True)
    ]
    shown = [index for index in range(len(columns)) if natural[index]]
    least = [
        natural[index] if column.least is None else min(column.least, natural[index])
        for index, column in enumerate(columns)
    ]
    while len(shown) > 1 and _total(least, shown) > width:
        shown.remove(min(shown, key=lambda index: (columns[index].keep, -index)))
    widths = [0] * len(columns)
    for index in shown:
        widths[index] = min(least[index], width)
    _share(widths, natural, shown, width)
    growing = [index for index in shown if columns[index].grows]
    if growing:
        widths[growing[0]] += max(width - _total(widths, shown), 0)
    return widths


def _total(widths: Sequence[int], shown: Sequence[int]) -> int:
    return sum(widths[index] for index in shown) + GAP * (len(shown) - 1)


def _share(widths: list[int], natural: Sequence[int], shown: Sequence[int], width: int) -> None:
    """Widen columns cell by cell towards their natural width, the narrowest share first."""
    spare = width - _total(widths, shown)
    while spare > 0:
        wanting = [index for index in shown if widths[index] < natural[index]]
        if not wanting:
            return
        neediest = min(wanting, key=lambda index: widths[index] / natural[index])
        widths[neediest] += 1
        spare -= 1
