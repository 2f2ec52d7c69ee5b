"""A state as a snapshot holds it, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crisis_tui.exercise.freezing import freeze, thaw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.state import ExerciseState


def through_json(state: ExerciseState, records: Sequence[Record]) -> ExerciseState:
    """Freeze and thaw; records are looked up in the journal by their numbers."""

    def load(seqs: Sequence[int]) -> tuple[Record, ...]:
        return tuple(records[seq - 1] for seq in seqs)

    return thaw(json.loads(json.dumps(freeze(state))), state.plan.script, load)
