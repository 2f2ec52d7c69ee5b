"""What an observer sees: what was sent, what should follow from it, and what was seen.

Nothing of what is to come, and nothing that is meant for whoever plays the messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.exercise.events import ObservationRecorded
from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.points import PointKind
from crisis_tui.exercise.seats.head import seat_head
from crisis_tui.exercise.seats.own import OwnDeed, own_deed
from crisis_tui.exercise.seats.port import SeatView
from crisis_tui.exercise.seats.terms import RunningTerm, running_terms
from crisis_tui.exercise.spoken import channel_of
from crisis_tui.exercise.state import UNDONE, InjectStatus, Outcome
from crisis_tui.exercise.views.header import inject_title
from crisis_tui.exercise.views.log import LogKind, LogRow, log_row, log_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.points import OpenPoint
    from crisis_tui.exercise.seats.seat import Seat
    from crisis_tui.exercise.state import ExerciseState, RatingState
    from crisis_tui.scenario.model import Decision, ExpectedAction, Objective

MOST_MESSAGES = 60
MOST_WAITED = 100
MOST_SEEN = 40
MOST_LINES = 40
_NOT_SHOWN = {LogKind.OBSERVATION, LogKind.RATING}
"""Observers judge each for themselves: what others saw comes together in the debrief."""


@dataclass(frozen=True, slots=True)
class WatchedAction:
    """An expected action of a delivered message; the limit is the last play time in time.

    Overtaken: not seen, and a phase began after its limit; nobody watches for it any more.
    """

    id: str
    inject: str
    by: str
    action: str
    objective: str | None
    outcome: Outcome
    limit_play_ms: int | None
    met_play_ms: int | None
    note: str | None
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class WatchedDecision:
    """A decision that a delivered message asks for; `option` is the title of what was chosen."""

    id: str
    inject: str
    question: str
    authority: str | None
    options: tuple[str, ...]
    option: str | None
    role: str | None
    reason: str | None
    limit_play_ms: int | None
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that players have, as they have it."""

    id: str
    title: str
    sender: str | None
    channel: str | None
    to: tuple[str, ...]
    text: str
    delivered_play_ms: int
    acknowledged: tuple[tuple[str, int], ...]
    is_void: bool


@dataclass(frozen=True, slots=True)
class RatedTask:
    """A task of an objective, with the last rating that this observer gave it."""

    number: int
    title: str
    rating: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WatchedObjective:
    """What is exercised; `key` is its place, from 1."""

    id: str
    title: str
    tasks: tuple[RatedTask, ...]


@dataclass(frozen=True, slots=True)
class ObserverView(SeatView):
    """What an observer looks at.

    `expected`: what was not seen yet, by its limit, what is overtaken after that, then what was
    seen, newest first. `messages`:
    newest first. `decisions`: open ones first. `mine`: own observations, newest first.
    """

    expected: tuple[WatchedAction, ...]
    messages: tuple[SentMessage, ...]
    decisions: tuple[WatchedDecision, ...]
    objectives: tuple[WatchedObjective, ...]
    terms: tuple[RunningTerm, ...]
    log: tuple[LogRow, ...]
    mine: tuple[LogRow, ...]
    own: OwnDeed | None


def observer_view(state: ExerciseState, seat: Seat) -> ObserverView:
    """Return what this observer sees after the last event."""
    rows = [row for row in log_rows(state, 4 * MOST_LINES) if row.kind not in _NOT_SHOWN]
    return ObserverView(
        head=seat_head(state),
        expected=_expected(state),
        messages=tuple(
            _message(state, inject_id)
            for inject_id in islice(state.delivered.newest_first(), MOST_MESSAGES)
        ),
        decisions=_decisions(state),
        objectives=_objectives(state, seat),
        terms=running_terms(state),
        log=tuple(rows[:MOST_LINES]),
        mine=_mine(state, seat),
        own=own_deed(state, seat),
    )


def _expected(state: ExerciseState) -> tuple[WatchedAction, ...]:
    done = (
        action
        for inject_id in islice(state.delivered.newest_first(), MOST_MESSAGES)
        for action in _actions(state, inject_id)
        if action.outcome not in UNDONE
    )
    return (*_undone(state), *islice(done, MOST_SEEN))


def _undone(state: ExerciseState) -> Iterator[WatchedAction]:
    """Yield what was not seen yet, first what has the earliest limit that still counts."""
    points = (
        point
        for points in state.unfinished.values()
        for point in points
        if point.kind is PointKind.ACTION
    )
    for point in nsmallest(MOST_WAITED, points, key=partial(_by_limit, state)):
        asked = state.plan.expectation(point.id)
        if asked is not None:
            yield _action(state, point.inject, point.id, asked[1])


