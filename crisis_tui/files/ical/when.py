"""When an event is: its start and end, in instants and on the clock of its zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval, beyond_zones, local_datetime, resolve_handover
from crisis_tui.basis.text import Text
from crisis_tui.files.ical.faults import LineError, called
from crisis_tui.files.ical.values import Moment, Property, Times, duration

if TYPE_CHECKING:
    from crisis_tui.files.ical.lines import Line

_MOST_YEARS = 10
"""An event that takes longer is no duty but a slip of the pen."""
_YEARS = range(1900, 9900)
_MILLISECOND = timedelta(milliseconds=1)


class When(NamedTuple):
    """The time of an event. `start` and `end` are wall clocks in `zone`.

    `length` is what DURATION says, in days of the clock and an exact rest, None if the end is a
    time: an event from noon to noon ends at noon whatever night lies between, one of 24 hours does
    not.
    """

    zone: tzinfo
    is_date: bool
    start: datetime
    end: datetime
    times: Interval
    length: tuple[timedelta, timedelta] | None

    def in_zone(self, zone: tzinfo) -> When:
        """Return the same time by the clock of another zone; a date stays a date."""
        if self.is_date or zone is self.zone:
            return self._replace(zone=zone)
        start, end = Moment(self.start, self.zone), Moment(self.end, self.zone)
        return self._replace(zone=zone, start=start.in_zone(zone), end=end.in_zone(zone))

    def at(self, start: datetime, end: datetime) -> Interval:
        """Return the instants of a repetition, given by what the clock shows."""
        if (start, end) == (self.start, self.end):
            return self.times
        from_ms = resolve_handover(start, self.zone)
        if self.length is None or end - start != self.end - self.start:
            return Interval(from_ms, resolve_handover(end, self.zone))
        days, exact = self.length
        return Interval(from_ms, resolve_handover(start + days, self.zone) + exact // _MILLISECOND)


Lines = Mapping[str, Property]


def when_of(lines: Lines, begin: Line, times: Times) -> When:
    """Return the time of an event by its lines.

    Raises:
        LineError: it has none, or one that cannot be.
    """
    if "DTSTART" not in lines:
        message = Text("{event} has no DTSTART and does not count", event=called(lines))
        raise LineError("I602", message, begin)
    start = times.one(lines["DTSTART"])
    if "DTEND" in lines:
        when = _until(lines, start, times)
    elif "DURATION" in lines:
        when = _lasting(lines, start)
    else:
        when = _lasting_days(lines, start, timedelta(days=1 if start.is_date else 0))
    return _checked(lines, when)


def _until(lines: Lines, start: Moment, times: Times) -> When:
    prop = lines["DTEND"]
    if "DURATION" in lines:
        message = Text(
            "{event} has both DTEND and DURATION; it does not count", event=called(lines)
        )
        raise LineError("I602", message, lines["DURATION"].line)
    end = times.one(prop, start.zone if lines["DTSTART"].param("TZID") else None)
    if end.is_date != start.is_date:
        raise LineError(
            "I602",
            Text("one of DTSTART and DTEND is a date, the other a time; the event does not count"),
            prop.line,
            Text("write both as dates or both as times"),
        )
    times_ms = Interval(start.at_ms, end.at_ms)
    return When(start.zone, start.is_date, start.wall, end.in_zone(start.zone), times_ms, None)


def _lasting(lines: Lines, start: Moment) -> When:
    days, exact = duration(lines["DURATION"])
    if start.is_date or not exact:
        return _lasting_days(lines, start, days + exact)
    by_days = _lasting_days(lines, start, days)
    until_ms = by_days.times.until_ms + exact // _MILLISECOND
    end = local_datetime(until_ms, start.zone).replace(tzinfo=None, fold=0)
    return by_days._replace(
        end=by_days.end + exact if beyond_zones(end) else end,
        times=Interval(start.at_ms, until_ms),
        length=(days, exact),
    )


def _lasting_days(lines: Lines, start: Moment, days: timedelta) -> When:
    try:
        end = Moment(start.wall + days, start.zone)
    except OverflowError:
        raise _too_long(lines) from None
    return When(
        start.zone, start.is_date, start.wall, end.wall, Interval(start.at_ms, end.at_ms), None
    )


def _checked(lines: Lines, when: When) -> When:
    """Refuse an end before the start, which the library would swap, and what takes for ever."""
    if when.start.year not in _YEARS:
        message = Text(
            "{year} is no year for a duty; the event does not count", year=when.start.year
        )
        raise LineError("I602", message, lines["DTSTART"].line)
    if when.times.until_ms < when.times.from_ms:
        raise LineError(
            "I603",
            Text("{event} ends before it begins; it does not count", event=called(lines)),
            (lines.get("DTEND") or lines["DURATION"]).line,
            Text("write DTEND later than DTSTART"),
        )
    if when.end - when.start > timedelta(days=366 * _MOST_YEARS):
        raise _too_long(lines)
    return when


def _too_long(lines: Lines) -> LineError:
    message = Text(
        "{event} takes more than {years} years; it does not count",
        event=called(lines),
        years=_MOST_YEARS,
    )
    return LineError("I602", message, lines["DTSTART"].line)
