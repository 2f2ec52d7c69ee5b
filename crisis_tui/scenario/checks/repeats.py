"""T212, T233, G309: injects that repeat more often than meant, never, or without anybody's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.text import Text
from crisis_tui.scenario.plan import follows_phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.script import PlannedInject

MANY_REPEATS = 100


def check(case: Case) -> Iterator[Finding]:
    """Report an inject that is planned to come more than 100 times, and odd ends of repeating."""
    for planned in case.script.injects:
        if planned.inject.until_phase is not None:
            yield from _until(case, planned, planned.inject.until_phase)
        elif planned.inject.every_ms and case.script.end_play_ms is None:
            yield from _endless(case, planned)
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


def _until(case: Case, planned: PlannedInject, until: str) -> Iterator[Finding]:
    """Report an `until_phase` that stops nothing, or that leaves nothing."""
    inject, source = planned.inject, planned.source.child("until_phase")
    if inject.every_ms == 0:
        return  # that it repeats at once is told already
    if inject.every_ms is None:
        yield case.report.warning(
            "T233",
            Text('inject "{name}" comes once; `until_phase` does nothing', name=inject.id),
            source.key(),
            Text("write how often it comes, such as every: 24h, or take `until_phase` out"),
        )
        return
    if _has_begun(case, planned, until):
        yield case.report.error(
            "T233",
            Text(
                'phase "{phase}" begins before inject "{name}" comes, so it never does',
                phase=until,
                name=inject.id,
            ),
            source,
            Text("name a later phase"),
        )


def _has_begun(case: Case, planned: PlannedInject, until: str) -> bool:
    """Tell whether a phase begins before an inject, by their order or by their times."""
    order = {name: place for place, name in enumerate(case.phases)}
    inject = planned.inject
    if until not in order:
        return False
    if follows_phase(inject) and (start := inject.from_phase or "") in order:
        return order[until] <= order[start]
    due_ms, start_ms = planned.due_play_ms, case.phases[until].start_play_ms
    waits = case.phases[until].phase.when is not None
    return due_ms is not None and start_ms is not None and not waits and start_ms <= due_ms


def _endless(case: Case, planned: PlannedInject) -> Iterator[Finding]:
    """Report what repeats to the end of an exercise that has no end, past a phase to stop at."""
    order = list(case.phases)
    phase = planned.inject.from_phase or planned.phase
    following = order[order.index(phase) + 1 :] if phase is not None and phase in order else []
    if following:
        yield case.report.hint(
            "G309",
            Text(
                'the scenario is open and nothing stops inject "{name}" from coming',
                name=planned.inject.id,
            ),
            planned.source.child("every").key(),
            Text("write until_phase: {name} if it belongs to its phase", name=following[0]),
        )


def _span_ms(case: Case, planned: PlannedInject) -> int | None:
    """Return how long the inject repeats on its own clock; None if nobody can tell."""
    if planned.inject.clock == "story":
        return None if planned.story_ms is None else case.script.story_end_ms - planned.story_ms
    play_ms = case.plan.play_ms.get(planned.inject.id)
    end_ms = case.script.end_play_ms
    return None if play_ms is None or end_ms is None else end_ms - play_ms
