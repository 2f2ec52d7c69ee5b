"""How states, times and durations are said, the same on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.readiness.wording import POST_TEXTS
from crisis_tui.time_words import day, day_and_time, full_date, hours, weekday, weekdays
from crisis_tui.tui.present import State

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.instants import Interval
    from crisis_tui.tui.views import ExerciseState, PostState

__all__ = [
    "EXERCISES",
    "POSTS",
    "UNFILLED",
    "WEEK_DAYS",
    "day",
    "day_and_time",
    "full_date",
    "hours",
    "known_span",
    "minutes",
    "play_minute",
    "soon",
    "soon_in_full",
    "span",
    "weekday",
    "weekdays",
]

WEEK_DAYS = 7
POSTS: dict[PostState, tuple[State, Text]] = {
    "filled": (State.GOOD, POST_TEXTS["filled"]),
    "probable": (State.SOFT, POST_TEXTS["probable"]),
    "short": (State.BAD, POST_TEXTS["short"]),
    "late": (State.WARNING, POST_TEXTS["late"]),
    "unqualified": (State.BAD, POST_TEXTS["unqualified"]),
    "empty": (State.BAD, POST_TEXTS["empty"]),
    "not-required": (State.IDLE, POST_TEXTS["not-required"]),
}
UNFILLED: frozenset[PostState] = frozenset({"short", "late", "unqualified", "empty"})
EXERCISES: dict[ExerciseState, tuple[State, Text]] = {
    "live": (State.LIVE, Text("running")),
    "stopped": (State.PAUSED, Text("resume")),
    "ended": (State.GOOD, Text("ended")),
    "damaged": (State.BAD, Text("damaged")),
}


def soon(moment: datetime, at: datetime) -> str:
    """Return a time as short as it is clear, seen from `at`: `07:00`, `ma 12:00`, `di 5 dec`."""
    if moment.date() == at.date():
        return f"{moment:%H:%M}"
    if abs((moment.date() - at.date()).days) < WEEK_DAYS:
        return f"{weekdays()[moment.weekday()]} {moment:%H:%M}"
    return day(moment) if moment.year == at.year else full_date(moment)


def soon_in_full(moment: datetime, at: datetime) -> str:
    """Return a time seen from `at` with its hour, whatever the day: `07:00`, `ma 12:00`."""
    near = abs((moment.date() - at.date()).days) < WEEK_DAYS
    return soon(moment, at) if near else day_and_time(moment)


def span(since: datetime, until: datetime) -> str:
    """Return `za 21 nov 22:00 – zo 07:00`."""
    return f"{day_and_time(since)} – {soon(until, since)}"


def known_span(of: Interval, held: Interval, zone: ZoneInfo) -> str:
    """Return both ends of what lies in a known time; an end of that itself is none of its own."""
    since, until = (local_datetime(at_ms, zone) for at_ms in of)
    first = day_and_time(since) if of.from_ms > held.from_ms else _("before {day}")
    last = soon_in_full(until, since) if of.until_ms < held.until_ms else _("after {day}")
    return f"{first.format(day=day(since))} – {last.format(day=day(until))}"


def minutes(duration_ms: int) -> str:
    """Return a duration in whole minutes, such as `18 min`."""
    return _("{n} min").format(n=round(duration_ms / MINUTE_MS))


def play_minute(play_ms: int) -> str:
    """Return a play time in hours and minutes, `0:26`: enough to find a line."""
    whole = play_ms // MINUTE_MS
    return f"{whole // 60}:{whole % 60:02}"
