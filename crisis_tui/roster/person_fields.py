"""A person as a row of a table: the fields of a roster file, each as one text."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration

if TYPE_CHECKING:
    from crisis_tui.basis.times import LocalTime
    from crisis_tui.roster.model import Person

PERSON_FIELDS = (
    "id", "name", "kind", "status", "roles", "from", "until",
    "home", "office", "other", "prepare", "phone", "mail",
)  # fmt: skip


def person_fields(person: Person) -> dict[str, str | list[str]]:
    """Return what a roster says of a person as it would be written, by field; what is empty is out."""
    employed, travel, reach = person.employed, person.travel, person.reach
    fields: dict[str, str | list[str] | None] = {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "status": person.status,
        "roles": list(person.roles),
        "from": None if employed.from_ is None else date_text(employed.from_),
        "until": None if employed.until is None else date_text(employed.until),
        "home": _duration(travel.home_ms),
        "office": _duration(travel.office_ms),
        "other": _duration(travel.other_ms),
        "prepare": _duration(travel.prepare_ms),
        "phone": reach.phone,
        "mail": reach.mail,
    }
    return {name: value for name, value in fields.items() if value}


def date_text(moment: LocalTime) -> str:
    """Return a local time as files write it: a date alone if it is midnight."""
    is_date = moment.wall == datetime.combine(moment.wall.date(), time())
    return str(moment.wall.date()) if is_date and moment.offset_minutes is None else str(moment)


def _duration(duration_ms: int | None) -> str | None:
    return None if duration_ms is None else format_duration(duration_ms)
