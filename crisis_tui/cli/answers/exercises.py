"""The exercises of a workspace as the home screen lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.times import utc_datetime
from crisis_tui.storage.lease import current_holder
from crisis_tui.tui.views import ExerciseLine, ExerciseState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from crisis_tui.storage.summary import Summary

RESUMABLE = {"running", "paused", "stopped", "damaged"}
_OVER: dict[str, ExerciseState] = {"ended": "ended", "damaged": "damaged"}
NEWEST_ENDED = 3
"""So many exercises that are over are listed, for their debrief."""


def exercise_lines(
    folder: Path, summaries: Iterable[Summary], zone: ZoneInfo | None
) -> tuple[ExerciseLine, ...]:
    """Return the exercises that are not over, then the last ones that are; the newest first.

    Without a `zone` times are in this machine's.
    """
    known = tuple(summaries)
    ended = [each for each in known if each.state == "ended"][:NEWEST_ENDED]
    resumable = [each for each in known if each.state in RESUMABLE]
    return tuple(_line(folder, each, zone) for each in (*resumable, *ended))


def last_runs(summaries: Iterable[Summary]) -> Mapping[str, int]:
    """Return when each scenario was last run (UTC ms), by its name."""
    newest: dict[str, int] = {}
    for each in summaries:
        if each.started_ms is not None:
            newest.setdefault(each.scenario, each.started_ms)
    return newest


def _line(folder: Path, summary: Summary, zone: ZoneInfo | None) -> ExerciseLine:
    holder = current_holder(folder / summary.id)
    state = _OVER.get(summary.state) or ("live" if holder else "stopped")
    return ExerciseLine(
        summary.id,
        summary.title or summary.id,
        state,
        utc_datetime(summary.started_ms or 0).astimezone(zone),
        holder.person if holder else None,
    )
