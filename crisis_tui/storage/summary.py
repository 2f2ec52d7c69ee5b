"""An exercise in one line, read from its folder: what was run when, and how far it got."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crisis_tui.exercise import events
from crisis_tui.exercise.ports import JournalDamagedError
from crisis_tui.storage.chain import Chain
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
    journal's last line. `journal_bytes` and `journal_mtime_ns` are the file's when it was read:
    if they changed, the summary is stale.
    """

    id: str
    scenario: str = ""
    title: str = ""
    state: str = "empty"
    started_ms: int | None = None
    events: int = 0
    head: str = ""
    journal_bytes: int = 0
    journal_mtime_ns: int = 0


def summarise(folder: Path, known: Summary | None = None) -> Summary:
    """Read the journal of an exercise folder; a damaged one is summed up as far as it goes.

    Of one that was summed up before (`known`) and grew, only what was appended since is read.

    Raises:
        OSError: the journal cannot be read.
        JournalBusyError: another process keeps it locked.
    """
    path = folder / JOURNAL_FILE
    found = path.stat()
    journal = read_journal(path)
    summary = Summary(folder.name)
    if known is not None and found.st_size > known.journal_bytes:
        before = Chain(known.events, known.head)
        if journal.go_on_behind(before, known.journal_bytes):
            summary = known
    try:
        for record in journal.read_new():
            summary = _with(summary, record)
    except JournalDamagedError:
        if summary.events:
            return summarise(folder)
        summary = replace(summary, state="damaged")
    finally:
        journal.close()
    return replace(
        summary,
        events=journal.seq,
        head=journal.head,
        journal_bytes=found.st_size,
        journal_mtime_ns=found.st_mtime_ns,
    )


def is_stale(summary: Summary, folder: Path) -> bool:
    """Tell whether the journal changed since it was summed up.

    Raises:
        OSError: the journal is not there.
    """
    found = (folder / JOURNAL_FILE).stat()
    return (summary.journal_bytes, summary.journal_mtime_ns) != (found.st_size, found.st_mtime_ns)


def _with(summary: Summary, record: Record) -> Summary:
    event = record.event
    if isinstance(event, events.ExerciseStarted):
        summary = replace(
            summary, scenario=event.scenario, title=event.title, started_ms=record.at_ms
        )
    state = _STATES.get(type(event))
    return summary if state is None else replace(summary, state=state)
