"""What somebody at a seat did last and can take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.undoing import last_deed
from crisis_tui.exercise.wording import sentence

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState


@dataclass(frozen=True, slots=True)
class OwnDeed:
    """The last thing somebody did that still stands, in words, and what takes it back."""

    what: AnyText
    undo: Command


def own_deed(state: ExerciseState, seat: Seat) -> OwnDeed | None:
    """Return what the person at this seat would take back, None if there is nothing."""
    found = last_deed(state, seat.person)
    if found is None:
        return None
    record, undo = found
    return OwnDeed(sentence(record.event, state.plan), undo)
