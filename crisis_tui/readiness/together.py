"""Two scenarios at once on one roster: nobody counts in both, so each may cost the other people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, difference, interval_set
from crisis_tui.readiness.asked import asked_of
from crisis_tui.readiness.assessment import NeedAnswer, Readiness, answers, assess, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.readiness.assessment import Verdict
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script


class Shared(NamedTuple):
    """One of two scenarios beside the other.

    `together` is how its needs are met then, `alone` how without the other one. `lost` are, need
    by need, the times in which people are missing only because of the other.
    """

    script: Script
    together: Readiness
    alone: Readiness
    lost: tuple[IntervalSet, ...]


class Together(NamedTuple):
    """Both scenarios; posts are served in their order, hard duty first, so the second gives way."""

    verdict: Verdict
    first: Shared
    second: Shared


def assess_together(first: Script, second: Script, workforce: Workforce) -> Together:
    """Return the answer for two scenarios on one roster, each from its own start."""
    names = (first.scenario.id, second.scenario.id)
    if names[0] == names[1]:
        names = (names[0], f"{names[1]}-2")
    asked = [
        *asked_of(first, workforce, names[0]),
        *asked_of(second, workforce, names[1]),
    ]
    crisis_ms = min(first.story_start_ms, second.story_start_ms)
    found = answers(asked, workforce, crisis_ms)
    count = sum(each.event == names[0] for each in asked)
    return Together(
        verdict_of({need.status for need in found}),
        _shared(first, found[:count], workforce),
        _shared(second, found[count:], workforce),
    )


def _shared(script: Script, needs: tuple[NeedAnswer, ...], workforce: Workforce) -> Shared:
    alone = assess(script, workforce)
    verdict = verdict_of({need.status for need in needs})
    return Shared(
        script,
        Readiness(script.story_start_ms, verdict, needs),
        alone,
        tuple(
            difference(_gap_times(need), _gap_times(before))
            for need, before in zip(needs, alone.needs, strict=True)
        ),
    )


def _gap_times(need: NeedAnswer) -> IntervalSet:
    return interval_set(_spans(need))


def _spans(need: NeedAnswer) -> Iterable[Interval]:
    return (Interval(gap.from_ms, gap.until_ms) for gap in need.gaps)
