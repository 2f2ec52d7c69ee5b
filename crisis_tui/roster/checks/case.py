"""What the checks of a roster look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from crisis_tui.basis.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection

    from crisis_tui.basis.findings import PathPart, Source
    from crisis_tui.basis.parts import Muted, Part
    from crisis_tui.basis.reporting import Reporter
    from crisis_tui.roster.duties import CalendarDuties
    from crisis_tui.roster.model import Change, Duty, Roster


@dataclass(frozen=True, slots=True)
class Case:
    """A roster file, and the names that it can use from elsewhere."""

    part: Part[Roster]
    report: Reporter
    muted: Muted
    arrival_norms: Collection[str] | None
    qualifications: Collection[str] | None
    earned: Collection[tuple[str, str]] | None
    calendars: CalendarDuties = field(default_factory=dict)

    @property
    def roster(self) -> Roster:
        """The roster."""
        return self.part.model

    def source(self, *path: PathPart) -> Source:
        """Return the source of a value in the file."""
        return self.part.source(*path)

    def assignments(self) -> Iterator[tuple[str, str, Source]]:
        """Yield role, person and place for everybody who is put on a duty."""
        yield from assigned_in(self.part)
        for number, duties in self.calendars.items():
            source = self.source("duties", number, "calendar", "file")
            for role, person in dict.fromkeys((duty.role, duty.person) for duty in duties):
                yield role, person, source


def assigned_in(part: Part[Roster]) -> Iterator[tuple[str, str, Source]]:
    """Yield role, person and place for everybody whom a roster puts on a duty."""
    for index, duty in enumerate(part.model.duties):
        yield from _of_duty(duty, part.source("duties", index))
    for index, change in enumerate(part.model.changes):
        yield from _of_change(change, part.source("changes", index))


def _of_duty(duty: Duty, source: Source) -> Iterator[tuple[str, str, Source]]:
    if duty.rotation is not None:
        for index, person in enumerate(duty.rotation.people):
            yield duty.rotation.role, person, source.child("rotation", "people", index)
    if duty.shift is not None:
        yield duty.shift.role, duty.shift.person, source.child("shift", "person")


def _of_change(change: Change, source: Source) -> Iterator[tuple[str, str, Source]]:
    for key, person in (("add", change.add), ("by", change.by)):
        if person is not None:
            yield change.role, person, source.child(key)


Check: TypeAlias = Callable[[Case], Iterator[Finding]]
