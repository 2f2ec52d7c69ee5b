"""T212: injects that repeat more often than anybody meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.script import PlannedInject

MANY_REPEATS = 100


def check(case: Case) -> Iterator[Finding]:
    """Report an inject that is planned to come more than 100 times."""
    for planned in case.script.injects:
        every_ms = planned.inject.every_ms
        span_ms = _span_ms(case, planned)
        if every_ms and span_ms is not None and span_ms // every_ms + 1 > MANY_REPEATS:
            yield case.report.warning(
                "T212",
                Text(
                    'inject "{name}" comes {count} times: every {every} for {span}',
                    name=planned.inject.id,
                    count=span_ms // every_ms + 1,
                    every=format_duration(every_ms),
                    span=format_duration(span_ms),
                ),
                planned.source.child("every"),
                Text("write a longer `every`; most are meant on the other clock: story or play"),
            )


def _span_ms(case: Case, planned: PlannedInject) -> int | None:
    """Return how long the inject repeats on its own clock; None if nobody can tell."""
    if planned.inject.clock == "story":
        return None if planned.story_ms is None else case.script.story_end_ms - planned.story_ms
    play_ms = case.plan.play_ms.get(planned.inject.id)
    end_ms = case.script.end_play_ms
    return None if play_ms is None or end_ms is None else end_ms - play_ms
