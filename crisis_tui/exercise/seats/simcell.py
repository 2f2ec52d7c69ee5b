"""What the simulation cell sees: whom to call now and what to say, and what comes next.

The cell plays everybody outside the players' organisation. It knows the whole script.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.exercise.seats.asked import PlayersLine, unanswered
from crisis_tui.exercise.seats.cards import PlayCard, play_card
from crisis_tui.exercise.seats.coming import coming_injects
from crisis_tui.exercise.seats.head import seat_head
from crisis_tui.exercise.seats.own import OwnDeed, own_deed
from crisis_tui.exercise.seats.port import SeatView
from crisis_tui.exercise.seats.terms import RunningTerm, running_terms
from crisis_tui.exercise.state import InjectStatus
from crisis_tui.exercise.views.log import LogRow, log_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState

MOST_COMING = 30
MOST_SPOKEN = 60
MOST_RECENT = 20
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class SimcellView(SeatView):
    """The work of the simulation cell, most pressing first.

    `speak`: delivered on a spoken channel and not played, oldest first; `unspoken` counts them all.
    `lines`: what players asked and answered and nobody dealt with, questions first. `coming`:
    soonest first. `kept`: held back, waiting for a condition, or on the catch-up list. `bank`: to
    be sent by hand. `recent`: what players have, newest first. `roles`: to whom messages can go.
    `objectives`: id and title.
    """

    speak: tuple[PlayCard, ...]
    unspoken: int
    lines: tuple[PlayersLine, ...]
    coming: tuple[PlayCard, ...]
    kept: tuple[PlayCard, ...]
    bank: tuple[PlayCard, ...]
    recent: tuple[PlayCard, ...]
    terms: tuple[RunningTerm, ...]
    log: tuple[LogRow, ...]
    roles: tuple[str, ...]
    objectives: tuple[tuple[str, str], ...]
    own: OwnDeed | None


def simcell_view(state: ExerciseState, seat: Seat) -> SimcellView:
    """Return what the simulation cell sees after the last event."""
    speak = _earliest(state.unspoken, MOST_SPOKEN)
    return SimcellView(
        head=seat_head(state),
        speak=tuple(play_card(state, inject_id) for inject_id in speak),
        unspoken=len(state.unspoken),
        lines=unanswered(state),
        coming=tuple(
            play_card(state, due.id, due.at_ms) for due in coming_injects(state, MOST_COMING)
        ),
        kept=_kept(state),
        bank=tuple(
            play_card(state, inject_id)
            for inject_id in state.plan.bank
            if state.inject(inject_id).status is InjectStatus.PLANNED
            and state.inject(inject_id).due_play_ms is None
        ),
        recent=_recent(state),
        terms=running_terms(state),
        log=log_rows(state, MOST_LINES),
        roles=state.plan.roles,
        objectives=_objectives(state),
        own=own_deed(state, seat),
    )


def _kept(state: ExerciseState) -> tuple[PlayCard, ...]:
    due_ms = {**state.waiting, **state.catch_up}
    return tuple(play_card(state, inject_id) for inject_id in _earliest(due_ms, MOST_COMING))


def _earliest(times: Mapping[str, int], most: int) -> list[str]:
    """Return the ids with the earliest times, in order."""
    return [name for _, name in nsmallest(most, ((time, name) for name, time in times.items()))]


def _recent(state: ExerciseState) -> tuple[PlayCard, ...]:
    ids = (one for one in state.delivered.newest_first() if one not in state.unspoken)
    return tuple(play_card(state, inject_id) for inject_id in islice(ids, MOST_RECENT))


def _objectives(state: ExerciseState) -> tuple[tuple[str, str], ...]:
    script = state.plan.script
    objectives = script.scenario.objectives if script else ()
    return tuple((objective.id, objective.title) for objective in objectives)
