"""Joins the parts: opens a workspace, loads what commands and screens ask for.

Importing this module costs nothing; each function imports what it needs.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedRoster, LoadedScenario, ScriptResult
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.scenario.checks import Organisation

_MOST_CALENDARS = 64
"""What calendars said is kept for so many of them."""


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
    return load_roster_at(workspace, workspace.roster_path(name))


def load_roster_at(workspace: Workspace, path: Path, data: bytes | None = None) -> LoadedRoster:
    """Load the roster in the file `path`; `data` is its text if that is not to be read from there.

    What its calendars say comes from the user's cache if they were read before.
    """
    from crisis_tui.files.rosters import load_roster_file
    from crisis_tui.storage.cache_folder import CacheFolder

    kept = CacheFolder("calendars", most=_MOST_CALENDARS)
    return load_roster_file(workspace, path, data, kept=kept)


def resolve_script(
    loaded: LoadedScenario, variant: str | None = None, story_start_ms: int | None = None
) -> ScriptResult:
    """Work a loaded scenario out for one exercise: variables, variants, both clocks.

    `story_start_ms` (UTC, since 1970) moves the whole story; default: the scenario's own.
    """
    from crisis_tui.basis.findings import in_order
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


def scenario_faults(
    loaded: LoadedScenario, rosters: Sequence[LoadedRoster] = ()
) -> tuple[Finding, ...]:
    """Return everything that is wrong or odd in a scenario, against what the rosters know.

    A role counts as known if one of the rosters has it; without a roster, roles are not checked.
    """
    from crisis_tui.basis.findings import in_order
    from crisis_tui.files.media import existing_media
    from crisis_tui.scenario.checks import check_scenario

    result = resolve_script(loaded)
    muted = reduce(or_, (roster.muted for roster in rosters), loaded.muted)
    found = check_scenario(
        loaded.parts,
        result.script,
        loaded.locate,
        muted=muted,
        organisation=_organisation(rosters),
        media=existing_media(loaded),
    )
    return in_order((*result.findings, *found))


def _organisation(rosters: Sequence[LoadedRoster]) -> Organisation | None:
    from crisis_tui.scenario.checks import Organisation

    read = [loaded for loaded in rosters if loaded.roster is not None]
    if not read:
        return None
    roles = {role.id: role for loaded in read if loaded.roster for role in loaded.roster.roles}
    held = {
        name
        for loaded in read
        if loaded.roster
        for person in loaded.roster.people
        for name in person.roles
    }
    trained = [entry for loaded in read for entry in loaded.training.qualifications]
    return Organisation(
        roles=frozenset(roles),
        held_roles=frozenset(
            name for name, role in roles.items() if name in held or held & {*role.deputies}
        ),
        qualifications=frozenset(entry.id for entry in trained) if trained else None,
    )


def roster_faults(loaded: LoadedRoster) -> tuple[Finding, ...]:
    """Return everything that is wrong or odd in a roster, its training and its norms."""
    from crisis_tui.basis.findings import in_order
    from crisis_tui.basis.parts import Part
    from crisis_tui.roster.checks import check_roster
    from crisis_tui.training.checks import check_training

    found: list[Finding] = list(loaded.findings)
    people = None if loaded.roster is None else [person.id for person in loaded.roster.people]
    found += check_training(loaded.training_parts, loaded.locate, muted=loaded.muted, people=people)
    if loaded.roster is not None:
        training = loaded.training
        trained = bool(loaded.training_parts)
        found += check_roster(
            Part(loaded.file, loaded.roster),
            loaded.locate,
            muted=loaded.muted,
            arrival_norms=[norm.id for norm in loaded.norms.items if norm.kind == "arrival"],
            qualifications=[entry.id for entry in training.qualifications] if trained else None,
            earned={(entry.person, entry.qualification) for entry in training.records}
            if trained
            else None,
            calendars=loaded.calendars,
        )
    return in_order(found)


def timeliness_faults(loaded: LoadedRoster, at_ms: int) -> tuple[Finding, ...]:
    """Return what is no longer kept up at an instant: calendars, records, the planning itself."""
    from crisis_tui.basis.findings import in_order
    from crisis_tui.basis.parts import Part
    from crisis_tui.basis.zones import zone_or_default
    from crisis_tui.readiness.timeliness import near_horizon, stale_calendars, stale_records

    if loaded.roster is None:
        return ()
    zone = zone_or_default(loaded.roster.timezone)
    part, norms, locate = Part(loaded.file, loaded.roster), loaded.norms, loaded.locate
    return in_order(
        [
            *near_horizon(part, norms, at_ms, zone, locate),
            *stale_calendars(part, loaded.calendars, norms, at_ms, zone, locate),
            *stale_records(loaded.training_parts, norms, at_ms, zone, locate),
        ]
    )
