"""Who is at work on which role, as the roster plans it: such people are not free for a shift."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import Interval
from crisis_tui.basis.interval_sets import IntervalSet, interval_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.roster.workforce import Workforce


def working_elsewhere(
    workforce: Workforce, window: Interval
) -> Mapping[str, Mapping[str, IntervalSet]]:
    """Return the planned work of the window, by person and role; standby is no work."""
    times: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    for role in workforce.roles:
        for span in workforce.on_duty(role, window):
            for each in span.people:
                if each.assignment == "work":
                    times[each.person][role].append(Interval(span.from_ms, span.until_ms))
    return {
        person: {role: interval_set(spans) for role, spans in roles.items()}
        for person, roles in times.items()
    }
