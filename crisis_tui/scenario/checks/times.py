"""T201, T208, T209, T219: injects and phases without a time, with two, or beyond the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding, PathPart, Source
    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.model import Inject
    from crisis_tui.scenario.parts import InjectEntry


def check(case: Case) -> Iterator[Finding]:
    """Report what is wrong with play times; the end itself still counts as inside."""
    for entry in case.draft.entries:
        yield from _ways(case, entry)
    if case.script.end_play_ms is None:
        return
    for index, phase in enumerate(case.draft.scenario.phases):
        if phase.at_ms is not None and phase.at_ms > case.script.end_play_ms:
            yield _beyond(case, phase.at_ms, case.draft.source.child("phases", index, "at"))
    for entry in case.draft.entry_by_id.values():
        yield from _end(case, entry, case.script.end_play_ms)


def _ways(case: Case, entry: InjectEntry) -> Iterator[Finding]:
    """Report an inject that has no way to come, or more than one."""
    ways = _time_keys(entry.inject)
    if not ways:
        yield case.report.warning(
            "T209",
            Text('nothing says when inject "{name}" comes', name=entry.inject.id),
            entry.source.child("id"),
            Text("write at: 10m, after: {{inject: ID, by: 5m}}, or bank: true to send it by hand"),
        )
    if len(ways) > 1:
        yield case.report.error(
            "T219",
            Text(
                'inject "{name}" has more than one time: {ways}',
                name=entry.inject.id,
                ways=", ".join(ways),
            ),
            entry.source.child(ways[1]).key(),
            Text("keep one of them"),
        )


def _time_keys(inject: Inject) -> list[str]:
    given = {
        "at": inject.at_ms is not None,
        "after": inject.after is not None,
        "bank": inject.bank,
        "from_phase": inject.from_phase is not None,
    }
    return [key for key, is_given in given.items() if is_given]


def _end(case: Case, entry: InjectEntry, end_ms: int) -> Iterator[Finding]:
    """Report an inject that comes too late to be played, or something due after the end."""
    inject = entry.inject
    play_ms = case.plan.play_ms.get(inject.id)
    if play_ms is None:
        return
    if play_ms > end_ms:
        if inject.from_phase is None:  # else the phase is reported
            yield _beyond(case, play_ms, entry.source.child(_time_keys(inject)[0]))
        return
    for within_ms, *path in _terms(inject):
        if within_ms is not None and play_ms + within_ms > end_ms:
            yield _late(case, play_ms + within_ms, entry.source.child(*path, "within"))


def _terms(inject: Inject) -> Iterator[tuple[int | None, *tuple[PathPart, ...]]]:
    for index, action in enumerate(inject.expects):
        yield action.within_ms, "expects", index
    if inject.decision is not None:
        yield inject.decision.within_ms, "decision"


def _beyond(case: Case, play_ms: int, source: Source) -> Finding:
    end = format_duration(case.script.end_play_ms or 0)
    return case.report.error(
        "T201",
        Text(
            "{play} is after the end of the exercise, at {end}",
            play=format_duration(play_ms),
            end=end,
        ),
        source,
        Text("let it come at {end} or earlier, or write a later end", end=end),
    )


def _late(case: Case, play_ms: int, source: Source) -> Finding:
    end = format_duration(case.script.end_play_ms or 0)
    return case.report.warning(
        "T208",
        Text(
            "this is due at {play}, after the end of the exercise at {end}",
            play=format_duration(play_ms),
            end=end,
        ),
        source,
        Text("allow less time, send the inject earlier, or end later"),
    )
