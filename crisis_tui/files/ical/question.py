"""What a roster asks of a calendar, and what the calendar answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.text import AnyText

Match = Literal["mail", "name"]
UNKNOWN_PERSON = "I609"
"""The code of whoever is named and is not on the roster."""


class Person(NamedTuple):
    """What a calendar can know of somebody on the roster; `mail` is "" if there is none."""

    id: str
    name: str
    mail: str


class Question(NamedTuple):
    """What a roster asks of a calendar; `horizon_ms` is None if its planning is open."""

    match: Match
    people: tuple[Person, ...]
    timezone: str
    horizon_ms: int | None


class TimedPerson(NamedTuple):
    """Somebody on duty, half-open."""

    person: str
    from_ms: int
    until_ms: int


class Answer(NamedTuple):
    """Duties in order of time, and findings in the file."""

    duties: tuple[TimedPerson, ...]
    findings: tuple[Finding, ...]


class NoCalendarError(Exception):
    """The bytes are no iCalendar file."""

    def __init__(self, reason: AnyText) -> None:
        super().__init__(str(reason))
        self.reason = reason
