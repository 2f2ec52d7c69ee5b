"""The steps that handlers share: place an inject, plan it, keep the agendas live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.plan import is_recurring, occurrence, split_occurrence
from crisis_tui.exercise.points import open_points
from crisis_tui.exercise.state import InjectState, InjectStatus, Outcome, Recurrence

if TYPE_CHECKING:
    from immutables import Map

    from crisis_tui.exercise.agenda import Agenda
    from crisis_tui.exercise.state import Draft
    from crisis_tui.scenario.script import PlannedInject

CATCH_UP_REASONS = frozenset({"outage", "jump"})
_ADDED_ORDER = 1_000_000_000
"""Ad hoc injects come after those of the files, by the number that ends their id."""


def put_inject(draft: Draft, inject_id: str, inject: InjectState) -> None:
    """Set where an inject stands, in every index of it."""
    draft.injects = draft.injects.set(inject_id, inject)
    overdue = inject.status is InjectStatus.HELD and inject.reason in CATCH_UP_REASONS
    waits = inject.status is InjectStatus.WAITING
    due_ms = draft.play_ms if inject.due_play_ms is None else inject.due_play_ms
    draft.catch_up = _indexed(draft.catch_up, inject_id, due_ms, isin=overdue)
    draft.waiting = _indexed(draft.waiting, inject_id, due_ms, isin=waits)


def settle(
    draft: Draft, inject_id: str, inject: InjectState, *, through: str | None = None
) -> None:
    """Set where an inject stands now that its time is dealt with; a recurring one moves on."""
    put_inject(draft, inject_id, inject)
    base, number = split_occurrence(inject_id)
    planned = draft.plan.inject(base)
    if planned is None or not is_recurring(planned):
        return
    recurrence = draft.recurrences.get(base) or _first_recurrence(draft, planned)
    if recurrence is not None and number == recurrence.next_number:
        last = split_occurrence(through)[1] if through else number
        recur(draft, planned, Recurrence(recurrence.first_ms, last + 1))


def schedule(draft: Draft, inject_id: str, due_play_ms: int, *, retimed: bool = False) -> None:
    """Plan an inject for a time on the exercise clock."""
    put_inject(draft, inject_id, InjectState(due_play_ms=due_play_ms, retimed=retimed))
    due = Due(due_play_ms, Kind.INJECT, order_of(draft, inject_id), inject_id)
    draft.agenda = draft.agenda.and_(due)


def schedule_first(draft: Draft, planned: PlannedInject, due_play_ms: int, story_ms: int) -> None:
    """Plan an inject that waited for its phase or for another inject, and what recurs after it."""
    inject_id = planned.inject.id
    already = inject_id in draft.injects and draft.injects[inject_id] != InjectState()
    if not already:
        schedule(draft, inject_id, due_play_ms)
    if not is_recurring(planned) or inject_id in draft.recurrences:
        return
    first_ms = story_ms if planned.inject.clock == "story" else due_play_ms
    if already:
        recur(draft, planned, Recurrence(first_ms, 2))
    else:
        draft.recurrences = draft.recurrences.set(inject_id, Recurrence(first_ms, 1))


def recur(draft: Draft, planned: PlannedInject, recurrence: Recurrence) -> None:
    """Plan the next occurrence of a recurring inject on the clock on which it counts."""
    base, number = planned.inject.id, recurrence.next_number
    inject_id = occurrence(base, number)
    due_ms = recurrence.first_ms + (number - 1) * (planned.inject.every_ms or 0)
    draft.recurrences = draft.recurrences.set(base, recurrence)
    if planned.inject.clock == "play":
        schedule(draft, inject_id, due_ms)
        return
    put_inject(draft, inject_id, InjectState())
    due = Due(due_ms, Kind.INJECT, planned.order, inject_id)
    draft.story_agenda = draft.story_agenda.and_(due)


def order_of(draft: Draft, inject_id: str) -> int:
    """Return an inject's place among those due at the same time."""
    planned = draft.plan.inject(inject_id)
    if planned is not None:
        return planned.order
    number = inject_id.rpartition("-")[2]
    return _ADDED_ORDER + (int(number) if number.isdecimal() else 0)


def keep_unfinished(draft: Draft, inject_id: str) -> None:
    """Keep the index of what delivered injects wait for; whatever changes that calls this."""
    points = tuple(open_points(draft, inject_id))
    if points:
        draft.unfinished = draft.unfinished.set(inject_id, points)
    elif inject_id in draft.unfinished:
        draft.unfinished = draft.unfinished.delete(inject_id)


def keep_agendas_live(draft: Draft) -> None:
    """Take what is no longer due from the front of both agendas."""
    draft.agenda = _live(draft, draft.agenda, on_story=False)
    draft.story_agenda = _live(draft, draft.story_agenda, on_story=True)


def _live(draft: Draft, agenda: Agenda, *, on_story: bool) -> Agenda:
    due = agenda.first()
    while due is not None and not _is_live(draft, due, on_story=on_story):
        agenda = agenda.rest()
        due = agenda.first()
    return agenda


def _is_live(draft: Draft, due: Due, *, on_story: bool) -> bool:
    if due.kind is Kind.INJECT:
        inject = draft.injects.get(due.id)
        if inject is None:
            return True
        if inject.status is InjectStatus.WAITING:
            return inject.ripe_play_ms == due.at_ms
        due_ms = None if on_story else due.at_ms
        return inject.status is InjectStatus.PLANNED and inject.due_play_ms == due_ms
    if due.kind is Kind.EXPECTATION:
        expectation = draft.expectations[due.id]
        return expectation.outcome is Outcome.OPEN and expectation.limit_play_ms == due.at_ms - 1
    if due.kind is Kind.CLOCK:
        return draft.clocks[due.id].outcome is Outcome.OPEN
    if due.kind is Kind.PHASE:
        index = draft.plan.phase_index
        return draft.phase is None or index[due.id] > index.get(draft.phase, -1)
    return draft.ended is None


def _first_recurrence(draft: Draft, planned: PlannedInject) -> Recurrence | None:
    """Return the grid of an inject with a play time of its own; others get theirs when planned."""
    due_ms = planned.due_play_ms
    if due_ms is None or planned.inject.at_ms is None:
        return None
    if planned.inject.clock == "play":
        return Recurrence(due_ms, 1)
    own_ms = planned.story_ms
    return Recurrence(draft.story_at(due_ms) if own_ms is None else own_ms, 1)


def _indexed(index: Map[str, int], key: str, value: int, *, isin: bool) -> Map[str, int]:
    if isin:
        return index.set(key, value)
    return index.delete(key) if key in index else index
