"""`crisis-tui roster`: who is on which role in a week, a month or any other time, as a chart."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crisis_tui import bootstrap
from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.instants import Interval, iso_time, local_datetime, resolve_handover
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.cached_board import UnreadableRosterError, board_of, board_over
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.roster_option import (
    add_roster_arguments,
    leave_unreadable,
    roster_path,
    tell_faults,
)
from crisis_tui.i18n import _, language
from crisis_tui.readiness.chart import bars_within, chart_of
from crisis_tui.readiness.wording import seat_detail
from crisis_tui.roster.asked_names import known_role
from crisis_tui.roster.calendar import period_at
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.board import Board
    from crisis_tui.readiness.chart import Chart, ChartRole
    from crisis_tui.roster.gantt import Bar
    from crisis_tui.roster.gaps import Gap

_MOST_MS = 54 * WEEK_MS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument(
        "--from", dest="from_", metavar="T", help=_("from when; default: this week")
    )
    parser.add_argument("--until", metavar="T", help=_("until when; default: a week later"))
    period = parser.add_mutually_exclusive_group()
    for name, text in (
        ("week", _("the week (from Monday) that holds --from or now")),
        ("month", _("the month that holds --from or now")),
    ):
        parser_of = {"action": "store_const", "const": name, "dest": "period", "help": text}
        period.add_argument(f"--{name}", **parser_of)  # type: ignore[arg-type]
    parser.add_argument("--role", metavar="R", help=_("this role alone"))
    add_roster_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print the chart; exit 1 if a post is short in its time."""
    workspace = bootstrap.open_workspace(args.workspace)
    path = roster_path(workspace, args.roster)
    now_ms = MachineClock().wall_ms()
    try:
        board, window = _asked_board(workspace, path, args, now_ms)
    except UnreadableRosterError as error:
        leave_unreadable(error.findings)
    if args.role is not None:
        known_role(args.role, [each.id for each in board.roles])
    chart = chart_of(board, window, now_ms, args.role)
    if args.format == "json":
        print(json.dumps(chart_document(chart), ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.roster_text import chart_text

        print(chart_text(chart))
    faulty = tell_faults(chart.roster, chart.errors, chart.unread)
    soft = args.strict and any(
        bar.state == "probable"
        for each in chart.roles
        for lane in each.lanes
        for bar in bars_within(lane, chart.window)
    )
    return ExitCode.FINDINGS if faulty or chart.gaps or soft else ExitCode.OK


def _asked_board(
    workspace: Workspace, path: Path, args: argparse.Namespace, now_ms: int
) -> tuple[Board, Interval]:
    """Return the time asked for and a board that holds it; the zone stands in the roster."""
    rough_ms = asked_instant(args.from_ or "now", ZoneInfo("UTC"), now_ms)
    board = board_of(workspace, path, rough_ms)
    window = _asked_window(args, ZoneInfo(board.timezone), now_ms)
    return board_over(workspace, path, window, board), window


def _asked_window(args: argparse.Namespace, zone: ZoneInfo, now_ms: int) -> Interval:
    if args.period is not None and args.until is not None:
        raise AskedWrongError(
            Text("--until and --{period} ask for different times", period=args.period),
            Text("leave one of them out"),
        )
    from_ms = asked_instant(args.from_ or "now", zone, now_ms)
    if args.period is not None or (args.from_ is None and args.until is None):
        return period_at(args.period or "week", from_ms, zone)
    if args.until is None:
        until_ms = resolve_handover(local_datetime(from_ms, zone) + timedelta(weeks=1), zone)
    else:
        until_ms = asked_instant(args.until, zone, now_ms)
    if until_ms <= from_ms:
        raise AskedWrongError(
            Text("--until is not after --from"),
            Text("--until is the first moment that no longer counts"),
        )
    if until_ms - from_ms > _MOST_MS:
        raise AskedWrongError(Text("a chart holds a year at most"), Text("ask for less at once"))
    return Interval(from_ms, until_ms)


def chart_document(chart: Chart) -> dict[str, Any]:
    """Return the chart as a JSON document: a bar for everybody on duty and for every empty place."""
    return {
        "roster": chart.roster,
        "from": iso_time(chart.window.from_ms, chart.zone),
        "until": iso_time(chart.window.until_ms, chart.zone),
        "gap_seconds": chart.gap_ms // 1000,
        "roles": [_role_document(chart, each) for each in chart.roles],
        "gaps": [_gap_document(chart, gap) for gap in chart.gaps],
        "errors": chart.errors,
        "unread": [{"role": role, "file": file} for role, file in chart.unread],
    }


def _role_document(chart: Chart, each: ChartRole) -> dict[str, Any]:
    limit_ms = each.role.limit_ms
    return {
        "role": each.role.id,
        "title": each.role.title(language()),
        "duty": each.role.duty,
        "minimum": each.role.minimum,
        "lanes": [
            [_bar_document(chart, bar, limit_ms) for bar in bars_within(lane, chart.window)]
            for lane in each.lanes
        ],
    }


def _bar_document(chart: Chart, bar: Bar, limit_ms: int | None) -> dict[str, Any]:
    seat = bar.seat
    return {
        "person": bar.person,
        "name": None if bar.person is None else chart.name(bar.person),
        "from": iso_time(max(bar.from_ms, chart.window.from_ms), chart.zone),
        "until": iso_time(min(bar.until_ms, chart.window.until_ms), chart.zone),
        "state": bar.state,
        "cause": None if seat is None else seat.cause,
        "detail": None if seat is None else seat_detail(seat, limit_ms, chart.zone),
    }


def _gap_document(chart: Chart, gap: Gap) -> dict[str, Any]:
    found = chart.role(gap.role)
    limit_ms = None if found is None else found.role.limit_ms
    return {
        "role": gap.role,
        "from": iso_time(max(gap.from_ms, chart.window.from_ms), chart.zone),
        "until": iso_time(min(gap.until_ms, chart.window.until_ms), chart.zone),
        "cause": gap.cause,
        "people": [
            {
                "person": seat.person,
                "cause": seat.cause,
                "detail": seat_detail(seat, limit_ms, chart.zone),
            }
            for seat in gap.seats
        ],
    }
