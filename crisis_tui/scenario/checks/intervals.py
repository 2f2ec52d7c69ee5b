"""T205, T220, T221, T223: lengths of nothing, and phases and needs that never are."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, Source
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import Need
    from crisis_tui.scenario.script import PlannedPhase


def check(case: Case) -> Iterator[Finding]:
    """Report lengths that are zero or negative, and what is left without time because of others."""
    for length_ms, source in _lengths(case):
        if length_ms == 0:
            yield case.report.error(
                "T205",
                Text("this must be longer than nothing"),
                source,
                Text("write a duration such as 5m or 8h"),
            )
    yield from _phases(case)
    for planned in case.script.phases:
        for index, need in enumerate(planned.phase.needs):
            yield from _need(case, planned, need, planned.source.child("needs", index))


def _lengths(case: Case) -> Iterator[tuple[int | None, Source]]:
    scenario, main = case.draft.scenario, case.draft.source
    yield scenario.end_ms, main.child("end")
    for index, clock in enumerate(scenario.clocks):
        yield clock.due_ms, main.child("clocks", index, "due")
    for index, phase in enumerate(scenario.phases):
        yield phase.lasts_ms, main.child("phases", index, "lasts")
        for position, need in enumerate(phase.needs):
            yield need.shift_ms, main.child("phases", index, "needs", position, "shift")
    for entry in case.draft.entries:
        if entry.inject.every_ms is not None:
            yield entry.inject.every_ms, entry.source.child("every")


def _phases(case: Case) -> Iterator[Finding]:
    phases = case.script.phases
    for planned, following in itertools.pairwise(phases):
        name, other = planned.phase.id, following.phase.id
        if _start_together(planned, following):
            yield case.report.warning(
                "T220",
                Text(
                    'phase "{name}" starts together with "{other}" and so never is',
                    name=name,
                    other=other,
                ),
                planned.source.child("at"),
                Text("start one of them later"),
            )
        if planned.phase.lasts_ms is not None and following.start_play_ms is not None:
            yield case.report.warning(
                "T221",
                Text(
                    'phase "{name}" lasts until "{other}" starts, whatever `lasts` says',
                    name=name,
                    other=other,
                ),
                planned.source.child("lasts"),
                Text("write `lasts` in the last phase only"),
            )


def _start_together(planned: PlannedPhase, following: PlannedPhase) -> bool:
    waits = planned.phase.when is not None or following.phase.when is not None
    at_ms = planned.start_play_ms
    return at_ms is not None and at_ms == following.start_play_ms and not waits


def _need(case: Case, planned: PlannedPhase, need: Need, source: Source) -> Iterator[Finding]:
    if need.until_ms is not None and need.until_ms <= need.from_ms:
        yield case.report.error(
            "T205",
            Text("this need ends before it begins, or at once"),
            source.child("until"),
            Text(
                "write an `until` after {from_}; both count from the phase's start",
                from_=format_duration(need.from_ms),
            ),
        )
    length_ms = planned.until_story_ms - planned.start_story_ms
    if need.from_ms and need.from_ms >= length_ms:
        yield case.report.warning(
            "T223",
            Text(
                'phase "{name}" lasts {length} in the story; this need begins after it',
                name=planned.phase.id,
                length=format_duration(length_ms),
            ),
            source.child("from"),
            Text("write an earlier `from`, or move the need to a later phase"),
        )
