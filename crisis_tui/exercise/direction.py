"""Who directs an exercise, as its journal tells it, and who may take over without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.exercise.events import Actor
    from crisis_tui.exercise.state import ExerciseState

ON_PURPOSE = frozenset({"quit", "until"})
"""Reasons of DirectorReleased with which the exercise clock was stopped for whoever goes on."""
GONE = "gone"
"""Why there is no director who never said so: the process, or the machine, died."""


def last_director(state: ExerciseState) -> tuple[Actor | None, str]:
    """Return who directed last by the journal and why they no longer can; None if nobody did."""
    if state.departure is not None:
        return state.departure.by, state.departure.reason
    return state.director, GONE


def stands_vacant(state: ExerciseState) -> bool:
    """Tell whether the exercise was left on purpose, so that it waits for somebody to go on."""
    return state.departure is not None and state.departure.reason in ON_PURPOSE


def goes_on_alone(state: ExerciseState) -> bool:
    """Tell whether people count on it although its director may be gone: anybody may step in."""
    can_be_directed = state.is_live and not state.is_virtual and not state.newer
    return can_be_directed and not stands_vacant(state)
