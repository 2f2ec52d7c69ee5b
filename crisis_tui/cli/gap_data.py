"""Gaps and times for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.instants import iso_time
from crisis_tui.readiness.wording import seat_detail

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.roster.gaps import Gap
    from crisis_tui.roster.workforce import Workforce


def gap_data(
    gap: Gap, limit_ms: int | None, workforce: Workforce, zone: ZoneInfo
) -> dict[str, Any]:
    """Return a gap with its people and why each does not count; times in `zone`."""
    return {
        "from": iso_time(gap.from_ms, zone),
        "until": iso_time(gap.until_ms, zone),
        "cause": gap.cause,
        "people": [
            {
                "person": seat.person,
                "cause": seat.cause,
                "detail": seat_detail(seat, limit_ms, workforce.zone),
            }
            for seat in gap.seats
        ],
    }


def times_data(times: IntervalSet, zone: ZoneInfo) -> list[dict[str, str]]:
    """Return times as a list of first and last instants; the last no longer counts."""
    return [
        {"from": iso_time(each.from_ms, zone), "until": iso_time(each.until_ms, zone)}
        for each in times
    ]
