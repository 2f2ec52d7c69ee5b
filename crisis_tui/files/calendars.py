"""The calendars that a roster names: read once, and remembered by what they hold."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

from crisis_tui import __version__
from crisis_tui.basis.times import resolve_local
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.files.ical.answer_data import answer_from_bytes, answer_to_bytes
from crisis_tui.files.ical.question import Answer, Person, Question
from crisis_tui.files.library import beginning
from crisis_tui.files.zone_rules import zone_rule_files
from crisis_tui.roster.duties import PlannedDuty

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Source, Where
    from crisis_tui.roster.model import Calendar, Roster

_LAYOUT = 3
"""To be raised when the same file would be read to another answer."""
_LIBRARIES = ("icalendar", "python-dateutil", "recurring-ical-events", "tzdata")


class Kept(Protocol):
    """Where answers are kept by key between calls of the program."""

    def read(self, key: str) -> bytes | None:
        """Return what was kept, None if nothing is to be trusted."""

    def write(self, key: str, body: bytes) -> None:
        """Keep it, if that is possible."""


class CalendarFile:
    """A calendar among the files that were loaded; its findings know their lines themselves."""

    def __init__(self, file: str) -> None:
        self._file = file

    def locate(self, _source: Source) -> Where:
        """Return the beginning of the file."""
        return beginning(self._file)


def question_of(roster: Roster, calendar: Calendar) -> Question:
    """Return what a roster asks of one of its calendars."""
    zone = zone_or_default(roster.timezone)
    horizon = roster.planned_until
    return Question(
        calendar.match,
        tuple(Person(each.id, each.name, each.reach.mail or "") for each in roster.people),
        zone.key,
        None if horizon is None else resolve_local(horizon, zone),
    )


def calendar_answer(data: bytes, file: str, question: Question, kept: Kept | None) -> Answer:
    """Return what a calendar says, from what was kept of the same bytes if there is any.

    Raises:
        NoCalendarError: it is no calendar.
    """
    key = _key(data, question) if kept is not None else ""
    body = kept.read(key) if kept is not None else None
    if body is not None:
        try:
            return answer_from_bytes(body, file)
        except (LookupError, TypeError, ValueError):
            pass  # it is read again, and kept again
    from crisis_tui.files.ical.reading import read_calendar  # 80 ms of libraries

    answer = read_calendar(data, file, question)
    if kept is not None:
        kept.write(key, answer_to_bytes(answer))
    return answer


def duties_on(role: str, answer: Answer) -> tuple[PlannedDuty, ...]:
    """Return what a calendar says as duties on a role: standby, as a rotation's are."""
    return tuple(PlannedDuty(role, each.person, "standby", *each[1:]) for each in answer.duties)


def _key(data: bytes, question: Question) -> str:
    """Return a name for everything that an answer depends on."""
    rules = [
        (str(path), path.stat().st_size, path.stat().st_mtime_ns)
        for path in zone_rule_files(question.timezone)
        if path.is_file()
    ]
    versions = [version(name) for name in _LIBRARIES]
    asked = [__version__, _LAYOUT, versions, rules, question, sha256(data).hexdigest()]
    return sha256(json.dumps(asked).encode()).hexdigest()
