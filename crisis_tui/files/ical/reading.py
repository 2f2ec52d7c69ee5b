"""An iCalendar file as a roster asks for it: who is on duty when, and what is wrong with the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import FAR_FUTURE_MS, iso_time
from crisis_tui.basis.text import Text, Texts
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.files.ical.components import Components
from crisis_tui.files.ical.events import CalendarEvent, event_of, newest_ms
from crisis_tui.files.ical.faults import Complaints, LineError
from crisis_tui.files.ical.lines import content_lines, why_no_calendar
from crisis_tui.files.ical.matching import Matching
from crisis_tui.files.ical.people import People
from crisis_tui.files.ical.question import Answer, NoCalendarError, TimedPerson
from crisis_tui.files.ical.series import Occurrence, Series
from crisis_tui.files.ical.values import Times
from crisis_tui.files.ical.versions import latest_versions
from crisis_tui.files.ical.zones import UnknownZoneError, Zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from crisis_tui.files.ical.components import RawEvent
    from crisis_tui.files.ical.lines import Line
    from crisis_tui.files.ical.question import Question
    from crisis_tui.files.ical.values import Property

ENDLESS_MS = 5 * 366 * DAY_MS
"""How long after the newest time in a file its rules without an end count, if the roster is open."""
MAX_DUTIES = 400_000
MAX_STEPS = 400_000
"""How many repetitions of one file may be worked out, counted or searched in vain."""
MAX_REFUSED = 100
"""To find out that a rule fits no day takes long; a file with so many is not asked any more."""


def read_calendar(data: bytes, file: str, question: Question) -> Answer:
    """Return what a calendar says; `file` is how findings call it.

    Raises:
        NoCalendarError: it is none.
    """
    reason = why_no_calendar(data)
    if reason is not None:
        raise NoCalendarError(reason)
    return _Reader(file, question).read(data)


class _Reader:
    def __init__(self, file: str, question: Question) -> None:
        self._question = question
        self._complaints = Complaints(file)
        self._matching = Matching(People(question.people, question.match), self._complaints)
        self._zones = Zones()
        self._unknown_zones: dict[str, list[Line]] = {}
        self._steps = 0.0
        self._refused = 0

    def read(self, data: bytes) -> Answer:
        components = Components(self._complaints)
        components.read(content_lines(data))
        self._tell_parts(components)
        events = latest_versions(list(self._events(components.events)), self._complaints)
        duties = self._duties(events)
        self._tell_zones()
        self._matching.tell()
        ordered = sorted(duties, key=lambda duty: (duty.from_ms, duty.until_ms, duty.person))
        return Answer(tuple(ordered), self._complaints.findings())

    def _duties(self, groups: Sequence[Sequence[CalendarEvent]]) -> set[TimedPerson]:
        duties: set[TimedPerson] = set()
        for occurrence in self._occurrences(groups):
            for person in self._matching.people(occurrence):
                duties.add(TimedPerson(person, *occurrence.times))
            if len(duties) > MAX_DUTIES:
                text = Text("more than {limit} duties; the rest does not count", limit=MAX_DUTIES)
                self._complaints.error("I606", text, occurrence.event.line)
                break
        return duties

    def _tell_parts(self, components: Components) -> None:
        if len(components.calendars) > 1:
            self._complaints.hint(
                "I612",
                Texts(
                    "there is {n} calendar in this file",
                    "there are {n} calendars in this file; all of them count",
                    len(components.calendars),
                ),
                components.calendars[1].begin,
            )
        if components.unread:
            self._complaints.warning(
                "I613",
                Text("availability (VAVAILABILITY) is not read"),
                components.unread[0],
                Text("write duties as events, and times away as `away` in the roster"),
            )

    def _events(self, raws: Sequence[RawEvent]) -> Iterator[CalendarEvent]:
        for raw in raws:
            times = Times(partial(self._floating, raw), partial(self._named, raw))
            try:
                yield event_of(raw, times, self._complaints)
            except LineError as error:
                self._complaints.refuse(error)
            except UnknownZoneError as error:
                self._unknown_zones.setdefault(error.name, []).append(error.line)

    def _floating(self, raw: RawEvent) -> tzinfo:
        """Return the zone of times without one: X-WR-TIMEZONE wins over the roster's."""
        name = raw.calendar.value("X-WR-TIMEZONE")
        if not name:
            return zone_or_default(self._question.timezone)
        return self._zones.find(name, raw.calendar, raw.calendar.lines["X-WR-TIMEZONE"])

    def _named(self, raw: RawEvent, prop: Property) -> tzinfo:
        return self._zones.find(prop.param("TZID"), raw.calendar, prop.line)

    def _tell_zones(self) -> None:
        for name, lines in self._unknown_zones.items():
            self._complaints.error(
                "I607",
                Texts(
                    'the time zone "{name}" is unknown; {n} event does not count',
                    'the time zone "{name}" is unknown; {n} events do not count',
                    len(lines),
                    name=name,
                ),
                lines[0],
                Text("write a name such as {default}", default="Europe/Amsterdam"),
            )

    def _occurrences(self, groups: Sequence[Sequence[CalendarEvent]]) -> Iterator[Occurrence]:
        """Yield what begins before the horizon, cancelled events included."""
        question = self._question
        horizon_ms = FAR_FUTURE_MS if question.horizon_ms is None else question.horizon_ms
        newest = newest_ms([event for events in groups for event in events])
        endless_ms = newest + ENDLESS_MS if question.horizon_ms is None else FAR_FUTURE_MS
        told = False
        for events in groups:
            if not (len(events) > 1 or events[0].repeats):
                if events[0].when.times.from_ms < horizon_ms:
                    yield Occurrence(events[0], events[0].when.times)
                continue
            try:
                series = self._series(events, horizon_ms, endless_ms)
            except LineError as error:
                self._complaints.refuse(error)
                self._refused += 1
                continue
            if series.is_endless and question.horizon_ms is None and not told:
                told = True
                self._tell_endless(events[0], endless_ms)
            yield from self._repeated(events[0], series)

    def _series(self, events: Sequence[CalendarEvent], horizon_ms: int, endless_ms: int) -> Series:
        if self._refused >= MAX_REFUSED:
            message = Text("too many rules in this file cannot be followed; no more are tried")
            raise LineError("I606", message, events[0].line_of("RRULE"))
        return Series(events, horizon_ms, endless_ms)

    def _repeated(self, event: CalendarEvent, series: Series) -> list[Occurrence]:
        self._steps += series.steps
        if self._steps > MAX_STEPS:
            text = Text("this file repeats too much; this event does not count")
            self._complaints.error("I606", text, event.line_of("RRULE"))
            return []
        try:
            found = series.occurrences()
        except Exception:  # noqa: BLE001 - the library fails in many ways, and others still count
            text = Text("its repetitions make no sense; the event does not count")
            self._complaints.error("I606", text, event.line_of("RRULE"))
            return []
        if series.capped_at is not None:
            self._complaints.error(
                "I606",
                Text(
                    "the event repeats too often; what comes after {time} does not count",
                    time=f"{series.capped_at:%Y-%m-%d %H:%M}",
                ),
                event.line_of("RRULE"),
                Text("give its rule an end (UNTIL or COUNT)"),
            )
        return found

    def _tell_endless(self, event: CalendarEvent, until_ms: int) -> None:
        zone = zone_or_default(self._question.timezone)
        self._complaints.hint(
            "I608",
            Text(
                "rules without an end count until {time}, because the roster has none either",
                time=iso_time(until_ms, zone)[:10],
            ),
            event.line_of("RRULE"),
            Text("give the rule an UNTIL, or the roster a planned_until"),
        )
