"""Starting an exercise: read, check, begin, hand over to the front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.bootstrap_exercise import Setup, start_exercise
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.asked_variant import require_variant
from crisis_tui.cli.conduct import cannot_open, conduct_in_terminal
from crisis_tui.cli.headless import Headless, headless_plan
from crisis_tui.cli.headless_loop import StopSignals
from crisis_tui.cli.headless_options import MAX
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.journal_trouble import unreadable
from crisis_tui.cli.roster_option import roster_path
from crisis_tui.cli.scenario_findings import refuse_findings
from crisis_tui.cli.terminal import tell
from crisis_tui.exercise.virtual import VirtualClock
from crisis_tui.frozen_inputs import CannotOpenError
from crisis_tui.i18n import _
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from crisis_tui.files.loaded import LoadedRoster, LoadedScenario
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.scenario.script import Script
    from crisis_tui.system_clock import SystemClock


def start(args: argparse.Namespace) -> int:
    """Start the exercise if the scenario has no errors; return when it is left."""
    workspace = bootstrap.open_workspace(args.workspace)
    loaded = bootstrap.load_scenario(workspace, args.scenario)
    roster = _roster(workspace, args.roster)
    findings = bootstrap.scenario_faults(loaded, () if roster is None else (roster,))
    refused = refuse_findings(findings, loaded.files, args)
    if refused is not None:
        return refused
    require_variant(loaded, args.variant)
    return _start(args, workspace, loaded, roster)


def _start(
    args: argparse.Namespace,
    workspace: Workspace,
    loaded: LoadedScenario,
    roster: LoadedRoster | None,
) -> int:
    machine = MachineClock()
    result = bootstrap.resolve_script(loaded, args.variant)
    refused = refuse_findings(result.findings, loaded.files, args)
    if refused is not None or result.script is None:
        return refused or 1
    plan = headless_plan(args, result.script, _somebodies(roster)) if args.headless else None
    if isinstance(plan, int):
        return plan
    virtual = args.speed == MAX
    clock: SystemClock = VirtualClock(machine.wall_ms()) if virtual else machine
    setup = Setup(
        workspace,
        loaded,
        roster,
        args.variant,
        _story_start_ms(args.start, result.script, machine),
        1.0 if virtual or args.speed is None else args.speed,
        virtual,
    )
    with StopSignals() as stop:
        try:
            exercise = start_exercise(setup, clock, actor_here(args))
        except CannotOpenError as error:
            return cannot_open(error)
        except OSError as error:
            return unreadable(workspace.exercises, error)
        tell(_("exercise {name}").format(name=exercise.folder.name))
        if plan is not None:
            return Headless(plan, args.format == "jsonl", stop).conduct(exercise, clock)
    return conduct_in_terminal(exercise, args)


def _somebodies(loaded: LoadedRoster | None) -> Collection[str] | None:
    """Return who a step can be done as; None without a roster that could be read."""
    if loaded is None or loaded.roster is None:
        return None
    roster = loaded.roster
    return [*(role.id for role in roster.roles), *(person.id for person in roster.people)]


def _roster(workspace: Workspace, name: str | None) -> LoadedRoster | None:
    """Return the roster; a workspace without any can run exercises too."""
    if name is None and not workspace.roster_names():
        return None
    return bootstrap.load_roster(workspace, str(roster_path(workspace, name)))


def _story_start_ms(text: str | None, script: Script, clock: MachineClock) -> int | None:
    return None if text is None else asked_instant(text, script.zone, clock.wall_ms())
