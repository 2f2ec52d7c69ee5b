"""Rest rules as the norms give them. A norm that is not there is no rule: no number stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.basis.instants import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.norms import Norms

DAILY_REST = "atw-5.3-dagrust"
WEEKLY_REST = "atw-5.5-weekrust"
LONGEST_SHIFT = "atw-5.7-dienst"
_WEEKS_OF_AVERAGE = {"atw-5.7-week": 1, "atw-5.7-vier-weken": 4, "atw-5.7-zestien-weken": 16}


class WorkLimit(NamedTuple):
    """At most so much work in any stretch of time that long."""

    rule: str
    stretch_ms: int
    work_ms: int


class RestRules(NamedTuple):
    """The rules that a relief roster keeps; None: there is no such norm."""

    daily_rest_ms: int | None
    weekly_rest_ms: int | None
    longest_shift_ms: int | None
    limits: tuple[WorkLimit, ...]


def rest_rules(norms: Norms) -> RestRules:
    """Read the rules from the norms of kind `rest`."""
    durations = {norm.id: norm.duration_ms for norm in norms.items if norm.kind == "rest"}
    limits = tuple(
        WorkLimit(rule, weeks * WEEK_MS, weeks * week_ms)
        for rule, weeks in _WEEKS_OF_AVERAGE.items()
        if (week_ms := durations.get(rule)) is not None
    )
    return RestRules(
        durations.get(DAILY_REST), durations.get(WEEKLY_REST), durations.get(LONGEST_SHIFT), limits
    )


def broken_rule(rules: RestRules, worked: Sequence[Interval], shift: Interval) -> str | None:
    """Return the rule that working one more shift would break, or None.

    `worked` are earlier shifts in order; before the first of them people are taken as rested.
    """
    if rules.longest_shift_ms is not None and shift.length_ms > rules.longest_shift_ms:
        return LONGEST_SHIFT
    if worked and shift.from_ms - worked[-1].until_ms < (rules.daily_rest_ms or 0):
        return DAILY_REST
    for limit in rules.limits:
        stretch = Interval(shift.until_ms - limit.stretch_ms, shift.until_ms)
        if _work_within(worked, stretch) + shift.length_ms > limit.work_ms:
            return limit.rule
    if rules.weekly_rest_ms is not None and not _has_rest(rules.weekly_rest_ms, worked, shift):
        return WEEKLY_REST
    return None


def _work_within(worked: Sequence[Interval], stretch: Interval) -> int:
    total_ms = 0
    for each in reversed(worked):
        if each.until_ms <= stretch.from_ms:
            break
        total_ms += each.until_ms - max(each.from_ms, stretch.from_ms)
    return total_ms


def _has_rest(rest_ms: int, worked: Sequence[Interval], shift: Interval) -> bool:
    """Tell whether the week that ends with the shift holds an unbroken rest that long."""
    week_from_ms = shift.until_ms - WEEK_MS
    next_ms = shift.from_ms
    for each in reversed(worked):
        if next_ms - max(each.until_ms, week_from_ms) >= rest_ms:
            return True
        if each.from_ms <= week_from_ms:
            return False
        next_ms = each.from_ms
    return next_ms - week_from_ms >= rest_ms


def last_long_rest_ms(rest_ms: int, worked: Sequence[Interval], at_ms: int) -> int:
    """Return when the latest unbroken rest that long ended, `at_ms` if it still lasts."""
    next_ms = at_ms
    for each in reversed(worked):
        if next_ms - each.until_ms >= rest_ms:
            return next_ms
        next_ms = each.from_ms
    return next_ms
