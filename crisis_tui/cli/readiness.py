"""`crisis-tui readiness`: can the organisation fill what a scenario needs, from a start on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.readiness_question import asked_scenario
from crisis_tui.cli.roster_option import add_roster_arguments
from crisis_tui.i18n import _
from crisis_tui.readiness.assessment import assess

if TYPE_CHECKING:
    import argparse

    from crisis_tui.readiness.assessment import Verdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("scenario", metavar="SCENARIO", help=_("a name in scenarios/"))
    parser.add_argument(
        "--start", metavar="T", help=_("when the story begins; default: as the scenario says")
    )
    parser.add_argument(
        "--every", metavar="STEP", help=_("each start in a period, such as 1h: the heatmap")
    )
    parser.add_argument(
        "--from", dest="from_", metavar="A", help=_("first start of the heatmap; default: now")
    )
    parser.add_argument(
        "--until", metavar="B", help=_("end of the heatmap, excluded; default: four weeks later")
    )
    parser.add_argument(
        "--also", metavar="OTHER", help=_("a scenario that plays at the same time on this roster")
    )
    parser.add_argument(
        "--also-start", metavar="T", help=_("when the other begins; default: with the first")
    )
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the verdict; exit 1 unless it is ready or at risk (with --strict: ready)."""
    _refuse_what_does_not_go_together(args)
    if args.every is not None:
        from crisis_tui.cli.readiness_heatmap import answer_all_starts

        return answer_all_starts(args)
    if args.also is not None:
        from crisis_tui.cli.readiness_together import answer_both

        return answer_both(args)
    return _answer_one_start(args)


def _refuse_what_does_not_go_together(args: argparse.Namespace) -> None:
    if args.every is None and (args.from_ is not None or args.until is not None):
        raise AskedWrongError(
            Text("--from and --until need --every"), Text("write --every 1h beside them")
        )
    if args.also is None and args.also_start is not None:
        raise AskedWrongError(
            Text("--also-start needs --also"), Text("write --also and the other scenario's name")
        )
    if args.every is not None and args.also is not None:
        raise AskedWrongError(
            Text("--also is asked for one start"), Text("write --start instead of --every")
        )


def _answer_one_start(args: argparse.Namespace) -> int:
    workspace = bootstrap.open_workspace(args.workspace)
    scenario = asked_scenario(workspace, args.scenario, args.start)
    refused = scenario.refusal(args)
    if refused is not None:
        return refused
    roster = asked_roster(workspace, args.roster)
    name, script, workforce = roster.loaded.name, scenario.script, roster.workforce
    answer = assess(script, workforce)
    if scenario.broken:
        answer = answer._replace(verdict="not-ready")
    if args.format == "json":
        from crisis_tui.cli.readiness_data import readiness_document

        faults = (*scenario.faults, *roster.faults)
        document = readiness_document(script, workforce, answer, name, faults)
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.readiness_text import readiness_text

        print(readiness_text(script, workforce, answer, name))
    faulty = roster.tell_faults(scenario.faults)
    bent = args.strict and any(need.warnings for need in answer.needs)
    return exit_code({answer.verdict}, strict=args.strict, faulty=faulty or bent)


def exit_code(verdicts: set[Verdict], *, strict: bool, faulty: bool) -> int:
    """Return 0 if every verdict is good enough and the files hold no errors."""
    wanted: set[Verdict] = {"ready"} if strict else {"ready", "at-risk"}
    return ExitCode.OK if verdicts <= wanted and not faulty else ExitCode.FINDINGS
