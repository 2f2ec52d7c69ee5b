"""Rules about standby: how many blocks of it, and around night shifts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from crisis_tui.roster.rest.stretches import Stretch, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.roster.rest.rules import RestRule
    from crisis_tui.roster.rest.timeline import Timeline


def standby_blocks(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the windows with too many blocks; a window begins where a block of standby does."""
    per, part, clock = rule.per, rule.part, line.clock
    if per is None or part is None:
        return
    starts = line.standby_blocks(part)
    near_ms = per.length_ms + clock.most_change_ms
    for number, (first_ms, beyond_ms) in enumerate(zip(starts, starts[rule.value :], strict=False)):
        if beyond_ms - first_ms >= near_ms:
            continue
        until_ms = clock.after(first_ms, per)
        if beyond_ms < until_ms:
            yield counted(first_ms, until_ms, bisect_left(starts, until_ms, number) - number)


def before_night_shift(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the time between the last standby and a night shift, if it is too short."""
    if not line.standby:
        return
    for shift in line.night_shifts:
        number = bisect_left(line.standby.starts, shift.from_ms)
        if number:
            end_ms = min(line.standby.ends[number - 1], shift.from_ms)
            free_ms = shift.from_ms - end_ms
            if free_ms < rule.value:
                yield Stretch(shift.from_ms - rule.value, shift.until_ms, free_ms, end_ms, shift[0])


def after_night_shift(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the time between a night shift and the next standby, if it is too short."""
    if not line.standby:
        return
    for shift in line.night_shifts:
        number = bisect_right(line.standby.ends, shift.until_ms)
        if number < len(line.standby):
            start_ms = max(line.standby.starts[number], shift.until_ms)
            free_ms = start_ms - shift.until_ms
            if free_ms < rule.value:
                yield Stretch(
                    shift.from_ms, shift.until_ms + rule.value, free_ms, shift.until_ms, start_ms
                )
