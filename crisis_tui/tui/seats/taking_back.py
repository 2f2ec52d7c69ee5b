"""Taking back the last thing that was done at a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.tui.flows.asking import Choose, Do, Option, Tell

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.tui.flows.asking import Flow


def undo(desk: SeatDesk[Any]) -> Flow:
    """Show what would be taken back, and do so on enter."""
    own = desk.view.own
    if own is None:
        yield Tell(Text("There is nothing of yours to take back."))
        return
    yield Choose(
        Text("Take this back? {what}", what=own.what),
        (Option("u", Text("take it back (esc: leave it)"), True),),
    )
    yield Do(own.undo, Text("taken back: {what}", what=own.what))
