"""Whether something that a player asked or answered is there to be dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.deciding.writing import entry_refusal
from crisis_tui.exercise.refusal import Refusal

if TYPE_CHECKING:
    from crisis_tui.exercise.state import ExerciseState


def said_refusal(state: ExerciseState, entry: str) -> Refusal | None:
    """Return why nothing can be done with a question or answer: taken back, or none at all."""
    refusal = entry_refusal(state, entry)
    if refusal is None and entry not in state.said:
        return Refusal(Text("{entry} is no question and no answer of a player.", entry=entry))
    return refusal
