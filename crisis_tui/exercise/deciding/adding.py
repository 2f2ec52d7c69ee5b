"""A second scenario on top of the exercise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.events import ScenarioAdded
from crisis_tui.exercise.refusal import Refusal

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import AddScenario
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

_PREFIX = re.compile(r"[A-Za-z0-9_-]{1,20}")


def add(state: ExerciseState, command: AddScenario, moment: Moment) -> tuple[Event, ...] | Refusal:
    """Begin a scenario now, under a prefix that nothing has yet."""
    if not _PREFIX.fullmatch(command.prefix):
        return Refusal(
            Text("A prefix is at most 20 letters, digits, - and _, such as {known}.", known="cyber")
        )
    if any(event.prefix == command.prefix for event in state.additions):
        return Refusal(
            Text("{prefix} is in use already; choose another prefix.", prefix=command.prefix)
        )
    return (
        ScenarioAdded(
            command.prefix,
            command.scenario,
            command.title,
            moment.play_ms,
            state.story_at(moment.play_ms),
            dict(command.inputs),
            command.variant,
        ),
    )
