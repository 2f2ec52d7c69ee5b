"""P412: one person on one role twice at a time, who counts once."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import FAR_FUTURE_MS, Interval, local_datetime, resolve_local
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.roster.checks.rotations import is_sound
from crisis_tui.roster.duties import PlannedDuty, planned_duties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.roster.checks.case import Case
    from crisis_tui.roster.model import Duty

_COMPARED_MS = 366 * DAY_MS
"""For how long a rotation is compared with another, or with a shift, from when both have begun."""

_OUR_TIME = Interval(-200 * _COMPARED_MS, 300 * _COMPARED_MS)
"""Shifts outside it are not compared with rotations."""

_ALWAYS = Interval(-FAR_FUTURE_MS, FAR_FUTURE_MS)
_Placed = tuple[PlannedDuty, int]
"""A planned duty and the place in the file of the duty that it comes from."""


def check(case: Case) -> Iterator[Finding]:
    """Report, once for each duty and person, what overlaps an earlier duty on the same role.

    What calendars say is compared with shifts and calendars, not with rotations.
    """
    zone = zone_or_default(case.roster.timezone)
    reported: set[tuple[int, str]] = set()
    for first, second in _clashes(case, zone):
        index, other = max(first[1], second[1]), min(first[1], second[1])
        person = first[0].person
        if (index, person) in reported:
            continue
        reported.add((index, person))
        from_ = local_datetime(max(first[0].from_ms, second[0].from_ms), zone)
        yield case.report.warning(
            "P412",
            Text(
                '"{person}" is on {role} twice at {time}, and counts once',
                person=person,
                role=first[0].role,
                time=f"{from_:%Y-%m-%d %H:%M}",
            ),
            case.source("duties", index),
            Text("let one duty end where the other begins, or take one out"),
            case.report.related(case.source("duties", other), Text("the other duty")),
        )


def _clashes(case: Case, zone: ZoneInfo) -> Iterator[tuple[_Placed, _Placed]]:
    by_role: dict[str, list[tuple[int, Duty]]] = defaultdict(list)
    for index, duty in enumerate(case.roster.duties):
        if duty.shift is not None:
            by_role[duty.shift.role].append((index, duty))
        elif duty.rotation is not None and is_sound(duty.rotation):
            by_role[duty.rotation.role].append((index, duty))
        elif duty.calendar is not None:
            by_role[duty.calendar.role].append((index, duty))
    for role, duties in by_role.items():
        shifts = [placed for placed in duties if placed[1].shift is not None]
        rotations = [placed for placed in duties if placed[1].rotation is not None]
        planned = _planned(shifts, zone, _ALWAYS)
        yield from _same_person_at_once([*planned, *_from_calendars(case, role)])
        for shift in planned:
            yield from _within(shift, rotations, zone)
        for pair in combinations(rotations, 2):
            yield from _between(pair, zone)


def _from_calendars(case: Case, role: str) -> Iterator[_Placed]:
    for index, duties in case.calendars.items():
        for duty in duties:
            if duty.role == role:
                yield duty, index


def _planned(duties: Iterable[tuple[int, Duty]], zone: ZoneInfo, window: Interval) -> list[_Placed]:
    return [
        (planned, index) for index, duty in duties for planned in planned_duties(duty, zone, window)
    ]


def _same_person_at_once(planned: Sequence[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """Yield overlaps of one person: each duty with the one before that ends last."""
    last: dict[str, _Placed] = {}
    for placed in sorted(planned, key=lambda placed: placed[0].from_ms):
        duty = placed[0]
        earlier = last.get(duty.person)
        if earlier is not None and duty.from_ms < earlier[0].until_ms:
            yield earlier, placed
        if earlier is None or duty.until_ms > earlier[0].until_ms:
            last[duty.person] = placed


def _within(
    shift: _Placed, rotations: Iterable[tuple[int, Duty]], zone: ZoneInfo
) -> Iterator[tuple[_Placed, _Placed]]:
    """Yield the turns during a shift of the person who has the shift."""
    span = Interval(shift[0].from_ms, shift[0].from_ms + _COMPARED_MS)
    window = span.overlap(Interval(shift[0].from_ms, shift[0].until_ms))
    if window is None or not _OUR_TIME.contains(window.from_ms):
        return
    for index, duty in rotations:
        if duty.rotation is not None and shift[0].person in duty.rotation.people:
            for turn in _planned([(index, duty)], zone, window):
                if turn[0].person == shift[0].person:
                    yield turn, shift


def _between(pair: Sequence[tuple[int, Duty]], zone: ZoneInfo) -> Iterator[tuple[_Placed, _Placed]]:
    rotations = [duty.rotation for _, duty in pair if duty.rotation is not None]
    if set(rotations[0].people).isdisjoint(rotations[1].people):
        return
    from_ms = max(resolve_local(rotation.start, zone) for rotation in rotations)
    yield from _same_person_at_once(_planned(pair, zone, Interval(from_ms, from_ms + _COMPARED_MS)))
