"""How far back a roster tells who did what."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.times import resolve_handover, resolve_local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from crisis_tui.roster.model import Rotation
    from crisis_tui.roster.workforce import Workforce


def first_planned_ms(workforce: Workforce) -> int | None:
    """Return the roster's first duty; what was before is unknown. None: there are no duties."""
    return min(_beginnings(workforce), default=None)


def _beginnings(workforce: Workforce) -> Iterator[int]:
    zone = workforce.zone
    for duty in workforce.roster.duties:
        if duty.rotation is not None:
            yield _first_turn_ms(duty.rotation, zone)
        elif duty.shift is not None:
            yield resolve_local(duty.shift.from_, zone)
    for calendar in workforce.calendars.values():
        yield from (event.from_ms for event in calendar[:1])
    for change in workforce.roster.changes:
        if change.add is not None:
            yield resolve_local(change.from_, zone)


def _first_turn_ms(rotation: Rotation, zone: ZoneInfo) -> int:
    midnight = datetime.combine(rotation.start.wall.date(), time())
    return resolve_handover(midnight + timedelta(seconds=rotation.handover.second_of_day), zone)
