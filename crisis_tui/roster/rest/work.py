"""Rules about work: in any stretch of time, on average, and in one shift."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.roster.rest.stretches import Stretch, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crisis_tui.basis.fields import Period
    from crisis_tui.basis.wall_clock import WallClock
    from crisis_tui.roster.rest.rules import RestRule
    from crisis_tui.roster.rest.spans import Spans
    from crisis_tui.roster.rest.timeline import Timeline


def work(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the windows with more work than there may be."""
    if rule.per is not None:
        yield from _too_much(line.worked, rule.value, rule.per, line.clock)


def weekly_work(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the windows with more work a week than there may be on average."""
    if rule.per is not None:
        limit_ms = rule.value * rule.per.length_ms // WEEK_MS
        found = _too_much(line.worked, limit_ms, rule.per, line.clock)
        yield from _averages(found, rule.per)


def weekly_work_with_night_standbys(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the same, but only windows with so many nights of standby."""
    nights = line.standby_nights if line.worked else ()
    yield from _with_nights(rule, line, line.rules.first("night-standbys"), nights)


def weekly_work_with_night_shifts(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the same, but only windows with so many night shifts."""
    nights = [shift.from_ms for shift in line.night_shifts]
    yield from _with_nights(rule, line, line.rules.first("regular-night-shifts"), nights)


def longest_shift(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the shifts with too much work."""
    for shift in line.shifts:
        if shift.work_ms > rule.value:
            yield counted(shift.from_ms, shift.until_ms, shift.work_ms)


def longest_night_shift(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the night shifts with too much work."""
    for shift in line.night_shifts:
        if shift.work_ms > rule.value:
            yield counted(shift.from_ms, shift.until_ms, shift.work_ms)


def _too_much(worked: Spans, limit_ms: int, per: Period, clock: WallClock) -> Iterator[Stretch]:
    """Yield windows over the limit, among them the fullest of all.

    The work in a window grows or shrinks evenly as the window moves, until one of its ends meets a
    border of the work: so the fullest begins where work begins, or ends where work ends.
    """
    if worked.most_in(per.length_ms + clock.most_change_ms) <= limit_ms:
        return
    over: list[Stretch] = []
    for start_ms, earlier_ms in zip(worked.starts, worked.totals, strict=False):
        until_ms = clock.after(start_ms, per)
        found_ms = worked.before(until_ms) - earlier_ms
        if found_ms > limit_ms:
            over.append(counted(start_ms, until_ms, found_ms))
    for end_ms, so_far_ms in zip(worked.ends, worked.totals[1:], strict=True):
        from_ms = clock.before(end_ms, per)
        found_ms = so_far_ms - worked.before(from_ms)
        if found_ms > limit_ms:
            over.append(counted(from_ms, end_ms, found_ms))
    yield from sorted(over)


def _averages(stretches: Iterable[Stretch], per: Period) -> Iterator[Stretch]:
    for each in stretches:
        yield each._replace(found=each.found * WEEK_MS // per.length_ms)


def _with_nights(
    rule: RestRule, line: Timeline, threshold: RestRule | None, nights: Sequence[int]
) -> Iterator[Stretch]:
    """Yield windows over the average that hold enough nights, by when these begin.

    What is counted changes only where a border of the work or a night enters or leaves a window.
    """
    if rule.per is None or threshold is None or len(nights) < threshold.value:
        return
    limit_ms = rule.value * rule.per.length_ms // WEEK_MS
    per, clock, worked = rule.per, line.clock, line.worked
    if next(_too_much(worked, limit_ms, per, clock), None) is None:
        return
    begins = {*worked.starts, *nights}
    begins.update(clock.before(at_ms, per) for at_ms in worked.ends)
    begins.update(clock.before(at_ms + 1, per) for at_ms in nights)
    over = []
    for from_ms in sorted(begins):
        until_ms = clock.after(from_ms, per)
        count = bisect_left(nights, until_ms) - bisect_left(nights, from_ms)
        found_ms = worked.within(from_ms, until_ms)
        if count >= threshold.value and found_ms > limit_ms:
            over.append(counted(from_ms, until_ms, found_ms))
    yield from _averages(over, per)
