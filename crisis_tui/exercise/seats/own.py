"""What somebody at a seat did last and can take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crisis_tui.exercise import commands
from crisis_tui.exercise.undoing import last_deed
from crisis_tui.exercise.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState


@dataclass(frozen=True, slots=True)
class OwnDeed:
    """The last thing somebody did that still stands: in words, and what takes it back."""

    what: AnyText
    way: str
    id: str

    @property
    def undo(self) -> Command:
        """The command that takes it back."""
        return _WAYS[self.way](self.id)


def own_deed(state: ExerciseState, seat: Seat) -> OwnDeed | None:
    """Return what the person at this seat would take back, None if there is nothing."""
    found = last_deed(state, seat.person)
    if found is None:
        return None
    record, command = found
    named: Any = command
    for way, kind in _WAYS.items():
        if isinstance(command, kind):
            subject = getattr(named, _SUBJECTS.get(way, way))
            return OwnDeed(sentence(record.event, state.plan), way, subject)
    return None


_WAYS: Mapping[str, Callable[[str], Command]] = {
    "entry": commands.RetractEntry,
    "inject": commands.RetractInjectPlay,
    "handling": commands.RetractEntryHandling,
    "expectation": commands.RetractExpectation,
    "decision": commands.RetractDecision,
}
_SUBJECTS = {"handling": "entry"}
