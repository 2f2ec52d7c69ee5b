"""T205: times that end before they begin; they are never swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.basis.times import LocalTime, resolve_local
from crisis_tui.basis.zones import zone_or_default

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.roster.checks.case import Case


def check(case: Case) -> Iterator[Finding]:
    """Report every interval of no or negative length."""
    zone = zone_or_default(case.roster.timezone)
    for from_, until, source in _intervals(case):
        if resolve_local(until, zone) <= resolve_local(from_, zone):
            yield case.report.error(
                "T205",
                Text("this ends at {until}, not after it begins", until=str(until)),
                source.child("until"),
                Text(
                    "write an `until` after {from_}; it is the first moment that no longer counts",
                    from_=str(from_),
                ),
            )
    for from_second, until_second, source in _hours(case):
        if from_second == until_second:
            yield case.report.error(
                "T205",
                Text("these hours end when they begin"),
                source.child("until"),
                Text('write from: "00:00" and until: "24:00" for the whole day'),
            )


def _intervals(case: Case) -> Iterator[tuple[LocalTime, LocalTime, Source]]:
    for index, person in enumerate(case.roster.people):
        source = case.source("people", index)
        if person.employed.from_ is not None and person.employed.until is not None:
            yield person.employed.from_, person.employed.until, source.child("employed")
        for position, absence in enumerate(person.away):
            yield absence.from_, absence.until, source.child("away", position)
    for index, duty in enumerate(case.roster.duties):
        if duty.shift is not None:
            yield duty.shift.from_, duty.shift.until, case.source("duties", index, "shift")
    for index, change in enumerate(case.roster.changes):
        yield change.from_, change.until, case.source("changes", index)


def _hours(case: Case) -> Iterator[tuple[int, int, Source]]:
    office = case.roster.office_hours
    if office is not None:
        yield office.from_second, office.until_second, case.source("office_hours")
    for index, role in enumerate(case.roster.roles):
        if role.cover.kind == "hours":
            yield (
                role.cover.from_second,
                role.cover.until_second,
                case.source("roles", index, "cover"),
            )
