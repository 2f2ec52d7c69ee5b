"""A persistent list that grows at its end and is read from there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from immutables import Map

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
BLOCK = 32
"""Items copied at most when one is added: few enough to be fast, many enough to keep few blocks."""


@dataclass(frozen=True, slots=True)
class Trail(Generic[T]):
    """What happened, oldest first; appending shares everything with the list before.

    Kept as full blocks by their number, and a last one that is not full.
    """

    _blocks: Map[int, tuple[T, ...]] = field(default_factory=Map)
    _last: tuple[T, ...] = ()

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._blocks) * BLOCK + len(self._last)

    def __iter__(self) -> Iterator[T]:
        """Yield the items, oldest first."""
        for number in range(len(self._blocks)):
            yield from self._blocks[number]
        yield from self._last

    def newest_first(self) -> Iterator[T]:
        """Yield the items, newest first."""
        yield from reversed(self._last)
        for number in reversed(range(len(self._blocks))):
            yield from reversed(self._blocks[number])

    def and_(self, item: T) -> Trail[T]:
        """Return the list with one more item."""
        last = (*self._last, item)
        if len(last) < BLOCK:
            return Trail(self._blocks, last)
        return Trail(self._blocks.set(len(self._blocks), last))
