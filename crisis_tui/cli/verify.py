"""`crisis-tui verify`: is an exercise's journal whole and untouched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.journal_trouble import busy, damage_words, tell_newer, unreadable
from crisis_tui.exercise.ports import JournalBusyError
from crisis_tui.i18n import _, ngettext
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.storage.summary import JOURNAL_FILE
from crisis_tui.storage.verify import Verification, verify_journal

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help=_("name, part of it, path, or last"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )


def run(args: argparse.Namespace) -> int:
    """Say whether every line is as it was written: 0, or 3 with the first line that is not."""
    path = find_exercise(open_workspace(args.workspace).exercises, args.exercise) / JOURNAL_FILE
    try:
        found = verify_journal(path)
    except OSError as error:
        return unreadable(path, error)
    except JournalBusyError:
        return busy()
    if found.newer:
        tell_newer()
    print(_as_json(found) if args.format == "json" else _as_text(found))
    return ExitCode.OK if found.valid else ExitCode.UNREADABLE


def _as_json(found: Verification) -> str:
    problem = found.problem
    return json.dumps(
        {
            "events": found.events,
            "valid": found.valid,
            "head": found.head,
            "newer": found.newer,
            "problem": problem and {"line": problem.line, "reason": problem.reason.value},
        },
        indent=2,
    )


def _as_text(found: Verification) -> str:
    events = ngettext("{n} event", "{n} events", found.events).format(n=found.events)
    if found.problem is None:
        return _("whole and untouched: {events}\nhead {head}").format(
            events=events, head=found.head
        )
    return _("DAMAGED at line {line}: {reason}\nwhole before it: {events}").format(
        line=found.problem.line, reason=damage_words(found.problem.reason), events=events
    )
