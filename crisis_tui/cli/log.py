"""`crisis-tui log`: the journal of an exercise, for people or as it is; `--follow` waits for more."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.journal_printer import JournalPrinter, print_heading
from crisis_tui.cli.journal_trouble import busy, damaged, tell_newer, unreadable
from crisis_tui.exercise.ports import JournalBusyError, JournalDamagedError
from crisis_tui.frozen_inputs import CannotOpenError, script_of, started_event
from crisis_tui.i18n import _, render
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.storage.summary import JOURNAL_FILE

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

POLL_S = 0.05


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help=_("name, part of it, path, or last"))
    parser.add_argument("--follow", action="store_true", help=_("wait for more; Ctrl-C ends it"))
    parser.add_argument(
        "--format",
        choices=("text", "jsonl"),
        default="text",
        help=_("for people, or the journal itself"),
    )


def run(args: argparse.Namespace) -> int:
    """Print every event; 3 if the journal is damaged, after what is whole before it."""
    folder = find_exercise(open_workspace(args.workspace).exercises, args.exercise)
    try:
        printer = _printer(folder, as_json=args.format == "jsonl")
        printer.print_new()
        if printer.has_newer:
            tell_newer()
        while args.follow:
            time.sleep(POLL_S)
            printer.print_new()
    except JournalDamagedError as damage:
        return damaged(folder, damage)
    except JournalBusyError:
        return busy()
    except BrokenPipeError:
        raise
    except OSError as error:
        return unreadable(folder / JOURNAL_FILE, error)
    if printer.has_torn_line:
        sys.stderr.write(
            _("crisis-tui: the last line is not whole; `resume` sets it aside and goes on\n")
        )
    return ExitCode.OK


def _printer(folder: Path, *, as_json: bool) -> JournalPrinter:
    """Return what prints the journal, with titles if the frozen inputs still give them."""
    if as_json:
        return JournalPrinter(folder, None, as_json=True)
    script = None
    try:
        started = started_event(folder)
        print_heading(started.title)
        script = script_of(folder, started)
    except CannotOpenError as error:
        sys.stderr.write(_("crisis-tui: {reason}\n").format(reason=render(error.reason)))
    return JournalPrinter(folder, script, as_json=False)
