"""The steps that handlers share: change a state, place an inject, keep the agendas live."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.plan import is_recurring, occurrence, split_occurrence
from crisis_tui.exercise.state import (
    ExerciseState,
    InjectState,
    InjectStatus,
    Outcome,
    Recurrence,
)

if TYPE_CHECKING:
    from immutables import Map

    from crisis_tui.exercise.agenda import Agenda
    from crisis_tui.scenario.script import PlannedInject

    evolve = replace  # what the type checker knows about `replace` holds here too
else:

    def evolve(state: ExerciseState, **changes: object) -> ExerciseState:
        """Return the state with other values: `dataclasses.replace`, ten times as fast."""
        changed = object.__new__(ExerciseState)
        changed.__dict__.update(state.__dict__, **changes)
        return changed


CATCH_UP_REASONS = frozenset({"outage", "jump"})
_ADDED_ORDER = 1_000_000_000
"""Ad hoc injects come after those of the files."""


def put_inject(state: ExerciseState, inject_id: str, inject: InjectState) -> ExerciseState:
    """Set where an inject stands, in every index of it."""
    overdue = inject.status is InjectStatus.HELD and inject.reason in CATCH_UP_REASONS
    due_ms = state.play_ms if inject.due_play_ms is None else inject.due_play_ms
    return evolve(
        state,
        injects=state.injects.set(inject_id, inject),
        catch_up=_indexed(state.catch_up, inject_id, due_ms, isin=overdue),
        waiting=_indexed(
            state.waiting, inject_id, due_ms, isin=inject.status is InjectStatus.WAITING
        ),
    )


def settle(
    state: ExerciseState, inject_id: str, inject: InjectState, *, through: str | None = None
) -> ExerciseState:
    """Set where an inject stands now that its time is dealt with; a recurring one moves on."""
    state = put_inject(state, inject_id, inject)
    base, number = split_occurrence(inject_id)
    planned = state.plan.inject(base)
    if planned is None or not is_recurring(planned):
        return state
    recurrence = state.recurrences.get(base) or _first_recurrence(state, planned)
    if recurrence is None or number != recurrence.next_number:
        return state
    last = split_occurrence(through)[1] if through else number
    return recur(state, planned, replace(recurrence, next_number=last + 1))


def schedule(
    state: ExerciseState, inject_id: str, due_play_ms: int, *, retimed: bool = False
) -> ExerciseState:
    """Plan an inject for a time on the exercise clock."""
    inject = InjectState(due_play_ms=due_play_ms, retimed=retimed)
    due = Due(due_play_ms, Kind.INJECT, order_of(state, inject_id), inject_id)
    return evolve(put_inject(state, inject_id, inject), agenda=state.agenda.and_(due))


def schedule_first(
    state: ExerciseState, planned: PlannedInject, due_play_ms: int, story_ms: int
) -> ExerciseState:
    """Plan an inject that waited for its phase or for another inject, and what recurs after it."""
    inject_id = planned.inject.id
    already = inject_id in state.injects and state.injects[inject_id] != InjectState()
    if not already:
        state = schedule(state, inject_id, due_play_ms)
    if not is_recurring(planned) or inject_id in state.recurrences:
        return state
    first_ms = story_ms if planned.inject.clock == "story" else due_play_ms
    if already:
        return recur(state, planned, Recurrence(first_ms, 2))
    recurrences = state.recurrences.set(inject_id, Recurrence(first_ms, 1))
    return evolve(state, recurrences=recurrences)


def recur(state: ExerciseState, planned: PlannedInject, recurrence: Recurrence) -> ExerciseState:
    """Plan the next occurrence of a recurring inject on the clock on which it counts."""
    base, number = planned.inject.id, recurrence.next_number
    inject_id = occurrence(base, number)
    due_ms = recurrence.first_ms + (number - 1) * (planned.inject.every_ms or 0)
    state = evolve(state, recurrences=state.recurrences.set(base, recurrence))
    if planned.inject.clock == "play":
        return schedule(state, inject_id, due_ms)
    due = Due(due_ms, Kind.INJECT, planned.order, inject_id)
    state = put_inject(state, inject_id, InjectState())
    return evolve(state, story_agenda=state.story_agenda.and_(due))


def order_of(state: ExerciseState, inject_id: str) -> int:
    """Return an inject's place among those due at the same time."""
    planned = state.plan.inject(inject_id)
    return _ADDED_ORDER + len(state.added) if planned is None else planned.order


def with_live_agenda(state: ExerciseState) -> ExerciseState:
    """Take what is no longer due from the front of both agendas."""
    agenda = _live(state, state.agenda, on_story=False)
    story_agenda = _live(state, state.story_agenda, on_story=True)
    if agenda is state.agenda and story_agenda is state.story_agenda:
        return state
    return evolve(state, agenda=agenda, story_agenda=story_agenda)


def _live(state: ExerciseState, agenda: Agenda, *, on_story: bool) -> Agenda:
    due = agenda.first()
    while due is not None and not _is_live(state, due, on_story=on_story):
        agenda = agenda.rest()
        due = agenda.first()
    return agenda


def _is_live(state: ExerciseState, due: Due, *, on_story: bool) -> bool:
    if due.kind is Kind.INJECT:
        inject = state.injects.get(due.id)
        if inject is None:
            return True
        if inject.status is InjectStatus.WAITING:
            return inject.ripe_play_ms == due.at_ms
        due_ms = None if on_story else due.at_ms
        return inject.status is InjectStatus.PLANNED and inject.due_play_ms == due_ms
    if due.kind is Kind.EXPECTATION:
        expectation = state.expectations[due.id]
        return expectation.outcome is Outcome.OPEN and expectation.limit_play_ms == due.at_ms - 1
    if due.kind is Kind.CLOCK:
        return state.clocks[due.id].outcome is Outcome.OPEN
    if due.kind is Kind.PHASE:
        return state.phase is None or (
            state.plan.phase_index[due.id] > state.plan.phase_index.get(state.phase, -1)
        )
    return state.ended is None


def _first_recurrence(state: ExerciseState, planned: PlannedInject) -> Recurrence | None:
    """Return the grid of an inject with a play time of its own; others get theirs when scheduled."""
    due_ms = planned.due_play_ms
    if due_ms is None or planned.inject.at_ms is None:
        return None
    if planned.inject.clock == "play":
        return Recurrence(due_ms, 1)
    own_ms = planned.story_ms
    return Recurrence(state.story_at(due_ms) if own_ms is None else own_ms, 1)


def _indexed(index: Map[str, int], key: str, value: int, *, isin: bool) -> Map[str, int]:
    if isin:
        return index.set(key, value)
    return index.delete(key) if key in index else index
