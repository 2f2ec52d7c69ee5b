"""The heatmap of the samples against `readiness` for single starts, around both nights too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crisis_tui import bootstrap
from crisis_tui.files.workspace import sample_workspace
from crisis_tui.readiness.assessment import assess
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.readiness.heatmap import heatmap
from tests.roster.build import at

if TYPE_CHECKING:
    from crisis_tui.scenario.script import Script

STARTS = (
    "2026-03-02 21:00",
    "2026-03-28 23:30",
    "2026-06-01 09:00",
    "2026-10-24 23:30",
    "2026-12-31 12:00",
)


@pytest.mark.parametrize("roster", ["dronten", "dronten-met-gaten"])
@pytest.mark.parametrize(
    "name", ["dinsdag-zonder-netwerk", "vondst-in-het-oefenbos", "winteropvang"]
)
def test_each_start_is_what_readiness_says(name: str, roster: str) -> None:
    workspace = sample_workspace()
    loaded = bootstrap.load_roster(workspace, roster)
    assert loaded.roster is not None
    force = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
    scenario = bootstrap.load_scenario(workspace, name)

    def script_at(start_ms: int) -> Script:
        script = bootstrap.resolve_script(scenario, story_start_ms=start_ms).script
        assert script is not None
        return script

    starts = [at(text) for text in STARTS]
    found = heatmap(script_at(starts[0]), script_at, starts, force)
    for answer in found:
        one = assess(script_at(answer.start_ms), force)
        assert answer.verdict == one.verdict
        assert set(answer.short) == {need.role for need in one.needs if need.gaps}
