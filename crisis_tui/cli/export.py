"""`crisis-tui export`: duties, people, training and gaps for other programs."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import Interval
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.export_tables import WHAT, Question, tables_content
from crisis_tui.cli.journal_trouble import unreadable
from crisis_tui.i18n import _
from crisis_tui.reports.exports import BINARY, EXPORTS, TABLES, write_export
from crisis_tui.roster.asked_names import known_person, known_role
from crisis_tui.storage.durable import write_atomically
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse

    from crisis_tui.roster.workforce import Workforce

_AHEAD_MS = 366 * DAY_MS
"""How far ahead a roster without a planning horizon is exported."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    formats = (*EXPORTS, *TABLES)
    parser.add_argument("into", metavar="FORMAT", choices=formats, help=", ".join(formats))
    parser.add_argument(
        "--what",
        choices=WHAT,
        help=_("which table; default: duties, or for xlsx every table, a sheet each"),
    )
    parser.add_argument(
        "--names", action="store_true", help=_("tables with people in them, not roles alone")
    )
    parser.add_argument(
        "--roster", metavar="NAME", help=_("a name in rosters/; default: the only or first one")
    )
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--person", metavar="P", help=_("this person alone, by id or name"))
    whose.add_argument("--role", metavar="R", help=_("this post alone"))
    parser.add_argument("--from", dest="from_", metavar="A", default="now", help=_("default: now"))
    parser.add_argument(
        "--until", metavar="B", help=_("default: the planning horizon, or a year ahead")
    )
    parser.add_argument("-o", "--output", metavar="FILE", help=_("write to this file instead"))


def run(args: argparse.Namespace) -> int:
    """Write what is asked for; exit 1 if faults in the files make it incomplete."""
    _refuse_terminal(args)
    asked = asked_roster(bootstrap.open_workspace(args.workspace), args.roster)
    workforce = asked.workforce
    role = None if args.role is None else known_role(args.role, workforce.roles)
    person = None if args.person is None else known_person(args.person, workforce.roster)
    window = partial(_asked_window, args, workforce)
    question = Question(asked.loaded, workforce, window, role, person)
    code = _put(_content(args, question), args.output)
    faulty = asked.tell_faults()
    return code or (ExitCode.FINDINGS if faulty else ExitCode.OK)


def _content(args: argparse.Namespace, question: Question) -> bytes:
    if args.into in TABLES:
        return tables_content(args.into, args.what, question, names=args.names)
    if args.what not in {None, "duties"}:
        raise AskedWrongError(
            Text("{format} holds duties alone", format=args.into),
            Text("known are: {names}", names=", ".join(TABLES)),
        )
    return write_export(question.duties(), args.into)


def _refuse_terminal(args: argparse.Namespace) -> None:
    if args.into in BINARY and args.output is None and sys.stdout.isatty():
        raise AskedWrongError(
            Text("{format} is no text for a terminal", format=args.into),
            Text("say where to: -o {name}", name=f"duties.{args.into}"),
        )


def _asked_window(args: argparse.Namespace, workforce: Workforce) -> Interval:
    now_ms = MachineClock().wall_ms()
    from_ms = asked_instant(args.from_, workforce.zone, now_ms)
    until_ms = workforce.horizon_ms
    if args.until is not None:
        until_ms = min(until_ms, asked_instant(args.until, workforce.zone, now_ms))
    elif workforce.roster.planned_until is None:
        until_ms = from_ms + _AHEAD_MS
    if until_ms <= from_ms:
        raise AskedWrongError(
            Text("there is no time between --from, --until and the roster's planned_until")
        )
    return Interval(from_ms, until_ms)


def _put(content: bytes, output: str | None) -> int:
    if output is None or output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return ExitCode.OK
    path = Path(output)
    try:
        write_atomically(path, content)
    except OSError as error:
        return unreadable(path, error)
    sys.stderr.write(_("written: {path}\n").format(path=path))
    return ExitCode.OK
