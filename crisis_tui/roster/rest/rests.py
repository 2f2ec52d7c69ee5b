"""Rules about time that must stay free: blocks of it, daily and weekly rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from crisis_tui.basis.fields import Period
from crisis_tui.basis.instants import FAR_FUTURE_MS
from crisis_tui.roster.rest.stretches import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.wall_clock import WallClock
    from crisis_tui.roster.rest.rules import RestRule
    from crisis_tui.roster.rest.spans import Spans
    from crisis_tui.roster.rest.timeline import Timeline


class FreeBlocks:
    """Whether enough blocks of free time come soon enough after each beginning of something.

    Blocks are counted in the gaps between what somebody does, each from the gap's beginning on.
    After the last of what is known all is free.
    """

    def __init__(self, spans: Spans, part: Period, wanted: int, clock: WallClock) -> None:
        """Find the blocks in each gap, no more than are wanted."""
        self._spans = spans
        self._wanted = wanted
        self._clock = clock
        self._over_ms: list[int] = []
        """When each block has been free."""
        self._earlier: list[int] = []
        """How many blocks lie before each span."""
        near_ms = part.length_ms - clock.most_change_ms
        gaps = zip(spans.ends, [*spans.starts[1:], FAR_FUTURE_MS], strict=True)
        for from_ms, until_ms in gaps:
            self._earlier.append(len(self._over_ms))
            if until_ms - from_ms >= near_ms:
                self._over_ms += self._fitting(from_ms, until_ms, part)

    def late(self, per: Period) -> Iterator[tuple[int, int, int]]:
        """Yield (number of the span, end of the period from it, when complete) where it is late."""
        near_ms = per.length_ms - self._clock.most_change_ms
        last = self._wanted - 1
        for number, (start_ms, earlier) in enumerate(
            zip(self._spans.starts, self._earlier, strict=True)
        ):
            over_ms = self._over_ms[earlier + last]
            if over_ms - start_ms > near_ms:
                until_ms = self._clock.after(start_ms, per)
                if over_ms > until_ms:
                    yield number, until_ms, over_ms

    def count(self, number: int, until_ms: int) -> int:
        """Return how many blocks are over by then, from a span on."""
        return bisect_right(self._over_ms, until_ms) - self._earlier[number]

    def late_runs(self, per: Period) -> Iterator[tuple[int, int, int, int]]:
        """Yield (first span, last span, blocks in the period from the first, when complete).

        All spans of a run have the same blocks before them, so that the first is the worst.
        """
        beyond = 0
        while beyond < len(self._spans):
            first, earlier = beyond, self._earlier[beyond]
            beyond = bisect_right(self._earlier, earlier, first)
            over_ms = self._over_ms[earlier + self._wanted - 1]
            until_ms = self._clock.after(self._spans.starts[first], per)
            if over_ms > until_ms:
                late_ms = self._clock.before(over_ms, per)
                last = bisect_left(self._spans.starts, late_ms, first, beyond) - 1
                yield first, last, bisect_right(self._over_ms, until_ms) - earlier, over_ms

    def _fitting(self, from_ms: int, until_ms: int, part: Period) -> Iterator[int]:
        for _ in range(self._wanted):
            from_ms = self._clock.after(from_ms, part)
            if from_ms > until_ms:
                return
            yield from_ms


def free_blocks(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield from the beginning of work or standby on, as long as too few blocks are free.

    It is a rule about standby: a period that holds none is not looked at.
    """
    per, part, clock, busy = rule.per, rule.part, line.clock, line.busy
    if per is None or part is None or not rule.value or not line.standby:
        return
    free = FreeBlocks(busy, part, rule.value, clock)
    if not line.worked:
        for first, last, found, complete_ms in free.late_runs(per):
            end_ms = min(complete_ms, clock.after(busy.ends[last], per))
            start_ms = busy.starts[first]
            yield Stretch(start_ms, end_ms, found, start_ms, clock.after(start_ms, per))
        return
    for number, until_ms, complete_ms in free.late(per):
        start_ms = busy.starts[number]
        if line.standby.within(start_ms, until_ms):
            end_ms = min(complete_ms, clock.after(busy.ends[number], per))
            found = free.count(number, until_ms)
            yield Stretch(start_ms, end_ms, found, start_ms, until_ms)


def weekly_rest(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield from a beginning of work on, as long as neither one long rest nor its parts come."""
    per, clock, spans = rule.per, line.clock, line.restless
    if per is None or not spans:
        return
    rest = Period(rule.value, on_wall=False)
    split = line.rules.first("split-weekly-rest")
    for number, until_ms, complete_ms in FreeBlocks(spans, rest, 1, clock).late(per):
        if split is not None and _has_split_rest(split, spans, number, clock):
            continue
        longest = longest_rest(spans, number, until_ms)
        end_ms = min(complete_ms, clock.after(spans.ends[number], per))
        yield Stretch(
            spans.starts[number], end_ms, longest[1] - longest[0], spans.starts[number], until_ms
        )


def _has_split_rest(split: RestRule, spans: Spans, number: int, clock: WallClock) -> bool:
    if split.per is None or split.part is None:
        return False
    until_ms = clock.after(spans.starts[number], split.per)
    parts = (end - start for start, end in rests(spans, number, until_ms))
    return sum(part for part in parts if part >= split.part.length_ms) >= split.value


def rests(spans: Spans, number: int, until_ms: int) -> Sequence[tuple[int, int]]:
    """Return the gaps from span `number` on, until an instant."""
    last = bisect_right(spans.ends, until_ms)
    return [
        (spans.ends[gap], min(until_ms, _next_start(spans, gap))) for gap in range(number, last)
    ]


def longest_rest(spans: Spans, number: int, until_ms: int) -> tuple[int, int]:
    """Return the longest gap from span `number` on, until an instant; an empty one if none is."""
    found = rests(spans, number, until_ms)
    return max(found, key=lambda gap: gap[1] - gap[0], default=(until_ms, until_ms))


def _next_start(spans: Spans, number: int) -> int:
    return spans.starts[number + 1] if number + 1 < len(spans) else FAR_FUTURE_MS


def daily_rest(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the time from a beginning of work on in which the daily rest is missing.

    A shorter rest may stand in for it, if the last such rest began long enough before.
    """
    per, spans = rule.per, line.restless
    if per is None or not spans:
        return
    short = line.rules.first("shortened-daily-rest")
    shortened_ms: int | None = None
    rest = Period(rule.value, on_wall=False)
    for number, until_ms, _ in FreeBlocks(spans, rest, 1, line.clock).late(per):
        from_ms, end_ms = longest_rest(spans, number, until_ms)
        if short is not None and short.per is not None and end_ms - from_ms >= short.value:
            if shortened_ms is None or from_ms >= line.clock.after(shortened_ms, short.per):
                shortened_ms = from_ms
            if shortened_ms == from_ms:
                continue
        start_ms = spans.starts[number]
        yield Stretch(start_ms, until_ms, end_ms - from_ms, start_ms, until_ms)
