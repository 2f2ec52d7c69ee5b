"""`crisis-tui rehearse`: every way through a scenario in seconds; nothing is sent or written."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.asked_variant import require_variant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.i18n import _, render

if TYPE_CHECKING:
    from crisis_tui.basis.findings import Locator
    from crisis_tui.cli.asked_roster import AskedRoster
    from crisis_tui.cli.rehearse_staffing import Staffed
    from crisis_tui.exercise.rehearsal.problems import Problem
    from crisis_tui.exercise.rehearsal.rehearsing import Measures, Rehearsal
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.scenario.script import Script


@dataclass(frozen=True)
class Rehearsed:
    """What is told: the ways, what is wrong with them, and what the roster says (None: not asked)."""

    rehearsal: Rehearsal
    problems: tuple[Problem, ...]
    staffed: Staffed | None
    locate: Locator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument("scenario", metavar="SCENARIO", help=_("a name in scenarios/, or a file"))
    parser.add_argument(
        "--roster", metavar="R", help=_("a name in rosters/: also tell whom it has, when")
    )
    parser.add_argument("--variant", metavar="V", help=_("a version of the scenario"))
    parser.add_argument("--start", metavar="T", help=_("when the story starts"))
    parser.add_argument(
        "--horizon",
        type=_duration,
        metavar="TIME",
        help=_(
            "stop at this play time; default: the end, of an open scenario an hour after its plan"
        ),
    )
    parser.add_argument(
        "--silence",
        type=_duration,
        metavar="TIME",
        help=_("tell of spells without anything longer than this; default: 20m"),
    )
    parser.add_argument(
        "--window",
        type=_duration,
        metavar="TIME",
        help=_("count the load of roles in windows of this length; default: 15m"),
    )
    parser.add_argument(
        "--most-load",
        type=_positive,
        metavar="N",
        help=_("more than this in one window is too much for a role; default: 8"),
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )
    parser.add_argument("--strict", action="store_true", help=_("exit 1 on remarks too"))


def _duration(text: str) -> int:
    length_ms = parse_duration(text)
    if not length_ms:
        raise argparse.ArgumentTypeError(
            render(Text('"{text}" is not a duration such as 20m', text=clean_text(text)))
        )
    return length_ms


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(
            render(Text('"{text}" is not a whole number above 0', text=clean_text(text)))
        )
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Rehearse and print; exit 1 if something is wrong (with --strict: or worth a remark)."""
    from crisis_tui.cli.scenario_findings import refuse_findings

    workspace = bootstrap.open_workspace(args.workspace)
    loaded = bootstrap.load_scenario(workspace, args.scenario)
    require_variant(loaded, args.variant)
    refused = refuse_findings(bootstrap.scenario_faults(loaded), loaded.files, args)
    if refused is not None:
        return refused
    script = _script(loaded, args)
    if script is None:
        return ExitCode.FINDINGS
    roster = _asked_roster(args)
    rehearsed = _rehearsed(script, _measures(args), roster, loaded.locate)
    _print(rehearsed, args)
    faulty = roster is not None and roster.tell_faults()
    return ExitCode.FINDINGS if faulty or _is_wrong(rehearsed, strict=args.strict) else ExitCode.OK


def _rehearsed(
    script: Script, measures: Measures, roster: AskedRoster | None, locate: Locator
) -> Rehearsed:
    from crisis_tui.exercise.rehearsal.problems import problems
    from crisis_tui.exercise.rehearsal.rehearsing import rehearse

    rehearsal = rehearse(script, measures)
    staffed = None
    if roster is not None:
        from crisis_tui.cli.rehearse_staffing import staffed_by

        staffed = staffed_by(rehearsal, roster)
    return Rehearsed(rehearsal, problems(rehearsal), staffed, locate)


def _print(rehearsed: Rehearsed, args: argparse.Namespace) -> None:
    if args.format == "json":
        from crisis_tui.cli.rehearse_data import rehearsal_document

        print(json.dumps(rehearsal_document(rehearsed), ensure_ascii=False, indent=2))
        return
    from crisis_tui.cli.rehearse_text import rehearsal_text

    print(rehearsal_text(rehearsed))


def _is_wrong(rehearsed: Rehearsed, *, strict: bool) -> bool:
    found = any(problem.is_fault or strict for problem in rehearsed.problems)
    return found or (rehearsed.staffed is not None and rehearsed.staffed.is_short(strict=strict))


def _measures(args: argparse.Namespace) -> Measures:
    from crisis_tui.exercise.rehearsal.rehearsing import Measures

    usual = Measures()
    return Measures(
        window_ms=args.window or usual.window_ms,
        most_load=args.most_load or usual.most_load,
        silence_ms=args.silence or usual.silence_ms,
        horizon_ms=args.horizon,
    )


def _asked_roster(args: argparse.Namespace) -> AskedRoster | None:
    if args.roster is None:
        return None
    from crisis_tui.cli.asked_roster import asked_roster

    return asked_roster(bootstrap.open_workspace(args.workspace), args.roster)


def _script(loaded: LoadedScenario, args: argparse.Namespace) -> Script | None:
    from crisis_tui.system_clock import MachineClock

    script = bootstrap.resolve_script(loaded, args.variant).script
    if script is None or args.start is None:
        return script
    start_ms = asked_instant(args.start, script.zone, MachineClock().wall_ms())
    return bootstrap.resolve_script(loaded, args.variant, start_ms).script
