"""What a player sees: what came to the roles held, and what the team wrote together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.seats.head import seat_head
from crisis_tui.exercise.seats.inbox import InboxMessage, Said, came_to, inbox, questions
from crisis_tui.exercise.seats.own import OwnDeed, own_deed
from crisis_tui.exercise.seats.port import SeatView
from crisis_tui.exercise.seats.team import TeamAction, TeamLine, team_actions, team_lines
from crisis_tui.exercise.seats.terms import RunningTerm, known_terms
from crisis_tui.exercise.undoing import last_deed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.events import Record
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState


@dataclass(frozen=True, slots=True)
class PlayerView(SeatView):
    """All that a player may know.

    `inbox`, `questions` and `log` newest first; `terms` are the statutory clocks that a role held
    owns, or that a message to one of them started, once players know of them; `own` is what can be
    taken back.
    """

    inbox: tuple[InboxMessage, ...]
    questions: tuple[Said, ...]
    log: tuple[TeamLine, ...]
    actions: tuple[TeamAction, ...]
    terms: tuple[RunningTerm, ...]
    own: OwnDeed | None


def player_view(state: ExerciseState, seat: Seat) -> PlayerView:
    """Return what this player sees after the last event."""
    return PlayerView(
        head=seat_head(state),
        inbox=inbox(state, seat.roles),
        questions=questions(state, seat.roles),
        log=team_lines(state),
        actions=team_actions(state, seat.roles),
        terms=tuple(_terms(state, seat)),
        own=_own(state, seat),
    )


def _own(state: ExerciseState, seat: Seat) -> OwnDeed | None:
    """Return the last own deed; what the same person did in another seat is not told here."""
    found = last_deed(state, seat.person)
    return own_deed(state, seat) if found and _is_known(state, seat, found[0]) else None


def _is_known(state: ExerciseState, seat: Seat, record: Record) -> bool:
    """Tell whether a deed was done in roles held, and about a message that came to them."""
    role: str | None = getattr(record.event, "role", None)
    about: str | None = getattr(record.event, "inject", None)
    in_role = {record.actor.role, role or record.actor.role} <= set(seat.roles)
    return in_role and (about is None or came_to(state, about, seat.roles))


def _terms(state: ExerciseState, seat: Seat) -> Iterator[RunningTerm]:
    for term in known_terms(state):
        if term.owner in seat.roles or came_to(state, state.clocks[term.id].inject, seat.roles):
            yield term
