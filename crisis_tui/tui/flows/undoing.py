"""Take back the last thing that was written, ticked or decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.exercise.undoing import last_deed
from crisis_tui.exercise.wording import sentence
from crisis_tui.tui.flows.asking import Choose, Do, Option, Tell

if TYPE_CHECKING:
    from crisis_tui.tui.flows.asking import Desk, Flow


def undo(desk: Desk, person: str) -> Flow:
    """Show what would be taken back, and do so on enter."""
    last = last_deed(desk.state, person)
    if last is None:
        yield Tell(Text("There is nothing of yours to take back."))
        return
    record, command = last
    what = sentence(record.event, desk.state.plan)
    yield Choose(
        Text("Take this back? {what}", what=what),
        (Option("u", Text("take it back (esc: leave it)"), True),),
    )
    yield Do(command, Text("taken back: {what}", what=what))
