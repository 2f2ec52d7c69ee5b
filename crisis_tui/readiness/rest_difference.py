"""Rest rules that an edit to a roster would break, or break further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.roster.rest.evaluation import RuleBreach, asks_at_least, rest_report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from crisis_tui.roster.workforce import Workforce

_AHEAD_MS = 16 * WEEK_MS
"""How far rules count together what was done before and after an edit: the longest does 16 weeks."""


def worse_breaches(
    before: Workforce, after: Workforce, people: Collection[str], time: Interval
) -> tuple[RuleBreach, ...]:
    """Return what these people break after an edit of a time, and did not break as badly before."""
    window = Interval(time.from_ms, time.until_ms + _AHEAD_MS)
    known = rest_report(before, window, people=people).breaches
    found = rest_report(after, window, people=people).breaches
    return tuple(breach for breach in found if not _is_known(breach, known))


def _is_known(breach: RuleBreach, known: Sequence[RuleBreach]) -> bool:
    """Tell whether the person broke the same rule at that time already, at least as badly."""
    sign = -1 if asks_at_least(breach.rule) else 1
    span = Interval(breach.from_ms, breach.until_ms)
    return any(
        (each.rule.id, each.person) == (breach.rule.id, breach.person)
        and sign * each.found >= sign * breach.found
        and span.overlap(Interval(each.from_ms, each.until_ms)) is not None
        for each in known
    )
