"""Duties as an iCalendar file: the same duty is the same event in every export.

Times are UTC, so that no reader needs our time zone's rules. Nothing depends on the clock: the
same roster gives the same bytes. A duty keeps its UID as long as its role, person and start stay;
SEQUENCE grows with the changes to the roster that touch it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from crisis_tui import __version__
from crisis_tui.basis.instants import iso_time, utc_datetime
from crisis_tui.basis.text import clean_text
from crisis_tui.i18n import _, language

if TYPE_CHECKING:
    from crisis_tui.roster.duty_list import DutyTable, ListedDuty

_OURS = UUID("0d2f5c5e-6a3c-5d0b-9c1e-8f5b7c3a4e21")
"""The name space of our duties; to change it is to change every UID."""


def write(table: DutyTable) -> bytes:
    """Return the duties as one VCALENDAR."""
    calendar = Calendar()
    calendar.add("prodid", f"-//crisis-tui//crisis-tui {__version__}//{language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(f"{table.organisation}: {table.roster}"))
    calendar.add("x-wr-timezone", table.zone.key)
    namesakes = Counter(table.names.values())
    for duty in table.duties:
        name = table.names.get(duty.person, duty.person)
        shown = f"{name} ({duty.person})" if namesakes[name] > 1 else name
        calendar.add_component(_event(table, duty, shown))
    return bytes(calendar.to_ical())


def _event(table: DutyTable, duty: ListedDuty, name: str) -> Event:
    event = Event()
    event.add("uid", str(uuid5(_OURS, _identity(table, duty))))
    event.add("dtstamp", utc_datetime(duty.from_ms))
    event.add("sequence", duty.revision)
    event.add("dtstart", utc_datetime(duty.from_ms))
    event.add("dtend", utc_datetime(duty.until_ms))
    event.add("summary", _line(f"{duty.role}: {name}"))
    event.add("description", _line(_description(table, duty)))
    event.add("categories", [_line(duty.role)])
    event.add("transp", "OPAQUE" if duty.assignment == "work" else "TRANSPARENT")
    return event


def _identity(table: DutyTable, duty: ListedDuty) -> str:
    return "\n".join((table.roster, duty.role, duty.person, str(duty.from_ms)))


def _description(table: DutyTable, duty: ListedDuty) -> str:
    title = table.roles[duty.role].in_language(language())
    kind = _("standby") if duty.assignment == "standby" else _("work")
    from_, until = iso_time(duty.from_ms, table.zone), iso_time(duty.until_ms, table.zone)
    return f"{title} ({kind}), {from_[:16].replace('T', ' ')} – {until[:16].replace('T', ' ')}"


def _line(text: str) -> str:
    """Return a text as one line: what a name holds never becomes a line of the file."""
    return " ".join(clean_text(text).split())
