"""The files of one scenario, before anything is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from crisis_tui.basis.parts import Part
from crisis_tui.scenario.model import Fragment, Inject, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_tui.basis.findings import Source


ScenarioPart: TypeAlias = Part[Scenario] | Part[Fragment]
"""One file of a scenario."""


@dataclass(frozen=True, slots=True)
class InjectEntry:
    """An inject as written, its place in the files, and where it stands."""

    inject: Inject
    order: int
    source: Source


@dataclass(frozen=True)
class Draft:
    """A scenario with the injects of all its files, as written."""

    scenario: Scenario
    source: Source
    entries: tuple[InjectEntry, ...]

    @cached_property
    def entry_by_id(self) -> Mapping[str, InjectEntry]:
        """The first entry of each id, in the files' order."""
        first: dict[str, InjectEntry] = {}
        for entry in self.entries:
            first.setdefault(entry.inject.id, entry)
        return first


def draft_of(parts: Sequence[ScenarioPart]) -> Draft | None:
    """Join a scenario's main file, which comes first, and its included files, in their order."""
    if not parts or not isinstance(parts[0].model, Scenario):
        return None
    entries = tuple(
        InjectEntry(inject, order, source) for order, (inject, source) in enumerate(_injects(parts))
    )
    return Draft(parts[0].model, parts[0].source(), entries)


def _injects(parts: Sequence[ScenarioPart]) -> Iterator[tuple[Inject, Source]]:
    for part in parts:
        for index, inject in enumerate(part.model.injects):
            yield inject, part.source("injects", index)
