"""Duties as planned, before changes: rotations expanded within a window, and shifts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.times import local_datetime, resolve_handover, resolve_local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.times import Interval
    from crisis_tui.roster.model import Duty, Rotation, Shift
    from crisis_tui.roster.seats import Assignment


class PlannedDuty(NamedTuple):
    """One person on one role, half-open."""

    role: str
    person: str
    assignment: Assignment
    from_ms: int
    until_ms: int


CalendarDuties = Mapping[int, Sequence[PlannedDuty]]
"""What calendars say, in order of time, by the number of the duty in the roster.

A calendar that is not in it could not be read.
"""


def planned_duties(duty: Duty, zone: ZoneInfo, window: Interval) -> Iterator[PlannedDuty]:
    """Yield the parts of a duty that touch the window, whole, in order of time.

    A calendar yields nothing: see `CalendarDuties`.
    """
    if duty.rotation is not None:
        yield from _turns(duty.rotation, zone, window)
    elif duty.shift is not None:
        yield from _shift(duty.shift, zone, window)


def _turns(rotation: Rotation, zone: ZoneInfo, window: Interval) -> Iterator[PlannedDuty]:
    """Yield turn k at k turns after the start on the wall clock, so that handovers keep their hour.

    Only the window's turns are looked at, however long ago the rotation began.
    """
    if rotation.turn_ms <= 0:
        return
    turn = timedelta(milliseconds=rotation.turn_ms)
    first = datetime.combine(rotation.start.wall.date(), time()) + timedelta(
        seconds=rotation.handover.second_of_day
    )
    # An offset moves a turn by less than a day against the wall clock: one turn more suffices
    # for turns of a day or longer, and shorter ones are looked at from a day earlier.
    margin = max(turn, timedelta(days=1))
    number = max(0, (_wall(window.from_ms, zone) - margin - first) // turn)
    last = (_wall(window.until_ms, zone) + margin - first) // turn
    role, people = rotation.role, rotation.people
    for from_ms, until_ms in pairwise(_handovers(first, turn, number, last, zone)):
        if from_ms < window.until_ms and until_ms > window.from_ms and from_ms < until_ms:
            yield PlannedDuty(role, people[number % len(people)], "standby", from_ms, until_ms)
        number += 1


@lru_cache(maxsize=64)
def _handovers(
    first: datetime, turn: timedelta, number: int, last: int, zone: ZoneInfo
) -> tuple[int, ...]:
    """Return the instants of the handovers around these turns; rotations often share them."""
    return tuple(resolve_handover(first + k * turn, zone) for k in range(number, last + 2))


def _shift(shift: Shift, zone: ZoneInfo, window: Interval) -> Iterator[PlannedDuty]:
    from_ms, until_ms = resolve_local(shift.from_, zone), resolve_local(shift.until, zone)
    if max(from_ms, window.from_ms) < min(until_ms, window.until_ms):
        yield PlannedDuty(shift.role, shift.person, shift.assignment, from_ms, until_ms)


def _wall(at_ms: int, zone: ZoneInfo) -> datetime:
    return local_datetime(at_ms, zone).replace(tzinfo=None)
