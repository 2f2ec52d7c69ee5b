"""Repetitions: one UID's events, worked out by the library on the clock of their zone.

The library gets wall clocks without a zone, so that it compares like with like; what instants they
mean is ours to say, with the same rule for doubled and missing hours as for all rosters.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes
from recurring_ical_events import CalendarQuery

from crisis_tui.basis.instants import Interval, local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.files.ical.faults import LineError
from crisis_tui.files.ical.rules import is_endless, on_the_wall, reach, why_refused
from crisis_tui.files.ical.values import Moment, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icalendar.prop import vRecur

    from crisis_tui.files.ical.events import CalendarEvent
    from crisis_tui.files.ical.when import When

_DAY = timedelta(days=1)
_LATEST = datetime(9900, 1, 1)  # noqa: DTZ001 - a wall clock
"""The library adds to times; this leaves it room."""


class Occurrence(NamedTuple):
    """One time of an event."""

    event: CalendarEvent
    times: Interval


class Series:
    """The events of one UID, of which each replaces or moves repetitions of the first.

    Args:
        events: of one UID, one for each RECURRENCE-ID, the main one first if it is there.
        horizon_ms: what begins later does not count.
        endless_ms: until when rules without an end count.

    Attributes:
        is_endless: a rule has no end.
        steps: how many steps the library takes at most.
        capped_at: the wall clock after which repetitions are not counted, None if all are.

    Raises:
        LineError: a rule cannot be followed.
    """

    def __init__(self, events: Sequence[CalendarEvent], horizon_ms: int, endless_ms: int) -> None:
        self._events = events
        self._main = events[0]
        self._replacing = self._by_what_they_replace()
        when = self._main.when
        self._rules = tuple(self._rule(number) for number in range(len(self._main.rules)))
        self.is_endless = any(is_endless(rule) for rule in self._rules)
        self._horizon_ms = min(horizon_ms, endless_ms) if self.is_endless else horizon_ms
        horizon = local_datetime(self._horizon_ms, when.zone).replace(tzinfo=None)
        reaches = [reach(rule, when, min(horizon, _LATEST) + _DAY) for rule in self._rules]
        main = self._main
        later = sum(event.this_and_future for event in events)  # looked through at every step
        repetitions = sum(each.steps for each in reaches) * (1 + later)
        self.steps = repetitions + len(events) + len(main.included) + len(main.excluded)
        self.capped_at = min((each.until for each in reaches if each.capped), default=None)
        self._stop = self.capped_at or min(horizon, _LATEST) + _DAY

    def occurrences(self) -> list[Occurrence]:
        """Return all times before the horizon, those that the events replace replaced."""
        calendar = Calendar()
        for event in self._events:
            calendar.add_component(self._for_library(event))
        start = min(event.when.start for event in self._events)
        stop = max(self._stop, start + _DAY)
        found = [
            self._occurrence(each)
            for series in CalendarQuery(calendar).series
            for each in series.between(start - _DAY, stop)
        ]
        return [each for each in found if each.times.from_ms < self._horizon_ms]

    def _by_what_they_replace(self) -> dict[datetime, CalendarEvent]:
        """Return replacements by what the clock showed; the library chooses among equals as here."""
        found: dict[datetime, CalendarEvent] = {}
        for event in self._events:
            if event.recurrence is not None:
                wall = _wall(self._replaced(event.recurrence))
                other = found.get(wall)
                if other is None or event.sequence > other.sequence:
                    found[wall] = event
        return found

    def _rule(self, number: int) -> vRecur:
        rule = self._main.rules[number]
        reason = why_refused(rule, self._main.when)
        if reason is not None:
            raise LineError(
                "I606",
                Text(
                    "its rule cannot be followed: {reason}; the event does not count", reason=reason
                ),
                self._main.line_of("RRULE"),
            )
        return on_the_wall(rule, self._main.when, _until(rule, self._main.when))

    def _for_library(self, event: CalendarEvent) -> Event:
        """Return the event for the library: its times on the wall of the main event's zone."""
        made = Event()
        made["UID"] = "1"
        when = event.when.in_zone(self._main.when.zone)
        is_date = self._main.when.is_date and when.is_date
        made["DTSTART"] = vDDDTypes(when.start.date() if is_date else when.start)
        made["DTEND"] = vDDDTypes(when.end.date() if is_date else when.end)
        made["SEQUENCE"] = event.sequence
        if event.recurrence is None:
            made["RRULE"] = list(self._rules)
            made["EXDATE"] = [vDDDLists([self._excluded(each)]) for each in event.excluded]
            made["RDATE"] = [vDDDLists([self._included(each)]) for each in event.included]
        if event.recurrence is not None:
            made["RECURRENCE-ID"] = vDDDTypes(self._replaced(event.recurrence))
            if event.this_and_future:
                made["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
        return made

    def _excluded(self, moment: Moment) -> date:
        """Return a time that falls out; a date takes its whole day out."""
        wall = moment.in_zone(self._main.when.zone)
        return wall.date() if moment.is_date or self._main.when.is_date else wall

    def _included(self, each: Moment | Period) -> object:
        if isinstance(each, Moment):
            wall = each.in_zone(self._main.when.zone)
            return wall.date() if self._main.when.is_date else wall
        start = each.start.in_zone(self._main.when.zone)
        end = each.end
        return start, end if isinstance(end, timedelta) else end.in_zone(self._main.when.zone)

    def _replaced(self, moment: Moment) -> date:
        """Return which repetition is meant; a date means the one that begins on that day."""
        wall = moment.in_zone(self._main.when.zone)
        if self._main.when.is_date:
            return wall.date()
        if moment.is_date:
            return datetime.combine(wall.date(), self._main.when.start.time())
        return wall

    def _occurrence(self, found: Any) -> Occurrence:
        ids = found.recurrence_ids
        event = self._replacing[ids[0]] if ids else self._main
        when = event.when.in_zone(self._main.when.zone)
        return Occurrence(event, when.at(_wall(found.start), _wall(found.end)))


def _until(rule: vRecur, when: When) -> Moment | None:
    values = rule.get("UNTIL")
    if not values:
        return None
    value = values[0]
    if isinstance(value, datetime):
        return Moment(value.replace(tzinfo=None), value.tzinfo or when.zone)
    return Moment(_wall(value), when.zone, is_date=True)


def _wall(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())
