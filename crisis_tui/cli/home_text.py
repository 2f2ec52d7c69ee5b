"""`crisis-tui --plain`: what can be done here, in lines, with what to type for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import MINUTE_MS
from crisis_tui.basis.text import clean_text
from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.answers.workspace import WorkspaceServices
from crisis_tui.cli.exercises import RESUMABLE, state_now
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.words import shortened
from crisis_tui.i18n import _, ngettext
from crisis_tui.storage.registry import Registry

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from crisis_tui.tui.views import ScenarioLine

_COLUMNS = 80


def home_text(args: argparse.Namespace) -> str:
    """Return the scenarios, the exercises to resume, and the commands that go on from here."""
    workspace = open_workspace(args.workspace)
    scenarios = WorkspaceServices(workspace, actor_here(args)).scenarios()
    to_resume = tuple(_to_resume(workspace.exercises))
    lines = [_("Scenarios"), *(map(_scenario, scenarios) if scenarios else [_("  none")])]
    if to_resume:
        lines += ["", _("Exercises to resume"), *(f"  {name}" for name in to_resume)]
    first = scenarios[0].name if scenarios else _("SCENARIO")
    lines += ["", _("What to type"), *_commands(first, resumes=bool(to_resume))]
    return "\n".join(shortened(clean_text(line), _COLUMNS) for line in lines)


def _to_resume(folder: Path) -> Iterator[str]:
    for summary in Registry(folder).exercises():
        if state_now(folder, summary) == RESUMABLE:
            yield summary.id


def _scenario(line: ScenarioLine) -> str:
    if line.errors:
        said = ngettext("{n} error", "{n} errors", line.errors).format(n=line.errors)
    elif line.end_play_ms is None:
        said = _("open")
    else:
        said = _("{n} min").format(n=round(line.end_play_ms / MINUTE_MS))
    return f"  {line.name:<28}  {said:>9}  {line.title}"


def _commands(scenario: str, *, resumes: bool) -> Iterator[str]:
    known = [(f"run {scenario} --plain", _("start an exercise and open the control room"))]
    if resumes:
        known.append(("resume last --plain", _("continue an exercise")))
    known += [
        ("oncall", _("who is on duty now, qualified, and how soon here")),
        (f"check {scenario}", _("every fault in scenarios, rosters, training and norms")),
        ("--help", _("every command")),
    ]
    for arguments, help_text in known:
        yield f"  crisis-tui {arguments}"
        yield f"      {help_text}"
