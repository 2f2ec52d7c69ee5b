"""Events as they stand in the file: each by itself, before any repetition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Literal

from crisis_tui.basis.text import Text
from crisis_tui.files.ical.faults import NO_LINE, LineError
from crisis_tui.files.ical.values import Moment, Period, Property, Times, property_of, rule
from crisis_tui.files.ical.when import When, when_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from icalendar.prop import vRecur

    from crisis_tui.files.ical.components import RawEvent
    from crisis_tui.files.ical.faults import Complaints
    from crisis_tui.files.ical.lines import Line

Standing = Literal["counts", "tentative", "cancelled"]

_ONCE = frozenset(
    {
        "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "UID", "SEQUENCE", "STATUS", "SUMMARY",
        "DTSTAMP", "LAST-MODIFIED",
    }
)  # fmt: skip
_OFTEN = frozenset({"ATTENDEE", "CATEGORIES", "RRULE", "RDATE", "EXDATE", "EXRULE"})


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT; `stamp_ms` is when it was last written, 0 if it does not tell."""

    line: Line
    places: Mapping[str, Line]
    uid: str
    sequence: int
    stamp_ms: int
    standing: Standing
    when: When
    rules: tuple[vRecur, ...]
    excluded: tuple[Moment, ...]
    included: tuple[Moment | Period, ...]
    recurrence: Moment | None
    this_and_future: bool
    summary: str
    categories: tuple[str, ...]
    attendees: tuple[Property, ...]

    def line_of(self, name: str) -> Line:
        """Return the event's line of a name, or its first one."""
        return self.places.get(name, self.line)

    @property
    def repeats(self) -> bool:
        """Tell whether it stands for many, or replaces one of those."""
        return bool(self.rules or self.included or self.recurrence)


def event_of(raw: RawEvent, times: Times, complaints: Complaints) -> CalendarEvent:
    """Return an event by its lines; lines that are none are told and skipped.

    Raises:
        LineError: a line that it needs cannot be read.
    """
    once, often = _properties(raw, complaints)
    if "EXRULE" in often:
        raise LineError(
            "I602",
            Text("EXRULE is not read; the event does not count"),
            often["EXRULE"][0].line,
            Text("write the days that fall out as EXDATE"),
        )
    when = when_of(once, raw.begin, times)
    recurrence = once.get("RECURRENCE-ID")
    return CalendarEvent(
        line=raw.begin,
        places={name: prop.line for name, prop in (*once.items(), *_firsts(often))},
        uid=once["UID"].value if "UID" in once else f"\0{raw.begin.number}",
        sequence=_number(once.get("SEQUENCE")),
        stamp_ms=_stamp(once, times),
        standing=_standing(raw, once.get("STATUS")),
        when=when,
        rules=tuple(rule(prop) for prop in often.get("RRULE", ())),
        excluded=tuple(
            each
            for prop in often.get("EXDATE", ())
            for each in times.all(prop, when.zone)
            if isinstance(each, Moment)
        ),
        included=tuple(
            each for prop in often.get("RDATE", ()) for each in times.all(prop, when.zone)
        ),
        recurrence=None if recurrence is None else times.one(recurrence, when.zone),
        this_and_future=recurrence is not None
        and recurrence.param("RANGE").upper() == "THISANDFUTURE",
        summary=once["SUMMARY"].value if "SUMMARY" in once else "",
        categories=tuple(prop.value for prop in often.get("CATEGORIES", ())),
        attendees=tuple(often.get("ATTENDEE", ())),
    )


def _properties(
    raw: RawEvent, complaints: Complaints
) -> tuple[dict[str, Property], dict[str, list[Property]]]:
    once: dict[str, Property] = {}
    often: dict[str, list[Property]] = {}
    for line in raw.lines:
        name = line.name
        if name in _ONCE:
            prop = property_of(line)
            if name in once and once[name].value != prop.value:
                message = Text("{name} stands twice in one event; it does not count", name=name)
                raise LineError("I602", message, line)
            once[name] = prop
        elif name in _OFTEN:
            often.setdefault(name, []).append(property_of(line))
        elif not name:
            complaints.warning("I601", NO_LINE, line)
    return once, often


def _firsts(often: Mapping[str, list[Property]]) -> Iterator[tuple[str, Property]]:
    for name, props in often.items():
        yield name, props[0]


def _number(prop: Property | None) -> int:
    text = "" if prop is None else prop.value.strip()
    return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - 32 bits


def _stamp(once: Mapping[str, Property], times: Times) -> int:
    prop = once.get("LAST-MODIFIED") or once.get("DTSTAMP")
    if prop is None:
        return 0
    try:
        return times.one(prop, UTC).at_ms
    except LineError:
        return 0


def _standing(raw: RawEvent, status: Property | None) -> Standing:
    """Return whether an event counts; a file that cancels cancels all its events."""
    if raw.calendar.value("METHOD").upper() == "CANCEL":
        return "cancelled"
    word = "" if status is None else status.value.strip().upper()
    if word == "CANCELLED":
        return "cancelled"
    return "tentative" if word == "TENTATIVE" else "counts"


def newest_ms(events: Sequence[CalendarEvent]) -> int:
    """Return the latest time that a file knows of: when it was written, or its last event."""
    return max((max(event.stamp_ms, event.when.times.from_ms) for event in events), default=0)
