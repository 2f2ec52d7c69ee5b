"""`crisis-tui endurance`: how long the posts of a scenario can be kept up in shifts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui import bootstrap
from crisis_tui.basis.durations import HOUR_MS, parse_duration
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.readiness_question import asked_scenario
from crisis_tui.cli.roster_option import add_roster_arguments
from crisis_tui.i18n import _
from crisis_tui.readiness.endurance import endurance, simple_plan, staffing_of
from crisis_tui.readiness.proposal import proposal
from crisis_tui.solving.extra import PIP_INSTALL, has_solver
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse

    from crisis_tui.readiness.endurance import Endurance, Staffing
    from crisis_tui.readiness.proposal import Proposal
    from crisis_tui.readiness.shifts.greedy import Filled
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

DEFAULT_TIME_LIMIT = "30s"
_LONGEST_SHIFT_MS = 24 * HOUR_MS


class Answer(NamedTuple):
    """What is shown: `fair` is None if no solver was asked, else whether it proved evenness."""

    script: Script
    workforce: Workforce
    roster: str
    shift_ms: int
    endurance: Endurance
    proposal: Proposal | None
    fair: bool | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("scenario", metavar="SCENARIO", help=_("a name in scenarios/"))
    parser.add_argument(
        "--start", metavar="T", help=_("when the story begins; default: as the scenario says")
    )
    parser.add_argument(
        "--until", metavar="T", help=_("how far to look ahead; default: a year after the start")
    )
    parser.add_argument(
        "--shift",
        metavar="8h",
        default="8h",
        help=_("length of shifts where the scenario gives none; default: 8h"),
    )
    parser.add_argument("--propose", action="store_true", help=_("propose who works which shift"))
    parser.add_argument(
        "--time-limit",
        metavar="30s",
        help=_("how long to search for a better proposal; default: 30s"),
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help=_("write the proposal as duties for a roster")
    )
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print how long it lasts; exit 1 unless that is as long as the scenario plans.

    With --strict, exit 1 too if a rule of rest is bent for it, or a post is on soft duty.
    """
    shift_ms, seconds = _asked_shift(args.shift), _asked_seconds(args)
    workspace = bootstrap.open_workspace(args.workspace)
    scenario = asked_scenario(workspace, args.scenario, args.start)
    refused = scenario.refusal(args)
    if refused is not None:
        return refused
    roster = asked_roster(workspace, args.roster)
    script, workforce = scenario.script, roster.workforce
    staffing = staffing_of(script, workforce, shift_ms, _asked_until(args.until, script))
    filled, answer, fair = _searched(staffing, workforce, seconds if args.propose else None)
    proposed = proposal(staffing, filled.plan, answer) if args.propose else None
    shown = Answer(script, workforce, roster.loaded.name, shift_ms, answer, proposed, fair)
    if args.format == "json":
        from crisis_tui.cli.endurance_data import endurance_document

        document = endurance_document(shown, (*scenario.faults, *roster.faults))
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.endurance_text import endurance_text

        print(endurance_text(shown))
    faulty = roster.tell_faults(scenario.faults) or scenario.broken
    unwritten = _write(shown, args.output)
    if unwritten is not None:
        return unwritten
    fine = answer.lasts and not faulty and not (args.strict and _is_uncertain(shown))
    return ExitCode.OK if fine else ExitCode.FINDINGS


def _searched(
    staffing: Staffing, workforce: Workforce, seconds: float | None
) -> tuple[Filled, Endurance, bool | None]:
    """Return a plan and how long it lasts: by simple means, and by the solver if asked and there."""
    filled = simple_plan(staffing)
    answer = endurance(staffing, workforce, filled)
    if seconds is None or not staffing.problem.shifts:
        return filled, answer, None
    if not has_solver():
        sys.stderr.write(
            _("a simple plan; for the longest one install the solver: {command}\n").format(
                command=PIP_INSTALL
            )
        )
        return filled, answer, None
    from crisis_tui.cli.endurance_search import search

    solved = search(staffing, filled, seconds)
    return (
        solved.filled,
        endurance(staffing, workforce, solved.filled, solved.at_most_ms),
        solved.fair,
    )


def _write(shown: Answer, output: str | None) -> int | None:
    """Write the proposal where that is asked; return an exit code if it cannot be written."""
    if output is None or shown.proposal is None:
        return None
    from crisis_tui.cli.endurance_duties import duties_yaml
    from crisis_tui.cli.journal_trouble import unreadable
    from crisis_tui.storage.durable import write_atomically

    path = Path(output)
    try:
        write_atomically(path, duties_yaml(shown).encode())
    except OSError as error:
        return unreadable(path, error)
    sys.stderr.write(_("written: {path}\n").format(path=path))
    return None


def _is_uncertain(shown: Answer) -> bool:
    roles = shown.workforce.roles
    soft = (
        post.role in roles and roles[post.role].duty == "soft" for post in shown.endurance.posts
    )
    return bool(shown.endurance.warnings) or any(soft)


def _asked_shift(text: str) -> int:
    shift_ms = parse_duration(text)
    if shift_ms is None or not HOUR_MS <= shift_ms <= _LONGEST_SHIFT_MS:
        raise AskedWrongError(
            Text('"{text}" is not the length of a shift', text=clean_text(text)),
            Text("write --shift 8h or --shift 12h: at least 1h, at most 24h"),
        )
    return shift_ms


def _asked_seconds(args: argparse.Namespace) -> float:
    if not args.propose and (args.time_limit is not None or args.output is not None):
        raise AskedWrongError(
            Text("--time-limit and --output are for a proposal"),
            Text("write --propose beside them"),
        )
    limit_ms = parse_duration(args.time_limit or DEFAULT_TIME_LIMIT)
    if not limit_ms:
        raise AskedWrongError(
            Text('"{text}" is not a time limit', text=clean_text(args.time_limit)),
            Text("write --time-limit 30s or --time-limit 5m"),
        )
    return limit_ms / 1000


def _asked_until(text: str | None, script: Script) -> int | None:
    if text is None:
        return None
    until_ms = asked_instant(text, script.zone, MachineClock().wall_ms())
    if until_ms <= script.story_start_ms:
        raise AskedWrongError(
            Text("--until is not after the start of the story"), Text("write a later time")
        )
    return until_ms
