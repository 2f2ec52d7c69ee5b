"""NO PLAY from any seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import Text
from crisis_tui.exercise.commands import StopPlay
from crisis_tui.tui.flows.asking import Write, write_until_done

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.desk import SeatDesk
    from crisis_tui.tui.flows.asking import Flow


def stop_play(_: SeatDesk[Any]) -> Flow:
    """Freeze the exercise at every terminal; the reason may stay empty."""
    yield from write_until_done(
        Write(
            Text("NO PLAY, because"),
            hint=Text("what is really wrong, or nothing; enter freezes everything, esc: not"),
        ),
        lambda reason: StopPlay(reason.strip() or "NO PLAY"),
        Text("NO PLAY is in force"),
    )
