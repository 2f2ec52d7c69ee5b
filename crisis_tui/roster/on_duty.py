"""Who is on a role at each instant: planned duties, then the changes from top to bottom."""

from __future__ import annotations

from bisect import insort
from itertools import pairwise
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
    times = [Interval(duty.from_ms, duty.until_ms) for duty in planned]
    times += [
        Interval(resolve_local(change.from_, zone), resolve_local(change.until, zone))
        for change in changes
    ]
    spans: list[DutySpan] = []
    active: list[int] = []
    for at_ms, until_ms, starting, ending in _steps(times, window):
        for number in ending:
            active.remove(number)
        for number in starting:
            insort(active, number)
        people = _people(active, planned, changes)
        if spans and spans[-1].people == people:
            spans[-1] = spans[-1]._replace(until_ms=until_ms)
        else:
            spans.append(DutySpan(at_ms, until_ms, people))
    return tuple(spans)


def _steps(
    times: Sequence[Interval], window: Interval
) -> list[tuple[int, int, list[int], list[int]]]:
    """Return (from, until, numbers that start, numbers that end) between the times' borders."""
    starting: dict[int, list[int]] = {window.from_ms: []}
    ending: dict[int, list[int]] = {}
    for number, interval in enumerate(times):
        inside = interval.overlap(window)
        if inside is not None:
            starting.setdefault(inside.from_ms, []).append(number)
            ending.setdefault(inside.until_ms, []).append(number)
    borders = sorted({*starting, *ending, window.until_ms})
    return [
        (from_ms, until_ms, starting.get(from_ms, []), ending.get(from_ms, []))
        for from_ms, until_ms in pairwise(borders)
    ]


def _people(
    active: Sequence[int], planned: Sequence[PlannedDuty], changes: Sequence[Change]
) -> tuple[OnDuty, ...]:
    people: dict[str, OnDuty] = {}
    for number in active:
        if number < len(planned):
            duty = planned[number]
            people.setdefault(duty.person, OnDuty(duty.person, duty.assignment))
        else:
            people = _changed(people, changes[number - len(planned)])
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
