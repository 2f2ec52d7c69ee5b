"""Putting a scenario on top of an exercise: its files checked, frozen, and told to everybody."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.bootstrap_addition import Added, Addition, add_scenario
from crisis_tui.cli.asked_variant import require_variant
from crisis_tui.cli.conduct import conducted
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.identity import actor_here
from crisis_tui.cli.scenario_findings import refuse_findings
from crisis_tui.cli.terminal import tell
from crisis_tui.i18n import _, ngettext
from crisis_tui.storage.exercise_folder import find_exercise
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add(args: argparse.Namespace) -> int:
    """Put the scenario on top if it has no errors."""
    workspace = bootstrap.open_workspace(args.workspace)
    folder = find_exercise(workspace.exercises, args.exercise)
    loaded = bootstrap.load_scenario(workspace, args.scenario)
    refused = refuse_findings(bootstrap.scenario_faults(loaded, ()), loaded.files, args)
    if refused is not None or loaded.scenario is None:
        return refused or ExitCode.FINDINGS
    require_variant(loaded, args.variant)
    addition = Addition(loaded, loaded.scenario, args.variant, args.prefix)
    return conducted(folder, lambda: _add(folder, addition, args))


def _add(folder: Path, addition: Addition, args: argparse.Namespace) -> int:
    added = add_scenario(folder, addition, MachineClock(), actor_here(args))
    sys.stdout.write(
        _('{title} runs on top of {exercise}; its ids begin with "{prefix}:"\n').format(
            title=added.event.title, exercise=folder.name, prefix=added.event.prefix
        )
    )
    _warn(added)
    return ExitCode.OK


def _warn(added: Added) -> None:
    if added.beyond_end:
        tell(
            ngettext(
                "{n} message comes after the planned end of the exercise",
                "{n} messages come after the planned end of the exercise",
                added.beyond_end,
            ).format(n=added.beyond_end)
        )
