"""R118, T218: deadlines that nobody owns, or that the exercise never comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import StatutoryClock


def check(case: Case) -> Iterator[Finding]:
    """Report clocks without an owner and clocks that run on after the end."""
    for index, clock in enumerate(case.draft.scenario.clocks):
        source = case.draft.source.child("clocks", index)
        if clock.owner is None:
            yield case.report.warning(
                "R118",
                Text('nobody owns the clock "{name}"', name=clock.id),
                source.child("id"),
                Text("name the role that must meet it, such as owner: FG"),
            )
        yield from _runs_on(case, clock, source)


def _runs_on(case: Case, clock: StatutoryClock, source: Source) -> Iterator[Finding]:
    left_ms = _time_left_ms(case, clock)
    if left_ms is not None and clock.due_ms > left_ms >= 0:
        yield case.report.hint(
            "T218",
            Text(
                'the clock "{name}" runs {due}; the exercise ends {left} after it starts',
                name=clock.id,
                due=format_duration(clock.due_ms),
                left=format_duration(left_ms),
            ),
            source.child("due"),
            Text("let the story jump past the term if it is to be exercised"),
        )


def _time_left_ms(case: Case, clock: StatutoryClock) -> int | None:
    """Return how long the exercise lasts after the clock's start, on the clock's own time."""
    planned = case.script.inject_by_id.get(clock.starts)
    if planned is None or case.script.end_play_ms is None:
        return None
    if clock.clock == "story":
        return None if planned.story_ms is None else case.script.story_end_ms - planned.story_ms
    play_ms = case.plan.play_ms.get(clock.starts)
    return None if play_ms is None else case.script.end_play_ms - play_ms
