"""Several events with one UID: the newest version of each, the main one first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.files.ical.events import CalendarEvent
    from crisis_tui.files.ical.faults import Complaints

Slot = tuple[str, int | None]


def latest_versions(
    events: Sequence[CalendarEvent], complaints: Complaints
) -> list[tuple[CalendarEvent, ...]]:
    """Return the events that hold, by UID; what is cancelled as a whole is left out.

    The highest SEQUENCE wins, then what was written last, then what stands last.
    """
    slots: dict[Slot, CalendarEvent] = {}
    for event in events:
        slot = (event.uid, None if event.recurrence is None else event.recurrence.at_ms)
        other = slots.get(slot)
        if other is None or _version(event) >= _version(other):
            slots[slot] = event
        if other is not None and _version(event) == _version(other) and _differ(event, other):
            complaints.warning(
                "I615",
                Text("another event above has the same UID and version; this one counts"),
                event.line_of("UID"),
                Text("give every event its own UID"),
            )
    groups: dict[str, list[CalendarEvent]] = {}
    for event in slots.values():
        groups.setdefault(event.uid, []).append(event)
    return [ordered for group in groups.values() if (ordered := _main_first(group, complaints))]


def _main_first(
    group: Sequence[CalendarEvent], complaints: Complaints
) -> tuple[CalendarEvent, ...]:
    ordered = sorted(group, key=lambda event: event.recurrence is not None)
    if ordered[0].recurrence is None:
        return () if ordered[0].standing == "cancelled" else tuple(ordered)
    complaints.hint(
        "I614",
        Text("this changes a repetition of an event that is not in the file; it counts by itself"),
        ordered[0].line_of("RECURRENCE-ID"),
    )
    return tuple(ordered)


def _version(event: CalendarEvent) -> tuple[int, int]:
    return event.sequence, event.stamp_ms


def _differ(one: CalendarEvent, other: CalendarEvent) -> bool:
    def what(event: CalendarEvent) -> tuple[object, ...]:
        return event.when, event.summary, [attendee.value for attendee in event.attendees]

    return what(one) != what(other)
