"""The debrief of an exercise from its folder alone: journal, frozen scenario, frozen roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.debrief.build import build_debrief
from crisis_tui.debrief.facts import RosterState
from crisis_tui.exercise.additions import whole_script
from crisis_tui.exercise.events import ScenarioAdded, is_newer
from crisis_tui.frozen_inputs import added_script, frozen_roster, script_of, started_event
from crisis_tui.i18n import language
from crisis_tui.readiness.assessment import assess
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.readiness.wording import CAUSE_TEXTS
from crisis_tui.reports.registry import write_report
from crisis_tui.storage.durable import make_private_folder, write_atomically
from crisis_tui.storage.journal import read_journal
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.facts import Debrief
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.readiness.assessment import NeedAnswer
    from crisis_tui.roster.model import Roster
    from crisis_tui.scenario.script import Script

DEBRIEFS = "debrief"
"""The folder of an exercise that debriefs are written to."""
FILE_ENDINGS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
_CALM = {"filled", "not-required"}


def load_debrief(
    folder: Path, *, names: bool = False, on_newer: Callable[[], None] | None = None
) -> Debrief:
    """Return the debrief; the same journal always gives the same.

    `on_newer` is called if a newer version of the program wrote in the journal.

    Raises:
        JournalDamagedError: a line of the journal is not as it was written.
        JournalBusyError: another process keeps it locked.
        CannotOpenError: it never began, or its frozen inputs changed.
        NothingToDebriefError: the journal holds no start.
        OSError: the folder cannot be read.
    """
    started = started_event(folder)
    script = script_of(folder, started)
    loaded = frozen_roster(folder, started)
    journal = read_journal(folder / JOURNAL_FILE)
    try:
        records = tuple(journal.read_new())
        head = journal.head
    finally:
        journal.close()
    if on_newer is not None and any(is_newer(record.event) for record in records):
        on_newer()
    additions = (each.event for each in records if isinstance(each.event, ScenarioAdded))
    return build_debrief(
        whole_script(script, additions, added_script(folder)),
        records,
        journal_head=head,
        team_of=_teams(None if loaded is None else loaded.roster),
        roster_state=_roster_state(script, loaded),
        names=names,
    )


def export_debrief(folder: Path, format_name: str) -> Path:
    """Write the debrief, without names, into the exercise's folder; return the file.

    Raises:
        OSError: it cannot be written; and what `load_debrief` raises.
    """
    report = write_report(load_debrief(folder), format_name)
    target = folder / DEBRIEFS / f"{folder.name}-{language()}.{FILE_ENDINGS[format_name]}"
    make_private_folder(target.parent)
    write_atomically(target, report.encode())
    return target


def _teams(roster: Roster | None) -> Mapping[str, str]:
    """Return the team of every role that is in one."""
    if roster is None:
        return {}
    return {role.id: role.team for role in roster.roles if role.team is not None}


def _roster_state(script: Script, loaded: LoadedRoster | None) -> RosterState | None:
    if loaded is None or loaded.roster is None:
        return None
    workforce = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
    answer = assess(script, workforce)
    short = dict.fromkeys(
        (need.role, reason)
        for need in answer.needs
        if need.status not in _CALM
        for reason in _reasons(need)
    )
    lines = tuple(Text("{role}: {reason}", role=role, reason=reason) for role, reason in short)
    return RosterState(loaded.name, answer.verdict, lines)


def _reasons(need: NeedAnswer) -> Iterator[AnyText]:
    if need.gaps:
        yield from dict.fromkeys(CAUSE_TEXTS[gap.cause] for gap in need.gaps)
    else:
        yield Text("soft duty only")
