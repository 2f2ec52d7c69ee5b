"""Rules about night shifts: how many, and the rest after them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from crisis_tui.roster.rest.stretches import Stretch, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.roster.rest.rules import RestRule
    from crisis_tui.roster.rest.timeline import Shift, Timeline


def night_shifts(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the windows with too many night shifts; a window begins where one does."""
    starts = [shift.from_ms for shift in line.night_shifts]
    if rule.per is None:
        return
    for number, (first_ms, beyond_ms) in enumerate(zip(starts, starts[rule.value :], strict=False)):
        until_ms = line.clock.after(first_ms, rule.per)
        if beyond_ms < until_ms:
            yield counted(first_ms, until_ms, bisect_left(starts, until_ms) - number)


def rest_after_night_shift(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the rests that are too short after a night shift that ends late.

    A shorter rest may stand in, if the last such rest began long enough before.
    """
    short = line.rules.first("shortened-rest-after-night-shift")
    shortened_ms: int | None = None
    for shift, following in pairwise(line.shifts):
        rest_ms = following.from_ms - shift.until_ms
        if not shift.is_late or rest_ms >= rule.value:
            continue
        may_be_short = short is not None and rest_ms >= short.value
        if may_be_short and (shortened_ms is None or _is_over(short, shortened_ms, shift, line)):
            shortened_ms = shift.until_ms
            continue
        yield _too_short(shift, following)


def _is_over(short: RestRule | None, since_ms: int, shift: Shift, line: Timeline) -> bool:
    """Tell whether a rest after the shift may be short again."""
    if short is None or short.per is None:
        return False
    return shift.until_ms >= line.clock.after(since_ms, short.per)


def rest_after_series(rule: RestRule, line: Timeline) -> Iterator[Stretch]:
    """Yield the rests that are too short after night shifts in a row.

    A rest that is long enough ends a row, and so does a shift by day, before which it must be.
    """
    series = line.rules.value("night-shift-series")
    row = 0
    for shift, following in pairwise(line.shifts):
        row = row + 1 if shift.is_night else 0
        rest_ms = following.from_ms - shift.until_ms
        if rest_ms >= rule.value:
            row = 0
        elif row and row >= series and not following.is_night:
            yield _too_short(shift, following)


def _too_short(shift: Shift, following: Shift) -> Stretch:
    rest_ms = following.from_ms - shift.until_ms
    return Stretch(shift.from_ms, following.until_ms, rest_ms, shift.until_ms, following.from_ms)
