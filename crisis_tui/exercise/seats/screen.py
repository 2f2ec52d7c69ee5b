"""What the screen for the room shows: the clock, the phase, the picture. Players read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.seats.head import seat_head
from crisis_tui.exercise.seats.port import SeatView
from crisis_tui.exercise.seats.team import TeamLine, team_lines
from crisis_tui.exercise.seats.terms import RunningTerm, known_terms

if TYPE_CHECKING:
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState

MOST_PICTURE = 8


@dataclass(frozen=True, slots=True)
class ScreenView(SeatView):
    """`picture`: the newest lines of the team's picture, newest first, none taken back.

    `terms`: the statutory clocks that a message to the players started, and of which they know.
    """

    picture: tuple[TeamLine, ...]
    terms: tuple[RunningTerm, ...]


def screen_view(state: ExerciseState, _: Seat) -> ScreenView:
    """Return what hangs on the wall after the last event."""
    picture = [
        line for line in team_lines(state) if line.kind == "picture" and not line.is_retracted
    ]
    return ScreenView(seat_head(state), tuple(picture[:MOST_PICTURE]), known_terms(state))
