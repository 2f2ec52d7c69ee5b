"""`crisis-tui coverage`: is every post filled all the time; if not, when, why, and what hangs on whom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.durations import MINUTE_MS, WEEK_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import in_order
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.parts import Part
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.coverage_answer import CoverageAnswer
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.finding_counts import exit_code
from crisis_tui.cli.roster_option import (
    add_roster_arguments,
    count_errors,
    readable,
    roster_path,
    tell_faults,
)
from crisis_tui.files.collecting import no_collections
from crisis_tui.i18n import _
from crisis_tui.readiness.compiling import unread_calendars, workforce_of
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
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.roster.coverage import Coverage
    from crisis_tui.roster.model import Roster
    from crisis_tui.roster.pool import PoolSpan
    from crisis_tui.roster.rest.evaluation import RestReport
    from crisis_tui.roster.workforce import Workforce

_DEFAULT_MS = 4 * WEEK_MS
_MOST_MS = 110 * WEEK_MS


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
    workspace = bootstrap.open_workspace(args.workspace)
    loaded = bootstrap.load_roster(workspace, str(roster_path(workspace, args.roster)))
    roster = readable(loaded)
    workforce = workforce_of(roster, loaded.training, loaded.norms, loaded.calendars)
    roles = tuple(workforce.roles)
    if args.role is not None:
        roles = (known_role(args.role, roles),)
    window = _asked_window(args, workforce)
    answer = _answer(loaded, roster, workforce, window, roles)
    if args.format == "json":
        from crisis_tui.cli.coverage_data import coverage_document

        print(json.dumps(coverage_document(answer), ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.coverage_text import coverage_text

        print(coverage_text(answer))
    faulty = tell_faults(loaded.name, answer.errors, answer.unread)
    uncertain = args.strict and any(each.probable_ms for each in answer.roles)
    if faulty or uncertain or any(each.gap_ms for each in answer.roles):
        return ExitCode.FINDINGS
    return exit_code(answer.findings, strict=args.strict)


def _answer(
    loaded: LoadedRoster,
    roster: Roster,
    workforce: Workforce,
    window: Interval,
    roles: tuple[str, ...],
) -> CoverageAnswer:
    # Rest rules look back further: what they read of the duties, coverage need not read again.
    rest = rest_report(workforce, window, people=_people_on(roles, workforce, window))
    whole = coverage(workforce, window)
    pools = {
        name: smallest_pool(workforce, workforce.demand(workforce.roles[name], window), window)
        for name in roles
    }
    faults = bootstrap.roster_faults(loaded)
    return CoverageAnswer(
        roster=loaded.name,
        workforce=workforce,
        coverage=whole,
        roles=tuple(each for each in whole.roles if each.role in pools),
        pools=pools,
        rest=rest,
        findings=in_order(_findings(loaded, roster, workforce, whole, pools, rest)),
        errors=count_errors(faults),
        unread=unread_calendars(roster, loaded.calendars),
    )


def _findings(
    loaded: LoadedRoster,
    roster: Roster,
    workforce: Workforce,
    whole: Coverage,
    pools: dict[str, PoolSpan],
    rest: RestReport,
) -> Iterator[Finding]:
    part = Part(loaded.file, roster)
    yield from coverage_findings(whole, pools, workforce, part, loaded.locate)
    yield from rest_findings(rest, workforce, part, loaded.locate)
    yield from bootstrap.timeliness_faults(loaded, whole.window.from_ms)


def _people_on(roles: tuple[str, ...], workforce: Workforce, window: Interval) -> set[str] | None:
    """Return who is put on one of the roles; None: all of them are asked about."""
    if len(roles) == len(workforce.roles):
        return None
    spans = (span for role in roles for span in workforce.on_duty(role, window))
    return {each.person for span in spans for each in span.people}


def _asked_window(args: argparse.Namespace, workforce: Workforce) -> Interval:
    """Return the time asked about; now is the minute that is running.

    Raises:
        AskedWrongError: it has no or a negative length, or is too long.
    """
    now_ms = MachineClock().wall_ms() // MINUTE_MS * MINUTE_MS
    from_ms = asked_instant(args.from_, workforce.zone, now_ms)
    until_ms = from_ms + _DEFAULT_MS
    if args.until is not None:
        until_ms = asked_instant(args.until, workforce.zone, now_ms)
    elif from_ms < workforce.horizon_ms < until_ms:
        until_ms = workforce.horizon_ms
    if until_ms <= from_ms:
        raise AskedWrongError(
            Text("--until is not after --from"),
            Text("--until is the first moment that no longer counts"),
        )
    if until_ms - from_ms > _MOST_MS:
        raise AskedWrongError(Text("that is more than two years"), Text("ask about a shorter time"))
    return Interval(from_ms, until_ms)
