"""`crisis-tui readiness --every`: the start-hour heatmap of a period."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.durations import DAY_MS, HOUR_MS, SECOND_MS, WEEK_MS, parse_duration
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.instants import FAR_FUTURE_MS, FAR_PAST_MS, Interval
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.progress import progress
from crisis_tui.cli.readiness import exit_code
from crisis_tui.cli.readiness_question import asked_scenario
from crisis_tui.i18n import _
from crisis_tui.readiness.heatmap import heatmap
from crisis_tui.readiness.starts import possible_starts
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from zoneinfo import ZoneInfo

MOST_STARTS = 20_000
"""More than two years of hours; whoever asks for more has mistyped a date."""
DEFAULT_MS = 4 * WEEK_MS


def answer_all_starts(args: argparse.Namespace) -> int:
    """Print the heatmap; exit 1 unless every start is ready or at risk (with --strict: ready)."""
    if args.start is not None:
        raise AskedWrongError(
            Text("--start is one start, --every asks for all of them"),
            Text("write --from and --until for the period"),
        )
    workspace = bootstrap.open_workspace(args.workspace)
    scenario = asked_scenario(workspace, args.scenario, None)
    step_ms, period = _asked_step(args.every), _asked_period(args, scenario.script.zone)
    starts = _starts(period, step_ms, scenario.script.zone)
    refused = scenario.refusal(args)
    if refused is not None:
        return refused
    roster = asked_roster(workspace, args.roster)
    with progress(len(starts), _("starts")) as more:
        answers = heatmap(scenario.script, scenario.script_at, starts, roster.workforce, more)
    if scenario.broken:
        answers = tuple(each._replace(verdict="not-ready") for each in answers)
    if args.format == "json":
        from crisis_tui.cli.readiness_data import heatmap_document

        document = heatmap_document(
            scenario.script,
            period,
            step_ms,
            answers,
            roster.loaded.name,
            (*scenario.faults, *roster.faults),
        )
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.heatmap_text import heatmap_text

        print(heatmap_text(scenario.script, roster.loaded.name, period, step_ms, answers))
    faulty = roster.tell_faults(scenario.faults)
    return exit_code({each.verdict for each in answers}, strict=args.strict, faulty=faulty)


def _asked_step(text: str) -> int:
    step_ms = parse_duration(text)
    if not step_ms:
        raise AskedWrongError(
            Text('"{text}" is not a step', text=clean_text(text)), Text("write 1h, 15m or 1d")
        )
    return step_ms


def _asked_period(args: argparse.Namespace, zone: ZoneInfo) -> Interval:
    """Return the period: from this hour on and four weeks unless said otherwise."""
    now_ms = MachineClock().wall_ms()
    from_ms = now_ms - now_ms % HOUR_MS
    if args.from_ is not None:
        from_ms = asked_instant(args.from_, zone, now_ms)
    from_ms -= from_ms % SECOND_MS
    until_ms = from_ms + DEFAULT_MS
    if args.until is not None:
        until_ms = asked_instant(args.until, zone, now_ms)
    if until_ms <= from_ms:
        raise AskedWrongError(
            Text("--until is not after --from"),
            Text("--until is the first moment that no longer counts"),
        )
    if not (from_ms > FAR_PAST_MS + DAY_MS and until_ms < FAR_FUTURE_MS - DAY_MS):
        raise AskedWrongError(Text("that is at the end of the calendar"))
    return Interval(from_ms, until_ms)


def _starts(period: Interval, step_ms: int, zone: ZoneInfo) -> tuple[int, ...]:
    many = period.length_ms // step_ms
    if many > MOST_STARTS:
        raise AskedWrongError(
            Text("that is {n} starts; {most} is the most", n=many, most=MOST_STARTS),
            Text("write a longer --every or a shorter period"),
        )
    return possible_starts(period, step_ms, zone)
