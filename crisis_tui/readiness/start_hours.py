"""The start hours of a period, worked out for people to look at."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.instants import Interval, local_datetime, resolve_handover
from crisis_tui.basis.times import LocalTime, possible_instants
from crisis_tui.readiness.heatmap import heatmap
from crisis_tui.readiness.heatmap_view import heatmap_view
from crisis_tui.readiness.starts import possible_starts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from zoneinfo import ZoneInfo

    from crisis_tui.readiness.heatmap_view import HeatmapView
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.courses import ScriptAt
    from crisis_tui.scenario.script import Script

WEEKS = 4


@dataclass(frozen=True, slots=True)
class StartHours:
    """Every hour of four weeks as a start of a story. `zone` is the clock that people look at."""

    title: str
    roster: str
    zone: ZoneInfo
    period: Interval
    view: HeatmapView

    def start_ms(self, day: date, hour: int) -> int | None:
        """Return the first start in an hour of a day; None if the clock skips it."""
        instants = possible_instants(LocalTime(datetime.combine(day, time(hour))), self.zone)
        return next((at_ms for at_ms in instants if self.period.contains(at_ms)), None)


def start_hours(
    script: Script,
    script_at: ScriptAt,
    roster: str,
    workforce: Workforce,
    at_ms: int,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> StartHours:
    """Return the start hours of the four weeks from the Monday before an instant on.

    `tell` is called with how many starts are worked out, of how many.
    """
    zone = script.zone
    period = four_weeks(at_ms, zone)
    starts = possible_starts(period, HOUR_MS, zone)
    done = itertools.accumulate(itertools.repeat(1))
    answers = heatmap(script, script_at, starts, workforce, lambda _: tell(next(done), len(starts)))
    return StartHours(script.scenario.title, roster, zone, period, heatmap_view(answers, zone))


def four_weeks(at_ms: int, zone: ZoneInfo) -> Interval:
    """Return the four weeks from the Monday before an instant on, by the clock."""
    day = local_datetime(at_ms, zone).date()
    monday = day - timedelta(days=day.weekday())
    first, last = (
        resolve_handover(datetime.combine(each, time()), zone)
        for each in (monday, monday + timedelta(weeks=WEEKS))
    )
    return Interval(first, last)
