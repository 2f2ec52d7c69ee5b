"""How far back a roster tells who did what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.times import resolve_handover, resolve_local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.model import Rotation
    from crisis_tui.roster.workforce import Workforce


_MOST_APART = timedelta(days=2)
"""Local times further apart than this are in order, whatever offsets are written beside them."""


def first_planned_ms(workforce: Workforce) -> int | None:
    """Return the roster's first duty; what was before is unknown. None: there are no duties."""
    return min(_beginnings(workforce), default=None)


def _beginnings(workforce: Workforce) -> Iterator[int]:
    zone, roster = workforce.zone, workforce.roster
    written = [duty.shift.from_ for duty in roster.duties if duty.shift is not None]
    written += [change.from_ for change in roster.changes if change.add is not None]
    earliest = min((time.wall for time in written), default=None)
    for time in written:
        if earliest is not None and time.wall - earliest < _MOST_APART:
            yield resolve_local(time, zone)
    for duty in roster.duties:
        if duty.rotation is not None:
            yield _first_turn_ms(duty.rotation, zone)
    for calendar in workforce.calendars.values():
        yield from (event.from_ms for event in calendar[:1])


def _first_turn_ms(rotation: Rotation, zone: ZoneInfo) -> int:
    midnight = datetime.combine(rotation.start.wall.date(), datetime.min.time())
    return resolve_handover(midnight + timedelta(seconds=rotation.handover.second_of_day), zone)
