"""Which instant a story time means when the story starts on a given date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.basis.times import (
    FAR_FUTURE_MS,
    FAR_PAST_MS,
    LocalTime,
    StoryTime,
    local_datetime,
    possible_instants,
    resolve_handover,
)

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

_EARLIEST_MS = FAR_PAST_MS + WEEK_MS  # keeps local times within the calendar in any zone

Doubt = Literal["skipped", "doubled", "beyond"]
"""Why a local time is not one instant: the two DST nights, or outside the calendar."""


@dataclass(frozen=True, slots=True)
class StoryDates:
    """Story times of a story that starts at `start_ms`.

    `moved` is how far the wall clock of the whole story is moved from the start in the file, so
    that a story that is started at another hour or date keeps its course.
    """

    zone: ZoneInfo
    written_start: datetime
    moved: timedelta
    start_ms: int

    def local(self, story: StoryTime) -> LocalTime:
        """Return the wall clock of a story time; raise OverflowError beyond the calendar."""
        return LocalTime(story.on(self.written_start.date()).wall + self.moved)

    def instant(self, story: StoryTime) -> tuple[int, Doubt | None]:
        """Return the instant of a story time, and why that is a choice if it is one.

        A skipped time is read as the same time before the clock moved; of a doubled one the first
        counts that the story has not passed when it starts.
        """
        try:
            return _instant(self.local(story), self.zone, self.start_ms)
        except OverflowError:
            return FAR_FUTURE_MS, "beyond"

    def skipped_ms(self, at_ms: int) -> int:
        """Return what the clock has skipped since a start that is not the file's, 0 in others.

        Written hours fall that much sooner then; the story waits for them instead of going back.
        """
        if not self.moved:
            return 0
        first, last = (local_datetime(ms, self.zone).utcoffset() for ms in (self.start_ms, at_ms))
        if first is None or last is None:
            return 0
        return max(0, (last - first) // timedelta(milliseconds=1))


def _instant(local: LocalTime, zone: ZoneInfo, not_before_ms: int) -> tuple[int, Doubt | None]:
    possible = possible_instants(local, zone)
    if not possible:
        return _within_calendar(resolve_handover(local.wall, zone)), "skipped"
    later = [at_ms for at_ms in possible if at_ms >= not_before_ms] or possible
    return _within_calendar(later[0]), "doubled" if len(later) > 1 else None


def story_dates(written: LocalTime, chosen_ms: int | None, zone: ZoneInfo) -> StoryDates:
    """Return the dates of a story that starts as `written` in the file, or at `chosen_ms`."""
    written_ms = _start(written, zone)
    start_ms = written_ms if chosen_ms is None else _within_calendar(chosen_ms)
    written_wall = local_datetime(written_ms, zone).replace(tzinfo=None)
    chosen_wall = local_datetime(start_ms, zone).replace(tzinfo=None)
    return StoryDates(zone, written_wall, chosen_wall - written_wall, start_ms)


def _start(local: LocalTime, zone: ZoneInfo) -> int:
    """Return the instant of a story's start; readers refuse one that is not a single instant."""
    try:
        return _instant(local, zone, FAR_PAST_MS)[0]
    except OverflowError:
        return FAR_PAST_MS if local.wall.year == 1 else FAR_FUTURE_MS


def _within_calendar(at_ms: int) -> int:
    return max(_EARLIEST_MS, min(at_ms, FAR_FUTURE_MS))
