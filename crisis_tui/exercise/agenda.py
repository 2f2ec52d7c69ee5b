"""A persistent agenda: what comes when, taken from the front in order.

Kept as a few sorted runs of falling length (as in a binary counter), so that adding and taking
cost O(log n) amortised at the speed of tuples, and older versions stay valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(IntEnum):
    """What comes first when several things are due at one instant."""

    PHASE = 0
    CLOCK = 1
    EXPECTATION = 2
    MILESTONE = 3
    INJECT = 4
    END = 5


class Due(NamedTuple):
    """Something due at `at_ms` (on the agenda's clock); `order` is its place in the files."""

    at_ms: int
    kind: Kind
    order: int
    id: str


class _Run(NamedTuple):
    items: tuple[Due, ...]
    taken: int

    @property
    def size(self) -> int:
        return len(self.items) - self.taken


@dataclass(frozen=True, slots=True)
class Agenda:
    """Sorted by (time, kind, order)."""

    _runs: tuple[_Run, ...] = ()

    @classmethod
    def of(cls, items: Iterable[Due]) -> Agenda:
        """Make an agenda of items in any order."""
        run = _Run(tuple(sorted(items)), 0)
        return cls((run,) if run.size else ())

    def __iter__(self) -> Iterator[Due]:
        """Yield everything in it, in no order."""
        for items, taken in self._runs:
            yield from items[taken:]

    def first(self) -> Due | None:
        """Return what comes first, or None."""
        first: Due | None = None
        for items, taken in self._runs:
            if first is None or items[taken] < first:
                first = items[taken]
        return first

    def rest(self) -> Agenda:
        """Return the agenda without what comes first; it must not be empty."""
        index = min(range(len(self._runs)), key=lambda place: _head(self._runs[place]))
        run = self._runs[index]
        left = (_Run(run.items, run.taken + 1),) if run.size > 1 else ()
        return Agenda((*self._runs[:index], *left, *self._runs[index + 1 :]))

    def and_(self, due: Due) -> Agenda:
        """Return the agenda with one more item."""
        runs = list(self._runs)
        run = _Run((due,), 0)
        while runs and runs[-1].size <= 2 * run.size:
            last = runs.pop()
            run = _Run(tuple(sorted((*last.items[last.taken :], *run.items[run.taken :]))), 0)
        return Agenda((*runs, run))


def _head(run: _Run) -> Due:
    return run.items[run.taken]
