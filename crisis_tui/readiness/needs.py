"""What a scenario needs of whom, when, on the story clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import Interval
from crisis_tui.roster.sweep import Demand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.model import Need
    from crisis_tui.scenario.script import PlannedPhase, Script


class PlannedNeed(NamedTuple):
    """A need of a phase with its span of story time (UTC milliseconds since 1970)."""

    phase: str
    need: Need
    span: Interval


def planned_needs(script: Script) -> tuple[PlannedNeed, ...]:
    """Return all needs that last at all, in the order of the files."""
    return tuple(each for planned in script.phases for each in _needs_of(planned))


def needs_after_start(script: Script) -> tuple[PlannedNeed, ...]:
    """Return all needs that last at all, their spans counted from the start of the story."""
    return tuple(
        each._replace(span=shifted(each.span, -script.story_start_ms))
        for each in planned_needs(script)
    )


def shifted(span: Interval, by_ms: int) -> Interval:
    """Return a span moved in time."""
    return Interval(span.from_ms + by_ms, span.until_ms + by_ms)


def _needs_of(planned: PlannedPhase) -> Iterator[PlannedNeed]:
    for need in planned.phase.needs:
        from_ms = planned.start_story_ms + need.from_ms
        until_ms = planned.until_story_ms
        if need.until_ms is not None:
            until_ms = min(until_ms, planned.start_story_ms + need.until_ms)
        if from_ms < until_ms:
            yield PlannedNeed(planned.phase.id, need, Interval(from_ms, until_ms))


def demand_of(planned: PlannedNeed, workforce: Workforce) -> Demand:
    """Return a need as a demand: the role's own qualifications and limit hold where it is silent."""
    need = planned.need
    role = workforce.roles.get(need.role)
    requires = dict.fromkeys((*(role.requires if role else ()), *need.qualified))
    limit_ms = need.within_ms
    if limit_ms is None and role is not None:
        limit_ms = workforce.limit_ms(role)
    return Demand(need.role, need.count, (planned.span,), tuple(requires), limit_ms)
