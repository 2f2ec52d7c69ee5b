"""`crisis-tui exercises`: all exercises with their state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui.basis.text import clean_text
from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.local_zone import local_time
from crisis_tui.i18n import _, ngettext
from crisis_tui.storage.lease import current_holder
from crisis_tui.storage.lines import format_instant
from crisis_tui.storage.registry import Registry

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from crisis_tui.storage.summary import Summary

_OPEN_STATES = {"running", "paused", "stopped"}
RESUMABLE = "resumable"
"""Neither over nor directed by anybody."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=_("for people or programs")
    )


def run(args: argparse.Namespace) -> int:
    """List the exercises, the newest first."""
    folder = open_workspace(args.workspace).exercises
    found = Registry(folder).exercises()
    states = [state_now(folder, summary) for summary in found]
    print(_as_json(found, states) if args.format == "json" else _as_text(found, states))
    return ExitCode.OK


def state_now(folder: Path, summary: Summary) -> str:
    """Return the state with what only the lease knows: an open one may wait for a director."""
    if summary.state in _OPEN_STATES and current_holder(folder / summary.id) is None:
        return RESUMABLE
    return summary.state


def _as_json(found: Sequence[Summary], states: Sequence[str]) -> str:
    exercises = [
        {
            "id": clean_text(summary.id),
            "scenario": summary.scenario,
            "title": clean_text(summary.title),
            "state": state,
            "started": None if summary.started_ms is None else format_instant(summary.started_ms),
            "events": summary.events,
            "head": summary.head,
        }
        for summary, state in zip(found, states, strict=True)
    ]
    return json.dumps({"exercises": exercises}, ensure_ascii=False, indent=2)


def _as_text(found: Sequence[Summary], states: Sequence[str]) -> str:
    if not found:
        return _("no exercises yet: crisis-tui run SCENARIO starts one")
    words = {
        "empty": _("never began"),
        "running": _("running"),
        "paused": _("paused"),
        "stopped": _("NO PLAY"),
        "ended": _("over"),
        "damaged": _("DAMAGED"),
        RESUMABLE: _("to resume"),
    }
    width = max(len(words[state]) for state in states)
    lines = []
    for summary, state in zip(found, states, strict=True):
        started = local_time(summary.started_ms) if summary.started_ms is not None else "-"
        events = ngettext("{n} event", "{n} events", summary.events).format(n=summary.events)
        lines.append(f"{words[state].ljust(width)}  {clean_text(summary.id)}")
        lines.append(f"{'':{width}}  {started}  {events}  {clean_text(summary.title)}")
    return "\n".join(lines)
