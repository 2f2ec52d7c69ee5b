"""Small iCalendar files for tests, and what our reader makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.instants import local_datetime
from crisis_tui.files.ical.question import Answer, Person, Question
from crisis_tui.files.ical.reading import read_calendar
from tests.roster.build import at

if TYPE_CHECKING:
    from crisis_tui.files.ical.question import Match

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ANNA = Person("anna", "Anna Oever", "anna@example.invalid")
BRAM = Person("bram", "Bram Dijk", "bram@example.invalid")
CATO = Person("cato", "Cato Sluis", "cato@example.invalid")
PEOPLE = (ANNA, BRAM, CATO)
MONDAY = ("DTSTART:20260302T120000", "DTEND:20260303T120000")
"""Monday 2 March 2026 noon, a day long, floating."""


def event(*lines: str, who: str = "Anna Oever") -> str:
    """Return a VEVENT; `who` becomes its title if it has none."""
    title = [] if any(line.startswith("SUMMARY") for line in lines) else [f"SUMMARY:{who}"]
    return "\n".join(["BEGIN:VEVENT", *lines, *title, "END:VEVENT"])


def calendar(*parts: str) -> str:
    """Return a VCALENDAR around events and lines."""
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])


@dataclass(frozen=True)
class Said:
    """An answer in words that tests compare."""

    answer: Answer
    data: bytes

    @property
    def duties(self) -> list[str]:
        """Duties as `anna 2026-03-02 12:00 +01:00 - 2026-03-03 12:00 +01:00`, in local time."""
        return [
            f"{duty.person} {_local(duty.from_ms)} - {_local(duty.until_ms)}"
            for duty in self.answer.duties
        ]

    @property
    def starts(self) -> list[str]:
        """The local times at which duties begin, without the offset."""
        return [_local(duty.from_ms)[:16] for duty in self.answer.duties]

    @property
    def people(self) -> list[str]:
        return [duty.person for duty in self.answer.duties]

    @property
    def hours(self) -> list[float]:
        return [(duty.until_ms - duty.from_ms) / 3_600_000 for duty in self.answer.duties]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.answer.findings]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """Code and severity of each finding, and what it points at."""
        lines = self.data.decode("utf-8-sig", "replace").splitlines()
        return [
            (each.code, each.severity.value, lines[each.where.line - 1][each.where.column - 1 :])
            for each in self.answer.findings
        ]

    def message(self, code: str) -> str:
        (finding,) = [each for each in self.answer.findings if each.code == code]
        return f"{finding.message} | {finding.help}"


def _local(at_ms: int) -> str:
    local = local_datetime(at_ms, AMSTERDAM)
    return f"{local:%Y-%m-%d %H:%M} {local.isoformat()[-6:]}"


def read(
    text: str | bytes,
    *,
    match: Match = "name",
    people: tuple[Person, ...] = PEOPLE,
    timezone: str = "Europe/Amsterdam",
    planned_until: str | None = "2027-01-01",
) -> Said:
    """Read a file, its line ends as the standard asks."""
    data = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
    horizon_ms = None if planned_until is None else at(planned_until)
    question = Question(match, people, timezone, horizon_ms)
    return Said(read_calendar(data, "c.ics", question), data)
