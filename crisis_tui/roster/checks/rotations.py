"""T224 to T227: rotations that do not start or turn at their handover, or not in our time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, WEEK_MS, format_duration
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.roster.checks.case import Case
    from crisis_tui.roster.model import Rotation

_YEARS = (1900, 2200)
_LONGEST_TURN_MS = 520 * WEEK_MS
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def check(case: Case) -> Iterator[Finding]:
    """Report rotations whose turns cannot be what was meant."""
    for index, duty in enumerate(case.roster.duties):
        if duty.rotation is not None:
            source = case.source("duties", index, "rotation")
            yield from _turn(case, duty.rotation, source)
            if _is_year(duty.rotation.start.wall.year):
                yield from _weekday(case, duty.rotation, source.child("start"))
                yield from _hour(case, duty.rotation, source.child("start"))
            else:
                yield _far_away(case, duty.rotation, source.child("start"))


def is_sound(rotation: Rotation) -> bool:
    """Tell whether a rotation's turns can be worked out."""
    return _is_turn(rotation.turn_ms) and _is_year(rotation.start.wall.year)


def _turn(case: Case, rotation: Rotation, source: Source) -> Iterator[Finding]:
    turn_ms = rotation.turn_ms
    turn = format_duration(turn_ms)
    if not _is_turn(turn_ms):
        yield case.report.error(
            "T225",
            Text("a turn of {turn} has no fixed handover", turn=turn),
            source.child("turn"),
            Text("write whole days or weeks, or hours that divide a day: 2d, 1w, 12h, 8h"),
        )
    elif rotation.handover.weekday is not None and turn_ms % WEEK_MS:
        yield case.report.warning(
            "T225",
            Text(
                "turns of {turn} do not change on {day} only",
                turn=turn,
                day=_WEEKDAYS[rotation.handover.weekday],
            ),
            source.child("handover"),
            Text('write the time alone, such as handover: "07:00", or turns of whole weeks'),
        )


def _is_turn(turn_ms: int) -> bool:
    if not 0 < turn_ms <= _LONGEST_TURN_MS:
        return False
    return turn_ms % DAY_MS == 0 or (turn_ms % HOUR_MS == 0 and DAY_MS % turn_ms == 0)


def _is_year(year: int) -> bool:
    return _YEARS[0] <= year <= _YEARS[1]


def _far_away(case: Case, rotation: Rotation, source: Source) -> Finding:
    return case.report.error(
        "T227",
        Text("a rotation cannot start in the year {year}", year=rotation.start.wall.year),
        source,
        Text("write a year from {first} to {last}", first=_YEARS[0], last=_YEARS[1]),
    )


def _weekday(case: Case, rotation: Rotation, source: Source) -> Iterator[Finding]:
    start = rotation.start.wall.date()
    weekday = rotation.handover.weekday
    if weekday is None or start.weekday() == weekday:
        return
    yield case.report.error(
        "T224",
        Text(
            "{date} is a {day}, but the handover is on {handover}",
            date=str(start),
            day=_WEEKDAYS[start.weekday()],
            handover=_WEEKDAYS[weekday],
        ),
        source,
        Text(
            "write {before} or {after}",
            before=str(start - timedelta(days=(start.weekday() - weekday) % 7)),
            after=str(start + timedelta(days=(weekday - start.weekday()) % 7)),
        ),
    )


def _hour(case: Case, rotation: Rotation, source: Source) -> Iterator[Finding]:
    start = rotation.start.wall
    second = start.hour * 3600 + start.minute * 60 + start.second
    if second not in (0, rotation.handover.second_of_day):
        yield case.report.warning(
            "T226",
            Text("the first turn starts at the handover, not at {time}", time=str(start.time())),
            source,
            Text("write the date alone: {date}", date=str(start.date())),
        )
