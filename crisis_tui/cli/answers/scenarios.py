"""Scenarios as the screens list and show them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crisis_tui.basis.findings import Severity
from crisis_tui.basis.times import utc_datetime
from crisis_tui.tui.views import FoundFault, ScenarioLine, ScenarioView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.basis.findings import Finding
    from crisis_tui.cli.answers.excerpts import Excerpts
    from crisis_tui.files.loaded import LoadedScenario
    from crisis_tui.scenario.script import Script


def scenario_line(
    loaded: LoadedScenario, faults: Sequence[Finding], last_run_ms: int | None
) -> ScenarioLine:
    """Return a scenario as one line; its last run is told in its own time zone."""
    severities = [finding.severity for finding in faults]
    scenario = loaded.scenario
    zone = None if scenario is None else ZoneInfo(scenario.timezone)
    return ScenarioLine(
        loaded.name,
        loaded.name if scenario is None else scenario.title,
        severities.count(Severity.ERROR),
        severities.count(Severity.WARNING),
        None if scenario is None else scenario.end_ms,
        sum(len(part.model.injects) for part in loaded.parts),
        None if last_run_ms is None else utc_datetime(last_run_ms).astimezone(zone),
    )


def scenario_view(
    loaded: LoadedScenario, script: Script | None, faults: Sequence[Finding], excerpts: Excerpts
) -> ScenarioView:
    """Return a scenario with everything that is wrong with it."""
    scenario = loaded.scenario
    return ScenarioView(
        loaded.name,
        loaded.name if scenario is None else scenario.title,
        () if scenario is None else tuple((each.id, each.title) for each in scenario.variants),
        "" if scenario is None else str(scenario.story_start),
        script,
        tuple(FoundFault(finding, excerpts.of(finding)) for finding in faults),
    )
