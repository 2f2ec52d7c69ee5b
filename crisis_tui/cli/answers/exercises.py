"""The exercises of a workspace as the home screen lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.times import utc_datetime
from crisis_tui.storage.lease import current_holder
from crisis_tui.tui.views import ExerciseLine, ExerciseState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from crisis_tui.storage.summary import Summary

RESUMABLE = {"running", "paused", "stopped", "damaged"}
_OVER: dict[str, ExerciseState] = {"ended": "ended", "damaged": "damaged"}
NEWEST_ENDED = 3
"""So many exercises that are over are listed, for their debrief."""


def exercise_lines(folder: Path, summaries: Iterable[Summary]) -> tuple[ExerciseLine, ...]:
    """Return the exercises that are not over, then the last ones that are; the newest first."""
    known = tuple(summaries)
    ended = [each for each in known if each.state == "ended"][:NEWEST_ENDED]
    resumable = [each for each in known if each.state in RESUMABLE]
    return tuple(_line(folder, each) for each in (*resumable, *ended))


def last_runs(summaries: Iterable[Summary]) -> Mapping[str, datetime]:
    """Return when each scenario was last run, by its name, in this machine's zone."""
    newest: dict[str, datetime] = {}
    for each in summaries:
        if each.started_ms is not None:
            newest.setdefault(each.scenario, utc_datetime(each.started_ms).astimezone())
    return newest


def _line(folder: Path, summary: Summary) -> ExerciseLine:
    holder = current_holder(folder / summary.id)
    state = _OVER.get(summary.state) or ("live" if holder else "stopped")
    return ExerciseLine(
        summary.id,
        summary.title or summary.id,
        state,
        utc_datetime(summary.started_ms or 0).astimezone(),
        holder.person if holder else None,
    )
