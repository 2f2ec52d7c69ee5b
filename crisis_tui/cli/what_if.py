"""`crisis-tui what-if`: which gaps edits open and close, without touching files.

JSON: `{roster, from, until, edits: [text…], opened: [{role, from, until, seconds, cause, people:
[{person, cause, detail}]}], closed: […], worse: [{role, from, until, seconds}], eased: […],
opened_seconds, closed_seconds, pools: [{role, before, after}]}`. `worse` and `eased` are times in
gaps that are there before and after, with more or fewer people missing; `pools` the fewest people
deployable for a role at any time of the window.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.instants import iso_time, local_datetime
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.asked_edits import SHAPES, Asking, KeepEdit
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.asked_window import asked_window
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.gap_difference_text import difference_document, difference_lines
from crisis_tui.cli.words import day
from crisis_tui.i18n import _
from crisis_tui.readiness.what_if import what_if
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from crisis_tui.readiness.what_if import WhatIf

_YEAR_MS = 365 * DAY_MS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    texts = {
        "without": _("somebody is away: all the time, or from one time to another"),
        "expire": _("a qualification is no longer valid: at once, or from then on"),
        "award": _("somebody earns a qualification: at once, or on that day"),
        "trainee": _("somebody new, with all that these roles ask for; put them on with --change"),
        "handover": _('the turns of a role change hands at another time: OVDBZ="Tue 09:00"'),
        "change": _("a change as in the roster; also: remove P, replace P by Q"),
    }
    parser.set_defaults(edits=[])
    for kind, text in texts.items():
        parser.add_argument(
            f"--{kind}", metavar=SHAPES[kind], action=KeepEdit, default=None, help=text
        )
    parser.add_argument("--from", dest="from_", metavar="A", help=_("from when; default: now"))
    parser.add_argument(
        "--until", metavar="B", help=_("until when; default: a year on, or as far as is planned")
    )
    parser.add_argument(
        "--roster", metavar="NAME", help=_("a name in rosters/; default: the only or first one")
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )
    parser.epilog = _("Edits are made in the order in which they are written. No file is touched.")


def run(args: argparse.Namespace) -> int:
    """Print what the edits do; exit 1 if they open a gap or make one worse."""
    if not args.edits:
        raise AskedWrongError(
            Text("nothing is asked: name at least one edit"),
            Text("such as --without P; see: crisis-tui what-if --help"),
        )
    now_ms = MachineClock().wall_ms()
    roster = asked_roster(bootstrap.open_workspace(args.workspace), args.roster)
    loaded, workforce = roster.loaded, roster.workforce
    ahead = partial(workforce.planned_ahead, most_ms=_YEAR_MS)
    window = asked_window(args, workforce.zone, now_ms, ahead)
    supposed = what_if(workforce, loaded.training, window)
    asking = Asking(loaded.training, window, now_ms)
    for asked in args.edits:
        for edit in asking.edits(asked, supposed.after.workforce):
            supposed = supposed.edited(edit)
    edits = [f"--{asked.kind} {clean_text(asked.text)}" for asked in args.edits]
    if args.format == "json":
        print(_json(loaded.name, supposed, edits))
    else:
        print("\n".join(_lines(loaded.name, supposed, edits)))
    return ExitCode.FINDINGS if roster.tell_faults() or supposed.gaps.harms else ExitCode.OK


def _lines(roster: str, supposed: WhatIf, edits: list[str]) -> Iterator[str]:
    zone, window = supposed.before.workforce.zone, supposed.before.window
    first, last = (local_datetime(at_ms, zone) for at_ms in window)
    yield _("What if  roster {roster}, {first} – {last}").format(
        roster=roster, first=f"{day(first)} {first:%Y}", last=f"{day(last)} {last:%Y}"
    )
    for edit in edits:
        yield f"  {edit}"
    yield ""
    yield from difference_lines(supposed.gaps, supposed.after.workforce)
    for pool in supposed.pools:
        yield _("  pool of {role}: {before} → {after} people").format(
            role=pool.role, before=pool.before, after=pool.after
        )


def _json(roster: str, supposed: WhatIf, edits: list[str]) -> str:
    zone, window = supposed.before.workforce.zone, supposed.before.window
    document = {
        "roster": roster,
        "from": iso_time(window.from_ms, zone),
        "until": iso_time(window.until_ms, zone),
        "edits": edits,
        **difference_document(supposed.gaps, supposed.after.workforce),
        "pools": [each._asdict() for each in supposed.pools],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
