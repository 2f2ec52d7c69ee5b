"""The workspace: is one found, is there anything in it to exercise with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.bootstrap import open_workspace
from crisis_tui.cli.fitness.check import Check, fit, unfit, warning
from crisis_tui.i18n import _, ngettext, render

if TYPE_CHECKING:
    from pathlib import Path

    from crisis_tui.files.workspace import Workspace


def check_workspace(option: str | None) -> tuple[Check, Path | None]:
    """Check the workspace that would be used; also return where its exercises are."""
    try:
        workspace = open_workspace(option)
    except AskedWrongError as error:
        help_text = render(error.help) if error.help else _("name another with --workspace")
        return unfit("workspace", _("workspace"), render(error.message), help_text), None
    return check_contents(workspace), workspace.exercises


def check_contents(workspace: Workspace) -> Check:
    """Check that there are scenarios and rosters; `check` tells what is wrong inside them."""
    title = _("workspace")
    scenarios, rosters = len(workspace.scenario_names()), len(workspace.roster_names())
    samples = _("the installed samples in {folder}").format(folder=workspace.root)
    root = samples if workspace.read_only else workspace.root
    counts = (
        ngettext("{n} scenario", "{n} scenarios", scenarios).format(n=scenarios),
        ngettext("{n} roster", "{n} rosters", rosters).format(n=rosters),
    )
    detail = f"{root}: {', '.join(counts)}"
    if not scenarios or not rosters:
        put = _("put a scenario in scenarios/ and a roster in rosters/")
        return warning("workspace", title, detail, put)
    return fit("workspace", title, detail)
