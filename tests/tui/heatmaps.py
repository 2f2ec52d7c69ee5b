"""Four weeks of start hours, with a hostile tail on every text if wished."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.readiness.heatmap import StartAnswer
from crisis_tui.readiness.heatmap_view import heatmap_view
from crisis_tui.readiness.start_hours import StartHours, four_weeks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from crisis_tui.readiness.assessment import Verdict

ZONE = ZoneInfo("Europe/Amsterdam")
SUNDAY, MORNING, NOON = 6, 6, 12


def four_weeks_of_starts(text: Callable[[str], str], roster: str, at_ms: int) -> StartHours:
    """Return early Sundays with two posts short, noons with one; Saturdays are at risk."""
    period = four_weeks(at_ms, ZONE)
    answers = [
        StartAnswer(start_ms, *_verdict(local_datetime(start_ms, ZONE), text))
        for start_ms in range(period.from_ms, period.until_ms, HOUR_MS)
    ]
    view = heatmap_view(answers, ZONE)
    return StartHours(text("Dinsdag zonder netwerk"), text(roster), ZONE, period, view)


def _verdict(at: datetime, text: Callable[[str], str]) -> tuple[Verdict, tuple[str, ...]]:
    if at.weekday() == SUNDAY and at.hour < MORNING:
        return "not-ready", (text("OVDBZ"), text("LTBZ"))
    if at.hour == NOON:
        return "not-ready", (text("OVDBZ"),)
    return ("at-risk" if at.weekday() == SUNDAY - 1 else "ready"), ()
