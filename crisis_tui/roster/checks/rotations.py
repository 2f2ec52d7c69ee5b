"""T224, T225, T226: rotations that do not start or turn at their handover."""

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

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def check(case: Case) -> Iterator[Finding]:
    """Report rotations whose turns cannot be what was meant."""
    for index, duty in enumerate(case.roster.duties):
        if duty.rotation is not None:
            source = case.source("duties", index, "rotation")
            yield from _turn(case, duty.rotation, source)
            yield from _start(case, duty.rotation, source)


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
    if turn_ms <= 0:
        return False
    return turn_ms % DAY_MS == 0 or (turn_ms % HOUR_MS == 0 and DAY_MS % turn_ms == 0)


def _start(case: Case, rotation: Rotation, source: Source) -> Iterator[Finding]:
    start = rotation.start.wall.date()
    weekday = rotation.handover.weekday
    if weekday is not None and start.weekday() != weekday:
        yield case.report.error(
            "T224",
            Text(
                "{date} is a {day}, but the handover is on {handover}",
                date=str(start),
                day=_WEEKDAYS[start.weekday()],
                handover=_WEEKDAYS[weekday],
            ),
            source.child("start"),
            Text(
                "write {before} or {after}",
                before=str(start - timedelta(days=(start.weekday() - weekday) % 7)),
                after=str(start + timedelta(days=(weekday - start.weekday()) % 7)),
            ),
        )
    second = (
        rotation.start.wall.hour * 3600
        + rotation.start.wall.minute * 60
        + rotation.start.wall.second
    )
    if second not in (0, rotation.handover.second_of_day):
        yield case.report.warning(
            "T226",
            Text(
                "the first turn starts at the handover, not at {time}",
                time=str(rotation.start.wall.time()),
            ),
            source.child("start"),
            Text("write the date alone: {date}", date=str(start)),
        )
