"""`crisis-tui debrief`: what an exercise showed, from its journal alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.answers.debriefs import load_debrief
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.journal_trouble import busy, damaged, tell_newer, unreadable
from crisis_tui.debrief.build import NothingToDebriefError
from crisis_tui.exercise.ports import JournalBusyError, JournalDamagedError
from crisis_tui.frozen_inputs import CannotOpenError
from crisis_tui.i18n import _, render
from crisis_tui.reports.registry import FORMATS, write_report
from crisis_tui.storage.durable import write_atomically
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    import argparse

_BY_SUFFIX = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help=_("name, part of it, path, or last"))
    parser.add_argument("-o", "--output", metavar="FILE", help=_("write to this file instead"))
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        help=_("default: as the file's name ends (.html, .md, .json), else text"),
    )
    parser.add_argument(
        "--names", action="store_true", help=_("show who did something by name, not only by role")
    )


def run(args: argparse.Namespace) -> int:
    """Write the debrief; 3 with the line if the journal is damaged."""
    folder = find_exercise(open_workspace(args.workspace).exercises, args.exercise)
    try:
        report = write_report(
            load_debrief(folder, names=args.names, on_newer=tell_newer), _format(args)
        )
    except JournalDamagedError as damage:
        return damaged(folder, damage)
    except JournalBusyError:
        return busy()
    except CannotOpenError as error:
        sys.stderr.write(_("crisis-tui: {reason}\n").format(reason=render(error.reason)))
        return ExitCode.UNREADABLE if error.damaged else ExitCode.FINDINGS
    except NothingToDebriefError:
        sys.stderr.write(_("crisis-tui: this exercise never began\n"))
        return ExitCode.FINDINGS
    except OSError as error:
        return unreadable(folder / JOURNAL_FILE, error)
    return _put(report, args.output)


def _format(args: argparse.Namespace) -> str:
    """Return the format that was asked for, or the one that the file's name promises."""
    return args.format or _BY_SUFFIX.get(Path(args.output or "").suffix.lower(), "text")


def _put(report: str, output: str | None) -> int:
    if output is None or output == "-":
        sys.stdout.write(report)
        return ExitCode.OK
    path = Path(output)
    try:
        write_atomically(path, report.encode())
    except OSError as error:
        return unreadable(path, error)
    sys.stderr.write(_("written: {path}\n").format(path=path))
    return ExitCode.OK
