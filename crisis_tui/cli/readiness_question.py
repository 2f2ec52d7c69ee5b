"""The scenarios that readiness is asked of, worked out, and what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui import bootstrap
from crisis_tui.basis.findings import has_errors
from crisis_tui.cli.asked_time import asked_instant
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.cli.roster_option import (
    leave_unreadable,
)
from crisis_tui.cli.scenario_findings import refuse_findings
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    import argparse

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.scenario.script import Script


@dataclass(frozen=True)
class AskedScenario:
    """A scenario worked out from the start that was asked for, and its faults."""

    loaded: LoadedScenario
    script: Script
    faults: tuple[Finding, ...]

    @property
    def broken(self) -> bool:
        """Tell whether there are errors: what could not be read may have asked for somebody."""
        return has_errors(self.faults)

    def script_at(self, start_ms: int) -> Script:
        """Work it out from another start."""
        return _worked_out(self.loaded, start_ms)[0]

    def refusal(self, args: argparse.Namespace) -> int | None:
        """For people, show the errors and return the exit code; None if there are none."""
        if args.format == "text" and self.broken:
            return refuse_findings(self.faults, self.loaded.files, args) or ExitCode.FINDINGS
        return None


def asked_scenario(workspace: Workspace, name: str, start: str | None) -> AskedScenario:
    """Load a scenario; leave with exit code 3 if nothing of it can be read."""
    loaded = bootstrap.load_scenario(workspace, name)
    script, faults = _worked_out(loaded, None)
    if start is not None:
        start_ms = asked_instant(start, script.zone, MachineClock().wall_ms())
        script, faults = _worked_out(loaded, start_ms)
    return AskedScenario(loaded, script, faults)


def _worked_out(loaded: LoadedScenario, start_ms: int | None) -> tuple[Script, tuple[Finding, ...]]:
    result = bootstrap.resolve_script(loaded, story_start_ms=start_ms)
    if result.script is None:
        leave_unreadable(result.findings)
    return result.script, result.findings
