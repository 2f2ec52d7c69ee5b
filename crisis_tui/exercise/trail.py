"""A persistent list that grows at its end and is read from there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from immutables import Map

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trail(Generic[T]):
    """What happened, oldest first; appending shares everything with the list before."""

    _items: Map[int, T] = field(default_factory=Map)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        """Yield the items, oldest first."""
        return (self._items[index] for index in range(len(self._items)))

    def newest_first(self) -> Iterator[T]:
        """Yield the items, newest first."""
        return (self._items[index] for index in reversed(range(len(self._items))))

    def and_(self, item: T) -> Trail[T]:
        """Return the list with one more item."""
        return Trail(self._items.set(len(self._items), item))