def _by_limit(state: ExerciseState, point: OpenPoint) -> tuple[bool, bool, int, str]:
    limit_ms = point.limit_play_ms
    return _is_overtaken(state, limit_ms), limit_ms is None, limit_ms or 0, point.id


def _is_overtaken(state: ExerciseState, limit_ms: int | None) -> bool:
    """Tell whether a phase began after a limit."""
    began_ms = state.phases.get(state.phase or "", -1)
    return limit_ms is not None and limit_ms < began_ms


def _actions(state: ExerciseState, inject_id: str) -> Iterator[WatchedAction]:
    planned = state.plan.inject(inject_id)
    number = split_occurrence(inject_id)[1]
    for action in planned.inject.expects if planned else ():
        yield _action(state, inject_id, occurrence(action.id, number), action)


def _action(
    state: ExerciseState, inject_id: str, key: str, action: ExpectedAction
) -> WatchedAction:
    known = state.expectations.get(key)
    return WatchedAction(
        id=key,
        inject=inject_id,
        by=action.by,
        action=action.action,
        objective=action.objective,
        outcome=known.outcome if known else Outcome.OPEN,
        limit_play_ms=known.limit_play_ms if known else None,
        met_play_ms=known.met_play_ms if known else None,
        note=known.note if known else None,
        overtaken=known is not None
        and known.outcome in UNDONE
        and _is_overtaken(state, known.limit_play_ms),
    )


def _message(state: ExerciseState, inject_id: str) -> SentMessage:
    inject, planned = state.inject(inject_id), state.plan.inject(inject_id)
    added = state.added.get(inject_id)
    script = planned.inject if planned else None
    return SentMessage(
        id=inject_id,
        title=inject_title(state, inject_id),
        sender=script.sender if script else added.sender if added else None,
        channel=channel_of(state, inject_id),
        to=inject.to,
        text=script.text if script else added.text if added else "",
        delivered_play_ms=inject.delivered_play_ms or 0,
        acknowledged=tuple(sorted(inject.acknowledged.items())),
        is_void=inject.status is InjectStatus.VOIDED,
    )


def _decisions(state: ExerciseState) -> tuple[WatchedDecision, ...]:
    asked = []
    for inject_id in islice(state.delivered.newest_first(), MOST_MESSAGES):
        planned = state.plan.inject(inject_id)
        if planned is not None and planned.inject.decision is not None:
            asked.append(_decision(state, inject_id, planned.inject.decision))
    return tuple(sorted(asked, key=lambda decision: decision.option is not None))


def _decision(state: ExerciseState, inject_id: str, decision: Decision) -> WatchedDecision:
    key = occurrence(decision.id, split_occurrence(inject_id)[1])
    taken = state.decisions.get(key)
    titles = {option.id: option.title for option in decision.options}
    delivered_ms, within_ms = state.inject(inject_id).delivered_play_ms or 0, decision.within_ms
    limit_ms = None if within_ms is None else delivered_ms + within_ms
    return WatchedDecision(
        id=key,
        inject=inject_id,
        question=decision.question,
        authority=decision.authority,
        options=tuple(titles.values()),
        option=titles.get(taken.option, taken.option) if taken else None,
        role=taken.role if taken else None,
        reason=taken.reason if taken else None,
        limit_play_ms=limit_ms,
        overtaken=taken is None and _is_overtaken(state, limit_ms),
    )


def _objectives(state: ExerciseState, seat: Seat) -> tuple[WatchedObjective, ...]:
    script = state.plan.script
    ratings = _own_ratings(state, seat)
    return tuple(
        WatchedObjective(objective.id, objective.title, _tasks(objective, ratings))
        for objective in (script.scenario.objectives if script else ())
    )


def _tasks(
    objective: Objective, ratings: dict[tuple[str, int], RatingState]
) -> tuple[RatedTask, ...]:
    return tuple(
        RatedTask(number, title, rating.rating if rating else None, rating.note if rating else None)
        for number, title in enumerate(objective.tasks, start=1)
        for rating in (ratings.get((objective.id, number)),)
    )


def _own_ratings(state: ExerciseState, seat: Seat) -> dict[tuple[str, int], RatingState]:
    own = [
        rating
        for entry, rating in state.ratings.items()
        if rating.by.person == seat.person and entry not in state.retracted
    ]
    return {
        (rating.objective, rating.task): rating
        for rating in sorted(own, key=lambda rating: rating.seq)
    }


def _mine(state: ExerciseState, seat: Seat) -> tuple[LogRow, ...]:
    own = (
        record
        for record in (
            state.deeds[seat.person].newest_first() if seat.person in state.deeds else ()
        )
        if isinstance(record.event, ObservationRecorded)
    )
    return tuple(log_row(state, record) for record in islice(own, MOST_LINES))
