"""The story: phases, milestones, scenarios put on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.commands.base import Command

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EnterPhase(Command):
    """Go to a later phase by hand, before its time; phases between are left out."""

    phase: str


@dataclass(frozen=True, slots=True)
class AddScenario(Command):
    """Begin a second scenario on top; `inputs` maps each file frozen for it to its SHA-256."""

    prefix: str
    scenario: str
    title: str
    inputs: Mapping[str, str]
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class ReachMilestone(Command):
    """The crisis has come to a milestone, whether its condition holds or not."""

    milestone: str


@dataclass(frozen=True, slots=True)
class RetractMilestone(Command):
    """Take a milestone back; refused while its own condition holds."""

    milestone: str
