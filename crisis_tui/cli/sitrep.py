"""`crisis-tui sitrep`: how an exercise stands, in the four blocks of a situation report."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.durations import SECOND_MS
from crisis_tui.bootstrap import open_workspace
from crisis_tui.bootstrap_exercise import read_session
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.journal_trouble import busy, damaged, unreadable
from crisis_tui.exercise.ports import JournalBusyError, JournalDamagedError
from crisis_tui.exercise.views.sitrep import Sitrep, sitrep
from crisis_tui.frozen_inputs import CannotOpenError, script_of, started_event
from crisis_tui.i18n import _, render
from crisis_tui.sitrep_text import sitrep_text
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.storage.journal import read_journal
from crisis_tui.storage.summary import JOURNAL_FILE
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help=_("name, part of it, path, or last"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )


def run(args: argparse.Namespace) -> int:
    """Print the report as it stands now; 3 if the journal is damaged."""
    folder = find_exercise(open_workspace(args.workspace).exercises, args.exercise)
    try:
        report = _report(folder)
    except JournalDamagedError as damage:
        return damaged(folder, damage)
    except JournalBusyError:
        return busy()
    except CannotOpenError as error:
        sys.stderr.write(_("crisis-tui: {reason}\n").format(reason=render(error.reason)))
        return ExitCode.UNREADABLE if error.damaged else ExitCode.FINDINGS
    except OSError as error:
        return unreadable(folder / JOURNAL_FILE, error)
    sys.stdout.write(_as_json(report) if args.format == "json" else sitrep_text(report))
    return ExitCode.OK


def _report(folder: Path) -> Sitrep:
    script = script_of(folder, started_event(folder))
    journal = read_journal(folder / JOURNAL_FILE)
    try:
        session = read_session(script, journal, MachineClock())
    finally:
        journal.close()
    state = session.state
    live = state.is_running and not state.is_virtual
    return sitrep(state, session.now().play_ms if live else state.play_ms)


def _as_json(report: Sitrep) -> str:
    head = report.head
    content: dict[str, Any] = {
        "marking": _("EXERCISE"),
        "title": head.title,
        "play_seconds": head.play_ms / SECOND_MS,
        "story": None if head.story_time is None else str(head.story_time),
        "phase": head.phase,
        "grip": head.grip,
        "blocks": {block.name: [render(line) for line in block.lines] for block in report.blocks},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
