"""`crisis-tui change`: a change to the roster, shown first, then written to its file."""

from __future__ import annotations

import json
import sys
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from crisis_tui import bootstrap
from crisis_tui.basis.text import clean_text
from crisis_tui.bootstrap_change import apply_change, open_roster, plan_change
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.confirming import is_wanted
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.gap_difference_text import WIDTH, difference_document, difference_lines
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.roster_option import readable
from crisis_tui.i18n import _, render
from crisis_tui.refused_change import RefusedChange
from crisis_tui.roster.asked_change import AskedChange
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from crisis_tui.bootstrap_change import AppliedChange, OpenRoster, PlannedChange
    from crisis_tui.roster.workforce import Workforce


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("role", metavar="ROLE", help=_("the role whose duty changes"))
    parser.add_argument("--from", dest="from_", metavar="T", required=True, help=_("from when"))
    parser.add_argument(
        "--until", metavar="T", required=True, help=_("the first moment that no longer counts")
    )
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--add", metavar="P", help=_("puts somebody on duty, by id or name"))
    form.add_argument("--remove", metavar="P", help=_("takes somebody off duty"))
    form.add_argument("--replace", metavar="P", help=_("lets --by take over from somebody"))
    parser.add_argument("--by", metavar="Q", help=_("who takes over, with --replace"))
    parser.add_argument(
        "--as",
        dest="assignment",
        choices=("standby", "work"),
        default="standby",
        help=_("with --add: on standby (default) or at work"),
    )
    parser.add_argument(
        "--note", metavar="TEXT", help=_("a remark in the file; no reasons of health")
    )
    parser.add_argument(
        "--roster", metavar="NAME", help=_("a name in rosters/; default: the only one")
    )
    parser.add_argument("--yes", action="store_true", help=_("write it without asking"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )


def run(args: argparse.Namespace) -> int:
    """Show the edit and its effect, ask, write; exit 1 if nothing is written."""
    opened = open_roster(bootstrap.open_workspace(args.workspace), args.roster)
    readable(opened.loaded)
    now_ms = MachineClock().wall_ms()
    planned = plan_change(opened, _asked(args, opened, now_ms), now_ms)
    if isinstance(planned, RefusedChange):
        return _refuse(args, opened, planned)
    if args.format == "text":
        print("\n".join(plan_lines(planned, opened.workforce)), flush=True)
    applied = _applied(args, planned)
    if args.format == "json":
        print(json.dumps(_document(opened, planned, applied), ensure_ascii=False, indent=2))
    if applied is None:
        return ExitCode.FINDINGS
    if isinstance(applied, RefusedChange):
        _tell(applied)
        return ExitCode.FINDINGS
    if args.format == "text":
        text = _("Written to {file}, line {line}; recorded in {record}.")
        names = {"file": planned.file, "line": applied.line, "record": applied.record.name}
        print(
            "\n".join(
                wrap(text.format(**names), WIDTH, break_long_words=False, break_on_hyphens=False)
            )
        )
    return ExitCode.OK


def _asked(args: argparse.Namespace, opened: OpenRoster, now_ms: int) -> AskedChange:
    zone = opened.workforce.zone
    return AskedChange(
        role=args.role,
        from_ms=asked_instant(args.from_, zone, now_ms),
        until_ms=asked_instant(args.until, zone, now_ms),
        add=args.add,
        remove=args.remove,
        replace=args.replace,
        by=args.by,
        assignment=args.assignment,
        note=args.note,
    )


def _applied(
    args: argparse.Namespace, planned: PlannedChange
) -> AppliedChange | RefusedChange | None:
    """Write the change if it is wanted; None if it is not, or if nobody can be asked."""
    if not is_wanted(args):
        return None
    actor = actor_here(args)
    return apply_change(planned, actor.person, actor.terminal)


def plan_lines(planned: PlannedChange, workforce: Workforce) -> Iterator[str]:
    """Yield the edit as a diff, what it does to gaps, and what gives pause."""
    yield clean_text(planned.diff).rstrip("\n")
    yield ""
    yield from difference_lines(planned.effect.gaps, workforce)
    for caution in planned.cautions:
        yield from wrap(f"! {render(caution.text)}", WIDTH, subsequent_indent="  ")


def _document(
    opened: OpenRoster, planned: PlannedChange, applied: AppliedChange | RefusedChange | None
) -> dict[str, Any]:
    return {
        "file": planned.file,
        "line": planned.line,
        "diff": planned.diff,
        "applied": applied is not None and not isinstance(applied, RefusedChange),
        "change": dict(planned.entry),
        "effect": difference_document(planned.effect.gaps, opened.workforce),
        "warnings": [
            {"code": each.code, "message": render(each.text)} for each in planned.cautions
        ],
        "refused": _refusal(applied) if isinstance(applied, RefusedChange) else None,
    }


def _refuse(args: argparse.Namespace, opened: OpenRoster, refused: RefusedChange) -> int:
    """Say why there is nothing to write."""
    if args.format == "json":
        nothing = {"file": opened.loaded.file, "line": None, "diff": "", "applied": False}
        print(json.dumps({**nothing, "refused": _refusal(refused)}, ensure_ascii=False, indent=2))
    _tell(refused)
    return ExitCode.FINDINGS


def _refusal(refused: RefusedChange) -> dict[str, Any]:
    return {
        "code": refused.code,
        "message": render(refused.reason),
        "help": None if refused.help is None else render(refused.help),
        "findings": [
            {"code": each.code, "message": render(each.message)} for each in refused.findings
        ],
    }


def _tell(refused: RefusedChange) -> None:
    sys.stderr.write(f"crisis-tui: {render(refused.reason)}\n")
    for finding in refused.findings:
        sys.stderr.write(f"  {render(finding.message)} [{finding.code}]\n")
    if refused.help is not None:
        sys.stderr.write(f"  = {render(refused.help)}\n")
