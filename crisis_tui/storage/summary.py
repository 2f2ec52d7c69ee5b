"""An exercise in one line, read from its folder: what was run when, and how far it got."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crisis_tui.exercise import events
from crisis_tui.exercise.ports import JournalDamagedError
from crisis_tui.storage.journal import read_journal

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.exercise.events import Event, Record

JOURNAL_FILE = "journal.jsonl"
_STATES: dict[type[Event], str] = {
    events.ExerciseStarted: "running",
    events.Paused: "paused",
    events.Resumed: "running",
    events.PlayStopped: "stopped",
    events.ExerciseEnded: "ended",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """One exercise of the index; `id` is its folder's name.

    `state` is what the journal says: empty (never started), running, paused, stopped, ended or
    damaged. Whether somebody directs it now is the lease's business. `head` is the hash of the
    journal's last line, `journal_bytes` how much of the journal this summary covers.
    """

    id: str
    scenario: str = ""
    title: str = ""
    state: str = "empty"
    started_ms: int | None = None
    events: int = 0
    head: str = ""
    journal_bytes: int = 0


def summarise(folder: Path) -> Summary:
    """Read the journal of an exercise folder; a damaged one is summed up as far as it goes.

    Raises:
        OSError: the journal cannot be read.
    """
    path = folder / JOURNAL_FILE
    journal = read_journal(path)
    summary = Summary(folder.name)
    try:
        for record in journal.read_new():
            summary = _with(summary, record)
    except JournalDamagedError:
        summary = replace(summary, state="damaged")
    finally:
        journal.close()
    size = path.stat().st_size if summary.state == "damaged" else journal.bytes_read
    return replace(summary, events=journal.seq, head=journal.head, journal_bytes=size)


def _with(summary: Summary, record: Record) -> Summary:
    event = record.event
    if isinstance(event, events.ExerciseStarted):
        summary = replace(
            summary, scenario=event.scenario, title=event.title, started_ms=record.at_ms
        )
    state = _STATES.get(type(event))
    return summary if state is None else replace(summary, state=state)
