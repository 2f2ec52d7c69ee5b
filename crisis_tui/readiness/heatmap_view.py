"""The heatmap as people look at it: days by hours, weekdays by hours, and the worst of it.

`heatmap_view` makes it from the answers of `heatmap`; a text and a screen only draw it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import local_datetime

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from crisis_tui.readiness.assessment import Verdict
    from crisis_tui.readiness.heatmap import StartAnswer

HOURS, WEEKDAYS = 24, 7


class HeatCell(NamedTuple):
    """The starts in one hour of the wall clock: on one day, or on one weekday of all weeks.

    `short` are the roles that are short at any of them.
    """

    starts: int
    at_risk: int
    not_ready: int
    short: tuple[str, ...]

    @property
    def worst(self) -> Verdict | None:
        """Return the worst verdict; None if there is no start, as in an hour that is skipped."""
        if not self.starts:
            return None
        if self.not_ready:
            return "not-ready"
        return "at-risk" if self.at_risk else "ready"


class HeatDay(NamedTuple):
    """One day on the wall clock, 24 cells; an hour that the clock shows twice is one cell."""

    day: date
    cells: tuple[HeatCell, ...]


class HeatStretch(NamedTuple):
    """Starts in a row, from the first to the last, that leave the same roles short."""

    first_ms: int
    last_ms: int
    starts: int
    short: tuple[str, ...]


class HeatmapView(NamedTuple):
    """Everything that is drawn of a heatmap.

    `days` holds every day of the period, `week` the seven weekdays from Monday with 24 cells each.
    `worst` begins with the stretches that leave most roles short, of those the longest. `roles`
    tells at how many starts each role is short, the most first.
    """

    total: HeatCell
    days: tuple[HeatDay, ...]
    week: tuple[tuple[HeatCell, ...], ...]
    worst: tuple[HeatStretch, ...]
    roles: tuple[tuple[str, int], ...]


def heatmap_view(answers: Sequence[StartAnswer], zone: ZoneInfo) -> HeatmapView:
    """Return the view of answers in order of time, at least one, on the clock of `zone`."""
    by_hour: dict[tuple[date, int], list[StartAnswer]] = defaultdict(list)
    for answer in answers:
        moment = local_datetime(answer.start_ms, zone)
        by_hour[moment.date(), moment.hour].append(answer)
    days = sorted({day for day, _ in by_hour})
    by_weekday: dict[tuple[int, int], list[StartAnswer]] = defaultdict(list)
    for (day, hour), found in by_hour.items():
        by_weekday[day.weekday(), hour] += found
    often = Counter(role for answer in answers for role in answer.short)
    return HeatmapView(
        total=_cell(answers),
        days=tuple(
            HeatDay(day, tuple(_cell(by_hour.get((day, hour), ())) for hour in range(HOURS)))
            for day in days
        ),
        week=tuple(
            tuple(_cell(by_weekday.get((weekday, hour), ())) for hour in range(HOURS))
            for weekday in range(WEEKDAYS)
        ),
        worst=_worst(answers),
        roles=tuple(often.most_common()),
    )


def _cell(answers: Sequence[StartAnswer]) -> HeatCell:
    verdicts = Counter(answer.verdict for answer in answers)
    return HeatCell(
        len(answers), verdicts["at-risk"], verdicts["not-ready"], _short_at_any(answers)
    )


def _short_at_any(answers: Iterable[StartAnswer]) -> tuple[str, ...]:
    """Return the roles that are short at any of these; those with most first keep their order."""
    longest = sorted({answer.short for answer in answers}, key=lambda short: (-len(short), short))
    return tuple(dict.fromkeys(role for short in longest for role in short))


def _worst(answers: Sequence[StartAnswer]) -> tuple[HeatStretch, ...]:
    found = []
    for short, same in groupby(answers, key=lambda answer: answer.short):
        if short:
            starts = [answer.start_ms for answer in same]
            found.append(HeatStretch(starts[0], starts[-1], len(starts), short))
    return tuple(sorted(found, key=lambda each: (-len(each.short), -each.starts, each.first_ms)))
