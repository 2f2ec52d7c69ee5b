"""Local times and story times, as people write them, and the instants that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.instants import (
    FAR_FUTURE_MS,
    FAR_PAST_MS,
    Interval,
    beyond_zones,
    instant_ms,
    local_datetime,
    resolve_handover,
    utc_datetime,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = [
    "FAR_FUTURE_MS",
    "FAR_PAST_MS",
    "Interval",
    "LocalTime",
    "StoryTime",
    "instant_ms",
    "local_datetime",
    "local_time_at",
    "parse_local_time",
    "parse_story_time",
    "possible_instants",
    "resolve_handover",
    "resolve_local",
    "spellings_with_offset",
    "story_time_at",
    "utc_datetime",
]

_LOCAL = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:\d{2})?"
)
_STORY = re.compile(r"D(\d{1,5}) (\d{2}):(\d{2})(?::(\d{2}))?")


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A wall-clock time as written: naive, to the second, perhaps with an explicit offset."""

    wall: datetime
    offset_minutes: int | None = None

    def __str__(self) -> str:
        """Return the spelling that `parse_local_time` reads back."""
        wall = self.wall.isoformat(" ", "seconds" if self.wall.second else "minutes")
        if self.offset_minutes is None:
            return wall
        sign = "-" if self.offset_minutes < 0 else "+"
        hours, minutes = divmod(abs(self.offset_minutes), 60)
        return f"{wall}{sign}{hours:02}:{minutes:02}"


def parse_local_time(text: str) -> LocalTime | None:
    """Read `2026-03-12 09:00`, seconds and an offset optional; a bare date is its midnight."""
    match = _LOCAL.fullmatch(text)
    if match is None:
        return None
    *numbers, offset = match.groups()
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    try:
        wall = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - wall clock
    except ValueError:
        return None
    return LocalTime(wall, _offset_minutes(offset) if offset else None)


def _offset_minutes(text: str) -> int:
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return -minutes if text[0] == "-" else minutes


def possible_instants(time: LocalTime, zone: ZoneInfo) -> tuple[int, ...]:
    """Return the instants a local time can mean: none if the clock skips it, two if doubled."""
    if time.offset_minutes is not None:
        wall_ms = instant_ms(time.wall.replace(tzinfo=UTC))
        return (wall_ms - time.offset_minutes * MINUTE_MS,)
    if beyond_zones(time.wall):
        return (resolve_handover(time.wall, zone),)
    found = {
        instant_ms(time.wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)) for fold in (0, 1)
    }
    back = time.wall
    real = [
        at_ms for at_ms in sorted(found) if local_datetime(at_ms, zone).replace(tzinfo=None) == back
    ]
    return tuple(real)


def spellings_with_offset(time: LocalTime, zone: ZoneInfo) -> tuple[LocalTime, LocalTime]:
    """Return what may be meant by a time that the clock shows twice or skips, the earlier first.

    A doubled time with either offset; for a skipped one the same clock before and after the gap.
    """
    moments = sorted(time.wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    first, second = (_with_offset(moment.astimezone(zone)) for moment in moments)
    return first, second


def _with_offset(local: datetime) -> LocalTime:
    offset = local.utcoffset() or timedelta()
    return LocalTime(local.replace(tzinfo=None, fold=0), int(offset.total_seconds() // 60))


def local_time_at(at_ms: int, zone: ZoneInfo) -> LocalTime:
    """Return an instant as people write it: local time, with the offset if the clock shows it twice.

    Parts of a second are dropped.
    """
    local = local_datetime(at_ms, zone).replace(microsecond=0)
    plain = LocalTime(local.replace(tzinfo=None, fold=0))
    return plain if len(possible_instants(plain, zone)) == 1 else _with_offset(local)


def resolve_local(time: LocalTime, zone: ZoneInfo) -> int:
    """Return the one instant taken for a written local time, as a handover's would be.

    Files with a skipped or doubled time are refused by their checks; arithmetic never fails.
    """
    instants = possible_instants(time, zone)
    return instants[0] if instants else resolve_handover(time.wall, zone)


@dataclass(frozen=True, slots=True, order=True)
class StoryTime:
    """A time in the story: day 1 is the story's start date; local wall clock of that day."""

    day: int
    second_of_day: int

    def __str__(self) -> str:
        """Return the spelling `D3 06:40`."""
        minutes, seconds = divmod(self.second_of_day, 60)
        tail = f":{seconds:02}" if seconds else ""
        return f"D{self.day} {minutes // 60:02}:{minutes % 60:02}{tail}"

    def on(self, start_date: date) -> LocalTime:
        """Return the local time when the story starts on `start_date`."""
        midnight = datetime.combine(start_date, datetime.min.time())
        return LocalTime(midnight + timedelta(days=self.day - 1, seconds=self.second_of_day))


def parse_story_time(text: str) -> StoryTime | None:
    """Read `D3 06:40`; None if it is not a story time."""
    match = _STORY.fullmatch(text)
    if match is None:
        return None
    day, hour, minute, second = (int(number or 0) for number in match.groups())
    if day < 1 or hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - clock face
        return None
    return StoryTime(day, hour * 3600 + minute * 60 + second)


def story_time_at(at_ms: int, start_ms: int, zone: ZoneInfo) -> StoryTime:
    """Return the story time of an instant when the story starts at `start_ms`."""
    wall = local_datetime(at_ms, zone)
    day = (wall.date() - local_datetime(start_ms, zone).date()).days + 1
    return StoryTime(day, wall.hour * 3600 + wall.minute * 60 + wall.second)
