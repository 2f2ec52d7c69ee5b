"""What loading hands to the pure rooms: models with their file, and what was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from crisis_tui.basis.findings import Source

if TYPE_CHECKING:
    from crisis_tui.basis.findings import PathPart

M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[M_co]):
    """One file's content. `Source(part.file, path in the model)` is where a value was written."""

    file: str
    model: M_co

    def source(self, *path: PathPart) -> Source:
        """Return the source of a value in this file."""
        return Source(self.file, path)


@dataclass(frozen=True, slots=True)
class Muted:
    """Ids that exist in the files but not in the models, because their entry is broken.

    Whoever reports an unknown id asks here first: one cause, one message. Kinds are the words of
    the formats: inject, phase, milestone, objective, decision, option, expectation, clock, variant,
    variable, role, team, person, qualification, record, norm, duty, change. `kinds` are those of which an
    unknown number is missing, because a whole list or file could not be read, and the keys of the
    header that have a placeholder.
    """

    ids: frozenset[tuple[str, str]] = field(default=frozenset())
    kinds: frozenset[str] = field(default=frozenset())

    def has(self, kind: str, name: str) -> bool:
        """Tell whether the id may exist in something that could not be read."""
        return kind in self.kinds or (kind, name) in self.ids

    def __or__(self, other: Muted) -> Muted:
        """Return what is muted by either."""
        return Muted(self.ids | other.ids, self.kinds | other.kinds)


NOTHING_MUTED = Muted()
