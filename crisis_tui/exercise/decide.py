"""From a command to the events that it causes, or the reason why not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that cannot be done now; `reason` is one sentence for people."""

    reason: AnyText


def decide(state: ExerciseState, command: Command, moment: Moment) -> tuple[Event, ...] | Refusal:
    """Return the events that `command` causes at `moment`, in order, or why it is refused."""
    raise NotImplementedError
