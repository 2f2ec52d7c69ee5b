"""A story that starts at many instants: it runs alike but where a clock change comes near.

What a story tells by the clock (`D3 06:40`) keeps its distance to the start until summer time
comes between the two. So only few of thousands of starts need working out.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from crisis_tui.basis.clock_changes import clock_changes
from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import interval_set
from crisis_tui.scenario.dates import story_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crisis_tui.basis.clock_changes import ClockChange
    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.basis.times import StoryTime
    from crisis_tui.scenario.script import Script

    ScriptAt = Callable[[int], Script]
    """Works a scenario out from another start of its story (UTC ms)."""


def courses(
    script: Script, script_at: ScriptAt, starts: Sequence[int]
) -> Iterator[tuple[Script, list[int]]]:
    """Yield scripts, each with those of the starts from which the story runs as in that script.

    `script` is the scenario from any start. Phases then stand as far after each start as they do
    in the script after its own.
    """
    if not starts:
        return
    near = _near_clock_changes(script, Interval(min(starts), max(starts) + 1))
    borders = [at_ms for each in near for at_ms in each]
    alike: dict[int, list[int]] = {}
    for start_ms in starts:
        place = bisect_right(borders, start_ms)
        if place % 2:
            yield script_at(start_ms), [start_ms]
        else:
            alike.setdefault(place, []).append(start_ms)
    for same in alike.values():
        yield script_at(same[0]), same


def _near_clock_changes(script: Script, starts: Interval) -> IntervalSet:
    """Return the starts whose story may meet a clock change at something that it tells."""
    told = _told_after_ms(script)
    window = Interval(starts.from_ms + min(told) - DAY_MS, starts.until_ms + max(told) + DAY_MS)
    changes = list(clock_changes(script.zone, window))
    margin_ms = 2 * _spread_ms(changes)
    return interval_set(
        Interval(change.at_ms - after_ms - margin_ms, change.at_ms - after_ms + margin_ms + 1)
        for change in changes
        for after_ms in told
    )


def _spread_ms(changes: Sequence[ClockChange]) -> int:
    """Return how far the zone's offsets differ at most."""
    offsets = list(accumulate((change.by_ms for change in changes), initial=0))
    return max(offsets) - min(offsets)


def _told_after_ms(script: Script) -> set[int]:
    """Return how long after the start on the clock the story tells its own times; 0 is the start."""
    start = story_dates(script.scenario.story_start, None, script.zone).written_start
    told = {0}
    for story in _told(script):
        try:
            after = story.on(start.date()).wall - start
        except OverflowError:  # beyond the calendar is as far from every start
            continue
        told.add(after // timedelta(milliseconds=1))
    return told


def _told(script: Script) -> Iterator[StoryTime]:
    phases = (planned.phase.story for planned in script.phases)
    injects = (planned.inject.story for planned in script.injects)
    yield from (story for story in (*phases, *injects) if story is not None)
