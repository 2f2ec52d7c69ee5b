"""`crisis-tui coverage`: is every post filled all the time; if not, when, why, and what hangs on whom."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.durations import MINUTE_MS, WEEK_MS
from crisis_tui.basis.findings import in_order
from crisis_tui.basis.parts import Part
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.asked_window import asked_window
from crisis_tui.cli.coverage_answer import CoverageAnswer
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.finding_counts import exit_code
from crisis_tui.cli.roster_option import add_roster_arguments, count_errors, tell_faults
from crisis_tui.files.collecting import no_collections
from crisis_tui.i18n import _
from crisis_tui.readiness.compiling import unread_calendars
from crisis_tui.roster.asked_names import known_role
from crisis_tui.roster.coverage import coverage
from crisis_tui.roster.coverage_findings import coverage_findings
from crisis_tui.roster.pool import smallest_pool
from crisis_tui.roster.rest.evaluation import rest_report
from crisis_tui.roster.rest.findings import rest_findings
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.basis.instants import Interval
    from crisis_tui.cli.asked_roster import AskedRoster
    from crisis_tui.roster.coverage import Coverage
    from crisis_tui.roster.pool import PoolSpan
    from crisis_tui.roster.rest.evaluation import RestReport
    from crisis_tui.roster.workforce import Workforce

_DEFAULT_MS = 4 * WEEK_MS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--from", dest="from_", metavar="T", default="now", help=_("from when; default: now")
    )
    parser.add_argument(
        "--until",
        metavar="T",
        help=_(
            "until when; default: four weeks later, or where the planning ends if that is sooner"
        ),
    )
    parser.add_argument("--role", metavar="R", help=_("this role alone"))
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the coverage; exit 1 if there is a gap or an error (--strict: anything uncertain)."""
    with no_collections():
        return _told(args)


def _told(args: argparse.Namespace) -> int:
    roster = asked_roster(bootstrap.open_workspace(args.workspace), args.roster)
    workforce = roster.workforce
    roles = tuple(workforce.roles)
    if args.role is not None:
        roles = (known_role(args.role, roles),)
    # Now is the minute that is running.
    now_ms = MachineClock().wall_ms() // MINUTE_MS * MINUTE_MS
    ahead = partial(workforce.planned_ahead, most_ms=_DEFAULT_MS)
    window = asked_window(args, workforce.zone, now_ms, ahead)
    answer = _answer(roster, window, roles)
    if args.format == "json":
        from crisis_tui.cli.coverage_data import coverage_document

        print(json.dumps(coverage_document(answer), ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.coverage_text import coverage_text

        print(coverage_text(answer))
    faulty = tell_faults(answer.roster, answer.errors, answer.unread)
    uncertain = args.strict and any(each.probable_ms for each in answer.roles)
    if faulty or uncertain or any(each.gap_ms for each in answer.roles):
        return ExitCode.FINDINGS
    return exit_code(answer.findings, strict=args.strict)


def _answer(roster: AskedRoster, window: Interval, roles: tuple[str, ...]) -> CoverageAnswer:
    workforce = roster.workforce
    # Rest rules look back further: what they read of the duties, coverage need not read again.
    rest = rest_report(workforce, window, people=_people_on(roles, workforce, window))
    whole = coverage(workforce, window)
    pools = {
        name: smallest_pool(workforce, workforce.demand(workforce.roles[name], window), window)
        for name in roles
    }
    return CoverageAnswer(
        roster=roster.loaded.name,
        workforce=workforce,
        coverage=whole,
        roles=tuple(each for each in whole.roles if each.role in pools),
        pools=pools,
        rest=rest,
        findings=in_order(_findings(roster, whole, pools, rest)),
        errors=count_errors(roster.faults),
        unread=unread_calendars(workforce.roster, workforce.calendars),
    )


def _findings(
    roster: AskedRoster, whole: Coverage, pools: dict[str, PoolSpan], rest: RestReport
) -> Iterator[Finding]:
    loaded, workforce = roster.loaded, roster.workforce
    part = Part(loaded.file, workforce.roster)
    yield from coverage_findings(whole, pools, workforce, part, loaded.locate)
    yield from rest_findings(rest, workforce, part, loaded.locate)
    yield from bootstrap.timeliness_faults(loaded, whole.window.from_ms)


def _people_on(roles: tuple[str, ...], workforce: Workforce, window: Interval) -> set[str] | None:
    """Return who is put on one of the roles; None: all of them are asked about."""
    if len(roles) == len(workforce.roles):
        return None
    spans = (span for role in roles for span in workforce.on_duty(role, window))
    return {each.person for span in spans for each in span.people}
