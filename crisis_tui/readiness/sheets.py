"""A roster as tables for other programs: people, duties, training records, gaps.

Columns are called as `import` reads them. Without `names` nobody can be recognised: duties and gaps
are told by role, and there are no tables of people.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from crisis_tui.basis.times import local_time_at
from crisis_tui.roster.person_fields import PERSON_FIELDS, date_text, person_fields

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.coverage import Coverage
    from crisis_tui.roster.duty_list import DutyTable
    from crisis_tui.roster.model import Roster
    from crisis_tui.training.model import Training

SheetName = Literal["people", "duties", "training", "gaps"]
Cell = str | float | datetime
"""A text, a number, or a local time without its zone, which is the roster's."""


class Sheet(NamedTuple):
    """One table: its name, the names of its columns, its rows."""

    name: SheetName
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def people_sheet(roster: Roster, person: str | None = None) -> Sheet:
    """Return the people of a roster, or one of them."""
    fields = [person_fields(each) for each in roster.people if person in (None, each.id)]
    rows = tuple(tuple(_text(each.get(column, "")) for column in PERSON_FIELDS) for each in fields)
    return Sheet("people", PERSON_FIELDS, rows)


def duties_sheet(table: DutyTable, *, names: bool) -> Sheet:
    """Return duties, changes worked in, by time."""
    columns: tuple[str, ...] = ("role", "from", "until", "as")
    rows: list[tuple[Cell, ...]] = []
    for duty in table.duties:
        times = _wall(duty.from_ms, table.zone), _wall(duty.until_ms, table.zone)
        row: tuple[Cell, ...] = (duty.role, *times, duty.assignment)
        if names:
            row = (*row, duty.person, table.names.get(duty.person, ""))
        rows.append(row)
    return Sheet("duties", (*columns, "person", "person_name") if names else columns, tuple(rows))


def training_sheet(training: Training, person: str | None = None) -> Sheet:
    """Return the training records of everybody, or of one person."""
    columns = ("person", "qualification", "kind", "on", "until", "hours", "evidence")
    rows = tuple(
        (
            each.person,
            each.qualification,
            each.kind,
            date_text(each.on),
            "" if each.until is None else date_text(each.until),
            "" if each.hours is None else each.hours,
            each.evidence or "",
        )
        for each in training.records
        if person in (None, each.person)
    )
    return Sheet("training", columns, rows)


def gaps_sheet(
    coverage: Coverage, zone: ZoneInfo, *, names: bool, role: str | None = None
) -> Sheet:
    """Return the gaps with their causes; with `names`, who does not count then and why."""
    columns: tuple[str, ...] = ("role", "from", "until", "seconds", "cause")
    rows: list[tuple[Cell, ...]] = []
    for each in coverage.roles:
        for gap in each.gaps if role in (None, each.role) else ():
            times = _wall(gap.from_ms, zone), _wall(gap.until_ms, zone)
            seconds = (gap.until_ms - gap.from_ms) / 1000
            row: tuple[Cell, ...] = (gap.role, *times, seconds, gap.cause)
            if names:
                row = (*row, ", ".join(f"{seat.person}: {seat.cause}" for seat in gap.seats))
            rows.append(row)
    return Sheet("gaps", (*columns, "people") if names else columns, tuple(rows))


def _wall(at_ms: int, zone: ZoneInfo) -> Cell:
    """Return an instant as a local time; one that the clock shows twice keeps its offset, as text."""
    written = local_time_at(at_ms, zone)
    return written.wall if written.offset_minutes is None else str(written)


def _text(value: str | Iterable[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
