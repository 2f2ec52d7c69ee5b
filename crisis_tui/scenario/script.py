"""The script: a scenario resolved for one exercise, flat and with both clocks worked out.

`play` times are milliseconds since the exercise's start; `story` times are UTC instants (ms since
1970) of the story. `scenario.resolve` makes it; engine, screens, readiness and debrief read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Source
    from crisis_tui.scenario.model import (
        Decision,
        ExpectedAction,
        Inject,
        Milestone,
        Phase,
        Scenario,
    )


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase with its planned start on both clocks and its end on the story clock.

    `start_play_ms` is None for one that starts by hand or when its condition holds; where such a
    phase lies in the story is what the plan takes for granted.
    """

    phase: Phase
    start_play_ms: int | None
    start_story_ms: int
    until_story_ms: int
    source: Source


@dataclass(frozen=True, slots=True)
class PlannedInject:
    """An inject with its texts filled in and its planned times.

    `due_play_ms` is None for an inject of the bank and for one that follows another. `story_ms` is
    None when the plan alone cannot tell it. `order` is the place in the files, the tie-breaker.
    """

    inject: Inject
    order: int
    due_play_ms: int | None
    story_ms: int | None
    phase: str | None
    source: Source


@dataclass(frozen=True)
class Script:
    """Everything that an exercise of one scenario (and variant) can do."""

    scenario: Scenario
    variant: str | None
    zone: ZoneInfo
    story_start_ms: int
    story_end_ms: int
    end_play_ms: int | None
    phases: tuple[PlannedPhase, ...]
    injects: tuple[PlannedInject, ...]
    side_phases: tuple[PlannedPhase, ...] = ()
    """Phases of scenarios put on top; each scenario's run beside those of the others."""

    @cached_property
    def inject_by_id(self) -> Mapping[str, PlannedInject]:
        """Planned injects by id."""
        return {planned.inject.id: planned for planned in self.injects}

    @cached_property
    def phase_by_id(self) -> Mapping[str, PlannedPhase]:
        """Planned phases by id."""
        return {planned.phase.id: planned for planned in (*self.phases, *self.side_phases)}

    @cached_property
    def milestone_by_id(self) -> Mapping[str, Milestone]:
        """Milestones by id."""
        return {milestone.id: milestone for milestone in self.scenario.milestones}

    @cached_property
    def expectation_by_id(self) -> Mapping[str, tuple[PlannedInject, ExpectedAction]]:
        """Expected actions by id, with the inject that holds them."""
        return {
            action.id: (planned, action)
            for planned in self.injects
            for action in planned.inject.expects
        }

    @cached_property
    def decision_by_id(self) -> Mapping[str, tuple[PlannedInject, Decision]]:
        """Decisions by id, with the inject that asks them."""
        return {
            planned.inject.decision.id: (planned, planned.inject.decision)
            for planned in self.injects
            if planned.inject.decision is not None
        }
