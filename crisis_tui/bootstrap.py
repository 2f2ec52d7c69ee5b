"""Joins the parts: opens a workspace, loads what commands and screens ask for.

Importing this module costs nothing; each function imports what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import in_order

if TYPE_CHECKING:
    from crisis_tui.files.loaded import LoadedRoster, LoadedScenario, ScriptResult
    from crisis_tui.files.workspace import Workspace


def open_workspace(option: str | None = None) -> Workspace:
    """Return the workspace of `--workspace`, the environment, the current folder or the samples.

    Raises:
        AskedWrongError: the folder that was named is not a workspace.
    """
    from crisis_tui.files.workspace import find_workspace

    return find_workspace(option)


def load_scenario(workspace: Workspace, name: str) -> LoadedScenario:
    """Load a scenario by its name or path, with its includes.

    Raises:
        AskedWrongError: there is no such scenario.
    """
    from crisis_tui.files.scenarios import load_scenario_file

    return load_scenario_file(workspace, workspace.scenario_path(name))


def load_roster(workspace: Workspace, name: str | None = None) -> LoadedRoster:
    """Load a roster by its name or path (None: the only one), with training and norms.

    Raises:
        AskedWrongError: there is no such roster, or no only one.
    """
    from crisis_tui.files.rosters import load_roster_file

    return load_roster_file(workspace, workspace.roster_path(name))


def resolve_script(
    loaded: LoadedScenario, variant: str | None = None, story_start_ms: int | None = None
) -> ScriptResult:
    """Work a loaded scenario out for one exercise: variables, variants, both clocks.

    `story_start_ms` (UTC, since 1970) moves the whole story; default: the scenario's own.
    """
    from crisis_tui.files.loaded import ScriptResult
    from crisis_tui.scenario.resolve import resolve

    resolved = resolve(
        loaded.parts,
        loaded.locate,
        variant=variant,
        story_start_ms=story_start_ms,
        muted=loaded.muted,
    )
    return ScriptResult(resolved.script, in_order((*loaded.findings, *resolved.findings)))
