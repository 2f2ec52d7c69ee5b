"""From occurrences to people, and what is told of those that stand for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import nearest_person
from crisis_tui.basis.text import Text, Texts
from crisis_tui.files.ical.question import UNKNOWN_PERSON
from crisis_tui.files.problems import shown

if TYPE_CHECKING:
    from crisis_tui.files.ical.events import CalendarEvent
    from crisis_tui.files.ical.faults import Complaints
    from crisis_tui.files.ical.lines import Line
    from crisis_tui.files.ical.people import People
    from crisis_tui.files.ical.series import Occurrence

_MOST_COMPARISONS = 20_000


class Matching:
    """Says who is on duty; everybody else who is named is told once for each spelling."""

    def __init__(self, people: People, complaints: Complaints) -> None:
        self._people = people
        self._complaints = complaints
        self._seen: dict[int, tuple[str, ...]] = {}
        self._unknown: dict[str, list[Line]] = {}
        self._ambiguous: dict[str, list[Line]] = {}
        self._comparisons = 0

    def people(self, occurrence: Occurrence) -> tuple[str, ...]:
        """Return who is on duty then; nobody if the event does not count or has no length."""
        event = occurrence.event
        if event.line.number not in self._seen:
            self._seen[event.line.number] = self._match(event)
        return self._seen[event.line.number] if occurrence.times.length_ms > 0 else ()

    def _match(self, event: CalendarEvent) -> tuple[str, ...]:
        if event.standing == "cancelled":
            return ()
        name = shown(event.summary)
        if event.standing == "tentative":
            text = Text('"{name}" is tentative and does not count', name=name)
            self._complaints.warning("I605", text, event.line_of("STATUS"))
            return ()
        if event.when.times.length_ms == 0:
            text = Text('"{name}" has no length and covers nothing', name=name)
            cure = Text("give it a DTEND later than its DTSTART")
            self._complaints.warning("I604", text, event.line_of("DTSTART"), cure)
            return ()
        named = self._people.named_in(event)
        for mail, line in named.refusing:
            text = Text(
                '{mail} has not agreed to "{name}", which does not count',
                mail=shown(mail),
                name=name,
            )
            self._complaints.warning("I605", text, line)
        for spelling, line in named.unknown:
            self._unknown.setdefault(spelling, []).append(line)
        for spelling, line in named.ambiguous:
            self._ambiguous.setdefault(spelling, []).append(line)
        return named.people

    def tell(self) -> None:
        """Tell who could not be found, each spelling once, with the nearest that is known."""
        for spelling, lines in self._unknown.items():
            self._complaints.warning(
                UNKNOWN_PERSON,
                _unknown_text(spelling, len(lines)),
                lines[0],
                self._suggest(spelling),
            )
        for spelling, lines in self._ambiguous.items():
            text = Texts(
                '"{name}" fits more than one person; {n} event does not count',
                '"{name}" fits more than one person; {n} events do not count',
                len(lines),
                name=shown(spelling),
            )
            self._complaints.error("I610", text, lines[0], Text("write the person's id instead"))

    def _suggest(self, spelling: str) -> Text | None:
        """Return the nearest known name or address, as long as looking for it stays fast."""
        if not spelling:
            return Text("add an attendee, or match by name")
        known = self._people.known
        for part in self._people.candidates(spelling):
            self._comparisons += len(known)
            if self._comparisons > _MOST_COMPARISONS:
                return None
            near = nearest_person(part, known)
            if near is not None:
                return Text('did you mean "{name}"?', name=near)
        return None


def _unknown_text(spelling: str, number: int) -> Texts:
    if not spelling:
        return Texts(
            "{n} event without attendees covers nothing",
            "{n} events without attendees cover nothing",
            number,
        )
    return Texts(
        '"{name}" is nobody on the roster; {n} event does not count',
        '"{name}" is nobody on the roster; {n} events do not count',
        number,
        name=shown(spelling),
    )
