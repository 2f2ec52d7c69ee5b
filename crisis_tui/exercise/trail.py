"""A persistent list that grows at its end and is read from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from immutables import Map

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")
_NONE: Map[int, Any] = Map()
BLOCK = 32
"""Items copied at most when one is added: few enough to be fast, many enough to keep few blocks."""


class Trail(Generic[T]):
    """What happened, oldest first; appending shares everything with the list before.

    Kept as full blocks by their number, and a last one that is not full. A block may be anything
    that is equal to a tuple and has its items, from wherever.
    """

    __slots__ = ("_blocks", "_last")

    def __init__(self, blocks: Map[int, Sequence[T]] = _NONE, last: tuple[T, ...] = ()) -> None:
        """Make a list; of the blocks each holds `BLOCK` items, the last one fewer."""
        self._blocks = blocks
        self._last = last

    @property
    def blocks(self) -> tuple[Sequence[T], ...]:
        """The full blocks, oldest first."""
        return tuple(self._blocks[number] for number in range(len(self._blocks)))

    @property
    def last(self) -> tuple[T, ...]:
        """What came after the last full block."""
        return self._last

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold the same items."""
        if not isinstance(other, Trail):
            return NotImplemented
        return bool(self._blocks == other._blocks and self._last == other._last)

    __hash__ = None  # type: ignore[assignment]  # as long as what it holds

    def __repr__(self) -> str:
        """Return the items."""
        return f"Trail({list(self)!r})"

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
