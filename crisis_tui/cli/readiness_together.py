"""`crisis-tui readiness --also`: two scenarios at once on one roster."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.instants import iso_time
from crisis_tui.cli.asked_roster import asked_roster
from crisis_tui.cli.readiness import exit_code
from crisis_tui.cli.readiness_question import asked_scenario
from crisis_tui.readiness.together import assess_together

if TYPE_CHECKING:
    import argparse


def answer_both(args: argparse.Namespace) -> int:
    """Print the answer; exit 1 unless both are ready or at risk (with --strict: ready)."""
    workspace = bootstrap.open_workspace(args.workspace)
    first = asked_scenario(workspace, args.scenario, args.start)
    together = iso_time(first.script.story_start_ms, first.script.zone)
    second = asked_scenario(workspace, args.also, args.also_start or together)
    for each in (first, second):
        refused = each.refusal(args)
        if refused is not None:
            return refused
    roster = asked_roster(workspace, args.roster)
    answer = assess_together(first.script, second.script, roster.workforce)
    if first.broken or second.broken:
        answer = answer._replace(verdict="not-ready")
    faults = (*first.faults, *second.faults)
    if args.format == "json":
        from crisis_tui.cli.readiness_data import together_document

        document = together_document(
            answer, roster.workforce, roster.loaded.name, (*faults, *roster.faults)
        )
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        from crisis_tui.cli.together_text import together_text

        print(together_text(answer, roster.workforce, roster.loaded.name))
    faulty = roster.tell_faults(faults)
    return exit_code({answer.verdict}, strict=args.strict, faulty=faulty)
