"""The parts of an iCalendar file that we read: events, and time zones of its own.

What is nested wrongly is told and left out; the parts around it count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.files.ical.faults import NO_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.files.ical.faults import Complaints
    from crisis_tui.files.ical.lines import Line

MAX_DEPTH = 20
MAX_EVENTS = 100_000


@dataclass
class RawCalendar:
    """One VCALENDAR: the first of its own lines of each name, and its time zones."""

    begin: Line
    lines: dict[str, Line] = field(default_factory=dict)
    zones: dict[str, list[Line]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """Return what its line of a name says, "" if it has none."""
        return self.lines[name].value if name in self.lines else ""


@dataclass
class RawEvent:
    """One VEVENT, its lines unread."""

    begin: Line
    calendar: RawCalendar
    lines: list[Line] = field(default_factory=list)


@dataclass
class Components:
    """Takes the lines of a file apart."""

    complaints: Complaints
    events: list[RawEvent] = field(default_factory=list)
    calendars: list[RawCalendar] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    _open: list[tuple[str, Line]] = field(default_factory=list)
    _event: RawEvent | None = None
    _zone: list[Line] | None = None

    def read(self, lines: Iterable[Line]) -> None:
        """Take all lines; what is still open at the end broke off."""
        for line in lines:
            name = line.name
            if name == "BEGIN":
                if len(self._open) >= MAX_DEPTH:
                    text = Text("the parts are nested too deeply; nothing after this is read")
                    self.complaints.error("I611", text, line)
                    return
                self._begin(line.value.upper(), line)
            elif name == "END":
                self._end(line.value.upper(), line)
            else:
                self._take(line)
            if len(self.events) > MAX_EVENTS:
                text = Text("more than {limit} events; the rest is not read", limit=MAX_EVENTS)
                self.complaints.error("I611", text, line)
                return
        if self._open:
            kind, line = self._open[-1]
            text = Text("the file breaks off: this {kind} has no end", kind=kind)
            self.complaints.error("I611", text, line, Text("export or download it again"))

    def _begin(self, kind: str, line: Line) -> None:
        if kind in {"VEVENT", "VCALENDAR"} and self._event is not None:
            self._break_off("VEVENT")
        if kind == "VCALENDAR":
            if any(name == "VCALENDAR" for name, _ in self._open):
                self._break_off("VCALENDAR")
            self.calendars.append(RawCalendar(line))
        elif kind == "VEVENT":
            self._begin_event(line)
        elif kind == "VTIMEZONE" and self.calendars:
            self._zone = [line]
        elif kind == "VAVAILABILITY":
            self.unread.append(line)
        elif self._zone is not None:
            self._zone.append(line)
        self._open.append((kind, line))

    def _begin_event(self, line: Line) -> None:
        if any(name == "VCALENDAR" for name, _ in self._open):
            self._event = RawEvent(line, self.calendars[-1])
        else:
            text = Text("this event stands outside a calendar and does not count")
            self.complaints.error("I611", text, line)

    def _end(self, kind: str, line: Line) -> None:
        if kind not in (name for name, _ in self._open):
            text = Text("END:{kind} without a BEGIN", kind=kind)
            self.complaints.warning("I601", text, line)
            return
        if self._open[-1][0] != kind:
            self._break_off(self._open[-1][0])
            self._end(kind, line)
            return
        self._open.pop()
        if self._zone is not None:
            self._zone.append(line)
        if kind == "VTIMEZONE" and self._zone is not None:
            self._end_zone(self._zone)
        elif kind == "VEVENT" and self._event is not None:
            self.events.append(self._event)
            self._event = None

    def _end_zone(self, zone: list[Line]) -> None:
        self._zone = None
        name = next((line.value for line in zone if line.name == "TZID"), "")
        self.calendars[-1].zones.setdefault(name, zone)

    def _break_off(self, kind: str) -> None:
        """Close what should have been closed: an event without an end does not count."""
        while self._open:
            name, begin = self._open.pop()
            text = Text("this {kind} has no end and does not count", kind=name)
            if name != "VCALENDAR":
                self.complaints.error("I611", text, begin)
            if name == "VEVENT":
                self._event = None
            if name == "VTIMEZONE":
                self._zone = None
            if name == kind:
                return

    def _take(self, line: Line) -> None:
        inside = self._open[-1][0] if self._open else ""
        if self._zone is not None:
            self._zone.append(line)
        elif inside == "VEVENT" and self._event is not None:
            self._event.lines.append(line)
        elif inside in {"", "VCALENDAR"} and not line.name:
            self.complaints.warning("I601", NO_LINE, line)
        elif inside == "VCALENDAR":
            self.calendars[-1].lines.setdefault(line.name, line)
