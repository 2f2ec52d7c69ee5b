"""Who is on a role at each instant: planned duties, then the changes from top to bottom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.times import Interval, resolve_local

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.duties import PlannedDuty
    from crisis_tui.roster.model import Change
    from crisis_tui.roster.seats import Assignment


class OnDuty(NamedTuple):
    """One person on a role."""

    person: str
    assignment: Assignment


class DutySpan(NamedTuple):
    """A time in which the same people are on a role; each of them once."""

    from_ms: int
    until_ms: int
    people: tuple[OnDuty, ...]


def duty_spans(
    planned: Sequence[PlannedDuty], changes: Sequence[Change], zone: ZoneInfo, window: Interval
) -> tuple[DutySpan, ...]:
    """Return the window cut wherever the people on one role change: O(n log n) in its events.

    `planned` and `changes` are those of one role, in the file's order.
    """
    spans: list[DutySpan] = []
    active: list[int] = []
    begun_ms = window.from_ms
    people: tuple[OnDuty, ...] = ()
    crew = _crew(planned)
    for at_ms, numbers in groupby(_events(planned, changes, zone, window), key=itemgetter(0)):
        for _, number in numbers:
            if number < 0:
                active.remove(~number)
            else:
                insort(active, number)
        found = _people(active, crew, changes)
        if found != people:
            if begun_ms < at_ms:
                spans.append(DutySpan(begun_ms, at_ms, people))
            begun_ms, people = at_ms, found
    spans.append(DutySpan(begun_ms, window.until_ms, people))
    return tuple(spans)


def spans_within(spans: tuple[DutySpan, ...], window: Interval) -> tuple[DutySpan, ...]:
    """Return the part of a window's spans that lies in a window within it."""
    from_ms, until_ms = window
    if from_ms >= until_ms or (spans[0].from_ms, spans[-1].until_ms) == window:
        return spans[:0] if from_ms >= until_ms else spans
    first = bisect_right(spans, from_ms, key=_from_ms) - 1
    inside = list(spans[first : bisect_left(spans, until_ms, key=_from_ms)])
    inside[0] = inside[0]._replace(from_ms=from_ms)
    inside[-1] = inside[-1]._replace(until_ms=until_ms)
    return tuple(inside)


def _from_ms(span: DutySpan) -> int:
    return span.from_ms


def _crew(planned: Sequence[PlannedDuty]) -> list[OnDuty]:
    """Return who does each duty, the same objects for the same people."""
    known: dict[tuple[str, Assignment], OnDuty] = {}
    crew = []
    for _, person, assignment, _, _ in planned:
        key = (person, assignment)
        each = known.get(key)
        if each is None:
            each = known[key] = OnDuty(person, assignment)
        crew.append(each)
    return crew


def _events(
    planned: Sequence[PlannedDuty], changes: Sequence[Change], zone: ZoneInfo, window: Interval
) -> list[tuple[int, int]]:
    """Return (instant, number) of what starts within the window, and (instant, ~number) of ends."""
    times = [(duty[3], duty[4]) for duty in planned]
    times += [
        (resolve_local(change.from_, zone), resolve_local(change.until, zone)) for change in changes
    ]
    first_ms, end_ms = window
    events: list[tuple[int, int]] = []
    for number, (from_ms, until_ms) in enumerate(times):
        if from_ms < until_ms > first_ms and from_ms < end_ms:
            events.append((from_ms, number) if from_ms > first_ms else (first_ms, number))
            if until_ms < end_ms:
                events.append((until_ms, ~number))
    events.sort()
    return events


def _people(
    active: Sequence[int], crew: Sequence[OnDuty], changes: Sequence[Change]
) -> tuple[OnDuty, ...]:
    if not active or active[-1] < len(crew):
        found = tuple([crew[number] for number in active])
        if len({each.person for each in found}) == len(found):
            return found
    people: dict[str, OnDuty] = {}
    for number in active:
        if number < len(crew):
            each = crew[number]
            people.setdefault(each.person, each)
        else:
            people = _changed(people, changes[number - len(crew)])
    return tuple(people.values())


def _changed(people: dict[str, OnDuty], change: Change) -> dict[str, OnDuty]:
    """Return the people after one change; a removal or replacement of an absentee does nothing."""
    if change.add is not None:
        added = OnDuty(change.add, change.assignment)
        return people | {change.add: people.get(change.add, added)}
    if change.remove is not None:
        return {name: each for name, each in people.items() if name != change.remove}
    if change.replace not in people or change.by is None:
        return people
    result: dict[str, OnDuty] = {}
    for name, each in people.items():
        stand_in = change.by if name == change.replace else name
        result.setdefault(stand_in, each._replace(person=stand_in))
    return result
