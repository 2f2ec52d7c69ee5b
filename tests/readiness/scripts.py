"""Scripts with phases and needs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.findings import Source
from crisis_tui.scenario.model import Scenario
from crisis_tui.scenario.script import PlannedPhase, Script
from tests.roster.build import AMSTERDAM, at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def script(*phases: tuple[str, str, Sequence[Mapping[str, object]]]) -> Script:
    """Return a script of phases given as (from, until, needs)."""
    scenario = Scenario.model_validate(
        {
            "scenario": "1",
            "id": "proef",
            "title": "Proef",
            "crisis": "cyber",
            "story_start": phases[0][0],
            "end": "open",
            "phases": [
                {
                    "id": f"fase-{number}",
                    "title": f"Fase {number}",
                    "at": f"{number}m",
                    "needs": needs,
                }
                for number, (_, _, needs) in enumerate(phases, 1)
            ],
        }
    )
    planned = tuple(
        PlannedPhase(phase, 0, at(from_), at(until), Source("proef.yaml"))
        for phase, (from_, until, _) in zip(scenario.phases, phases, strict=True)
    )
    return Script(
        scenario=scenario,
        variant=None,
        zone=AMSTERDAM,
        story_start_ms=planned[0].start_story_ms,
        story_end_ms=planned[-1].until_story_ms,
        end_play_ms=None,
        phases=planned,
        injects=(),
    )
