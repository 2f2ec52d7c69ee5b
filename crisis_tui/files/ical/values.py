"""The values of an event's lines: times with their zones, durations, rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from icalendar.parser import Contentline
from icalendar.prop import vDDDTypes, vRecur

from crisis_tui.basis.instants import beyond_zones, local_datetime, resolve_handover
from crisis_tui.basis.text import Text
from crisis_tui.files.ical.faults import LineError
from crisis_tui.files.problems import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crisis_tui.files.ical.lines import Line

MAX_LINE = 65_536
MAX_RULE = 1_000
"""Characters; no program writes more, and the libraries take their time over more."""
_DAYS = re.compile(r"\+?P(?:(\d{1,4})W|(?:(\d{1,5})D)?(?:T.*)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Property:
    """A line taken apart by the library: parameters by name in capitals, the value unescaped."""

    line: Line
    params: Mapping[str, Any]
    value: str

    def param(self, name: str) -> str:
        """Return a parameter's text, "" if there is none."""
        value = self.params.get(name, "")
        return value if isinstance(value, str) else ",".join(value)


def property_of(line: Line) -> Property:
    """Take a line apart.

    Raises:
        LineError: it is no content line.
    """
    if not line.is_text:
        raise LineError(
            "I601",
            Text("{name} is not UTF-8 text; the event does not count", name=line.name),
            line,
            Text("save the file as UTF-8"),
        )
    if len(line.text) > MAX_LINE:
        message = Text(
            "{name} is longer than {limit} characters; the event does not count",
            name=line.name,
            limit=MAX_LINE,
        )
        raise LineError("I601", message, line)
    try:
        _, params, value = Contentline(line.text).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        message = Text("{name} cannot be read; the event does not count", name=line.name)
        raise LineError("I601", message, line) from None
    return Property(line, params, value)


class Moment:
    """A date, or a wall clock in a zone, as it stands in the file."""

    __slots__ = ("is_date", "wall", "zone")

    def __init__(self, wall: datetime, zone: tzinfo, *, is_date: bool = False) -> None:
        self.wall = wall
        self.zone = zone
        self.is_date = is_date

    @property
    def at_ms(self) -> int:
        """Return the instant: of a doubled hour the first, of a date its midnight."""
        return resolve_handover(self.wall, self.zone)

    def in_zone(self, zone: tzinfo) -> datetime:
        """Return what the clock shows in a zone; a date is that date everywhere."""
        if self.is_date or self.zone is zone or beyond_zones(self.wall):
            return self.wall
        return local_datetime(self.at_ms, zone).replace(tzinfo=None, fold=0)


class Period:
    """A time of an RDATE with its own length."""

    __slots__ = ("end", "start")

    def __init__(self, start: Moment, end: Moment | timedelta) -> None:
        self.start = start
        self.end = end


class Times:
    """Reads the times of one event.

    Args:
        floating: returns the zone of times that name none.
        named: returns the zone that a TZID names.
    """

    def __init__(self, floating: Callable[[], tzinfo], named: Callable[[Property], tzinfo]) -> None:
        self._floating = floating
        self._named = named

    def all(self, prop: Property, zone: tzinfo | None = None) -> Iterator[Moment | Period]:
        """Yield the times of a line; `zone` is that of times that name none.

        Raises:
            LineError: a value is no time.
        """
        for text in prop.value.split(","):
            value = _read(prop, text.strip())
            if isinstance(value, tuple):
                start, end = value
                if not isinstance(end, timedelta):
                    end = self._moment(prop, end, zone)
                yield Period(self._moment(prop, start, zone), end)
            else:
                yield self._moment(prop, value, zone)

    def one(self, prop: Property, zone: tzinfo | None = None) -> Moment:
        """Return the one time of a line.

        Raises:
            LineError: it is not one time.
        """
        return self._moment(prop, _read(prop, prop.value.strip()), zone)

    def _moment(self, prop: Property, value: object, zone: tzinfo | None) -> Moment:
        if isinstance(value, datetime) and value.tzinfo is not None:
            return Moment(value.replace(tzinfo=None), value.tzinfo)
        if not isinstance(value, date):
            raise _no_time(prop)
        if prop.param("TZID"):
            zone = self._named(prop)
        elif zone is None:
            zone = self._floating()
        if isinstance(value, datetime):
            return Moment(value, zone)
        return Moment(datetime.combine(value, time()), zone, is_date=True)


def duration(prop: Property) -> tuple[timedelta, timedelta]:
    """Return a duration as days of the clock on the wall and an exact rest.

    Raises:
        LineError: it is no duration.
    """
    value = _read(prop, prop.value.strip())
    if not isinstance(value, timedelta):
        raise _no_time(prop)
    match = _DAYS.match(prop.value.strip())
    if match is None:  # negative
        return timedelta(), value
    days = timedelta(weeks=int(match[1] or 0), days=int(match[2] or 0))
    return days, value - days


def rule(prop: Property) -> vRecur:
    """Return a rule of repetition.

    Raises:
        LineError: it is none.
    """
    if len(prop.value) > MAX_RULE:
        raise _unreadable(prop, Text("no rule"))
    try:
        found: vRecur = vRecur.from_ical(prop.value)
    except ValueError:
        raise _unreadable(prop, Text("no rule")) from None
    return found


def _read(prop: Property, text: str) -> object:
    try:
        value: object = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        raise _no_time(prop) from None
    return value


def _no_time(prop: Property) -> LineError:
    return _unreadable(prop, Text("no time"))


def _unreadable(prop: Property, what: Text) -> LineError:
    message = Text(
        '{name}: "{value}" is {what}; the event does not count',
        name=prop.line.name,
        value=shown(prop.value),
        what=what,
    )
    return LineError("I602", message, prop.line)
