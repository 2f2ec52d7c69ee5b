"""`crisis-tui compare`: two rosters side by side, over a time or for one scenario."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crisis_tui import bootstrap
from crisis_tui.basis.durations import MINUTE_MS, WEEK_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_roster import AskedRoster, asked_roster
from crisis_tui.cli.asked_window import asked_window
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.readiness_question import asked_scenario
from crisis_tui.i18n import _
from crisis_tui.readiness.comparison import compare_coverage, compare_readiness
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from crisis_tui.readiness.comparison import Outcome

_DEFAULT_MS = 4 * WEEK_MS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("first", metavar="A", help=_("a name in rosters/: as it is"))
    parser.add_argument("second", metavar="B", help=_("another: as it would be"))
    parser.add_argument(
        "--scenario", metavar="S", help=_("for what this scenario needs; default: all posts")
    )
    parser.add_argument(
        "--start", metavar="T", help=_("when the story begins; default: as the scenario says")
    )
    parser.add_argument("--from", dest="from_", metavar="T", help=_("from when; default: now"))
    parser.add_argument("--until", metavar="T", help=_("until when; default: four weeks later"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )


def run(args: argparse.Namespace) -> int:
    """Print the comparison; exit 1 if the second roster is worse anywhere, or files hold errors."""
    _refuse_what_does_not_go_together(args)
    workspace = bootstrap.open_workspace(args.workspace)
    rosters = asked_roster(workspace, args.first), asked_roster(workspace, args.second)
    if args.scenario is None:
        return _compare_coverage(args, *rosters)
    scenario = asked_scenario(workspace, args.scenario, args.start)
    refused = scenario.refusal(args)
    if refused is not None:
        return refused
    first, second = rosters
    found = compare_readiness(first.workforce, second.workforce, scenario.script)
    if args.format == "json":
        from crisis_tui.cli.compare_data import scenario_document

        _print(scenario_document(scenario.script, found, first, second, scenario.faults))
    else:
        from crisis_tui.cli.compare_text import scenario_text

        print(scenario_text(scenario.script, found, first, second))
    faulty = [each.tell_faults(scenario.faults) for each in rosters]
    return _exit_code((each.outcome for each in found.needs), faulty=any(faulty))


def _compare_coverage(args: argparse.Namespace, first: AskedRoster, second: AskedRoster) -> int:
    # Now is the minute that is running.
    now_ms = MachineClock().wall_ms() // MINUTE_MS * MINUTE_MS
    window = asked_window(
        args, first.workforce.zone, now_ms, lambda from_ms: Interval(from_ms, from_ms + _DEFAULT_MS)
    )
    found = compare_coverage(first.workforce, second.workforce, window)
    if args.format == "json":
        from crisis_tui.cli.compare_data import coverage_document

        _print(coverage_document(window, found, first, second))
    else:
        from crisis_tui.cli.compare_text import coverage_text

        print(coverage_text(window, found, first, second))
    faulty = [each.tell_faults() for each in (first, second)]
    return _exit_code((each.outcome for each in found), faulty=any(faulty))


def _refuse_what_does_not_go_together(args: argparse.Namespace) -> None:
    if args.scenario is None and args.start is not None:
        raise AskedWrongError(
            Text("--start needs --scenario"), Text("write --from and --until for all posts")
        )
    if args.scenario is not None and (args.from_ is not None or args.until is not None):
        raise AskedWrongError(
            Text("--from and --until are for all posts, not for a scenario"),
            Text("write --start for the time at which the story begins"),
        )


def _print(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _exit_code(outcomes: Iterable[Outcome], *, faulty: bool) -> int:
    worse = any(outcome in {"worse", "mixed"} for outcome in outcomes)
    return ExitCode.FINDINGS if worse or faulty else ExitCode.OK
