"""`crisis-tui import`: people, shifts or training from a table, shown first, then written."""  # noqa: N999 - a module is called after its command

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.bootstrap_import import AskedImport, apply_import, plan_import
from crisis_tui.cli.confirming import is_wanted
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.finding_text import Snippets
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.import_text import import_document, plan_lines, told_refusal
from crisis_tui.cli.roster_option import count_errors, leave_unreadable, readable, tell_faults
from crisis_tui.files.importing import KINDS
from crisis_tui.files.library import unreadable
from crisis_tui.files.reading import CannotReadError, read_file
from crisis_tui.files.tables import Table, read_table
from crisis_tui.i18n import _

if TYPE_CHECKING:
    import argparse

    from crisis_tui.bootstrap_import import PlannedImport
    from crisis_tui.refused_change import RefusedChange

_STDIN = "-"
_UNREADABLE = {"S124", "Y001"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.epilog = _("Fields of --map: {fields}").format(
        fields="; ".join(f"{kind}: {', '.join(each.fields)}" for kind, each in KINDS.items())
    )
    parser.add_argument("kind", choices=tuple(KINDS), help=_("what the rows of the table are"))
    parser.add_argument("table", metavar="FILE", help=_("CSV or XLSX; - reads from a pipe"))
    parser.add_argument(
        "--roster", metavar="NAME", help=_("a name in rosters/; default: the only one")
    )
    parser.add_argument(
        "--sheet", metavar="NAME", help=_("sheet of a workbook; default: the first one seen")
    )
    parser.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        help=_("what a column holds whose name says nothing; may be given more than once"),
    )
    parser.add_argument(
        "--overnight",
        action="store_true",
        help=_("shifts: an end time that is not after its start is on the next day"),
    )
    parser.add_argument("--yes", action="store_true", help=_("write it without asking"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )


def run(args: argparse.Namespace) -> int:
    """Show what becomes of each row, ask, write; exit 1 if a row is refused or nothing written."""
    asked = AskedImport(args.kind, _renamed(args.map), args.overnight)
    workspace = bootstrap.open_workspace(args.workspace)
    loaded = bootstrap.load_roster(workspace, args.roster)
    readable(loaded)
    table = _table(args.table, args.sheet)
    planned = plan_import(workspace, loaded, table, asked)
    if args.format == "text":
        texts = {table.file: table.snippets()}
        print("\n".join(plan_lines(planned, Snippets(loaded.files, texts))), flush=True)
    tell_faults(loaded.name, count_errors(loaded.findings), ())
    refused = planned.refused
    applied = False
    if refused is None and planned.rows.changes_anything and is_wanted(args):
        actor = actor_here(args)
        refused = apply_import(planned, actor.person, actor.terminal)
        applied = refused is None
    return _tell(args, planned, refused, applied=applied)


def _renamed(given: list[str]) -> dict[str, str]:
    renamed = {}
    for each in given:
        column, equals, field = each.rpartition("=")
        if not equals or not column.strip():
            raise AskedWrongError(
                Text('"{text}" does not say which column holds what', text=clean_text(each)),
                Text("write {example}", example='--map "Wie=person"'),
            )
        renamed[column.strip()] = field.strip()
    return renamed


def _table(name: str, sheet: str | None) -> Table:
    """Return the table; leave with exit code 3 if its file cannot be read."""
    file = "stdin" if name == _STDIN else clean_text(name)
    try:
        data = sys.stdin.buffer.read() if name == _STDIN else read_file(Path(name))
    except CannotReadError as error:
        leave_unreadable([unreadable(file, error)])
    table = read_table(file, data, sheet=sheet, any_encoding=True)
    if not table.rows and any(finding.code in _UNREADABLE for finding in table.findings):
        leave_unreadable(table.findings)
    return table


def _tell(
    args: argparse.Namespace,
    planned: PlannedImport,
    refused: RefusedChange | None,
    *,
    applied: bool,
) -> int:
    """Say how it ended, and return the exit code."""
    if args.format == "json":
        document = import_document(planned, refused, applied=applied)
        print(json.dumps(document, ensure_ascii=False, indent=2))
    elif applied:
        print(_("Written to {file}.").format(file=planned.file))
    if refused is not None:
        sys.stderr.write(told_refusal(refused))
    done = applied or not planned.rows.changes_anything
    return ExitCode.OK if done and not planned.rows.refused_anything else ExitCode.FINDINGS
