"""`crisis-tui readiness`: can the organisation fill what a scenario needs, from a start on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crisis_tui import bootstrap
from crisis_tui.basis.findings import has_errors
from crisis_tui.basis.instants import iso_time
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.finding_formats import finding_data
from crisis_tui.cli.roster_option import (
    add_roster_arguments,
    count_errors,
    leave_unreadable,
    readable,
    roster_path,
    tell_faults,
)
from crisis_tui.cli.scenario_findings import refuse_findings
from crisis_tui.i18n import _
from crisis_tui.readiness.assessment import NeedAnswer, Readiness, assess
from crisis_tui.readiness.compiling import unread_calendars, workforce_of
from crisis_tui.readiness.wording import seat_detail
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.roster.gaps import Gap
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("scenario", metavar="SCENARIO", help=_("a name in scenarios/"))
    parser.add_argument(
        "--start", metavar="T", help=_("when the story begins; default: as the scenario says")
    )
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the verdict; exit 1 unless it is ready or at risk (with --strict: ready)."""
    workspace = bootstrap.open_workspace(args.workspace)
    scenario = bootstrap.load_scenario(workspace, args.scenario)
    script, found = _script(scenario, args.start)
    if args.format == "text" and has_errors(found):
        return refuse_findings(found, scenario.files, args) or ExitCode.FINDINGS
    path = roster_path(workspace, args.roster)
    loaded = bootstrap.load_roster(workspace, str(path))
    roster = readable(loaded)
    faults = (*found, *bootstrap.roster_faults(loaded))
    workforce = workforce_of(roster, loaded.training, loaded.norms, loaded.calendars)
    answer = assess(script, workforce)
    if has_errors(found):  # what could not be read may have asked for somebody
        answer = answer._replace(verdict="not-ready")
    if args.format == "json":
        document = readiness_document(script, workforce, answer, loaded.name, faults)
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.readiness_text import readiness_text

        print(readiness_text(script, workforce, answer, loaded.name))
    faulty = tell_faults(
        loaded.name, count_errors(faults), unread_calendars(roster, loaded.calendars)
    )
    wanted = {"ready"} if args.strict else {"ready", "at-risk"}
    return ExitCode.OK if answer.verdict in wanted and not faulty else ExitCode.FINDINGS


def _script(loaded: LoadedScenario, start: str | None) -> tuple[Script, tuple[Finding, ...]]:
    """Return the scenario worked out from the start that was asked for, and its faults."""
    result = bootstrap.resolve_script(loaded)
    if result.script is None:
        leave_unreadable(result.findings)
    if start is None:
        return result.script, result.findings
    start_ms = asked_instant(start, result.script.zone, MachineClock().wall_ms())
    moved = bootstrap.resolve_script(loaded, story_start_ms=start_ms)
    if moved.script is None:
        leave_unreadable(moved.findings)
    return moved.script, moved.findings


def readiness_document(
    script: Script,
    workforce: Workforce,
    answer: Readiness,
    roster: str,
    faults: tuple[Finding, ...],
) -> dict[str, Any]:
    """Return the answer as a JSON document, its times in the scenario's zone."""
    return {
        "scenario": script.scenario.id,
        "roster": roster,
        "start": iso_time(answer.start_ms, script.zone),
        "verdict": answer.verdict,
        "needs": [_need_document(need, workforce, script.zone) for need in answer.needs],
        "findings": [finding_data(finding) for finding in faults],
    }


def _need_document(need: NeedAnswer, workforce: Workforce, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "phase": need.phase,
        "role": need.role,
        "count": need.people,
        "shift_seconds": None if need.shift_ms is None else need.shift_ms // 1000,
        "from": iso_time(need.from_ms, zone),
        "until": iso_time(need.until_ms, zone),
        "status": need.status,
        "certain_min": need.certain_min,
        "probable_min": need.probable_min,
        "gaps": [_gap_document(gap, need.limit_ms, workforce, zone) for gap in need.gaps],
    }


def _gap_document(
    gap: Gap, limit_ms: int | None, workforce: Workforce, zone: ZoneInfo
) -> dict[str, Any]:
    return {
        "from": iso_time(gap.from_ms, zone),
        "until": iso_time(gap.until_ms, zone),
        "cause": gap.cause,
        "people": [
            {
                "person": seat.person,
                "cause": seat.cause,
                "detail": seat_detail(seat, limit_ms, workforce.zone),
            }
            for seat in gap.seats
        ],
    }
