"""The steps that handlers share: place an inject, plan it, let it recur."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.plan import is_recurring, occurrence, split_occurrence
from crisis_tui.exercise.points import open_points
from crisis_tui.exercise.state import QUIET_HOURS, InjectState, InjectStatus, Recurrence

if TYPE_CHECKING:
    from immutables import Map

    from crisis_tui.exercise.state import Draft
    from crisis_tui.scenario.script import PlannedInject

CATCH_UP_REASONS = frozenset({"outage", "jump"})
STOPPED = "phase"
"""Why the occurrence of a recurring inject that was next is left out when its phase begins."""
_ADDED_ORDER = 1_000_000_000
"""Ad hoc injects come after those of the files, by the number that ends their id."""


def put_inject(draft: Draft, inject_id: str, inject: InjectState) -> None:
    """Set where an inject stands, in every index of it."""
    draft.injects = draft.injects.set(inject_id, inject)
    overdue = inject.status is InjectStatus.HELD and inject.reason in CATCH_UP_REASONS
    waits = inject.status is InjectStatus.WAITING
    due_ms = draft.play_ms if inject.due_play_ms is None else inject.due_play_ms
    draft.catch_up = _indexed(draft.catch_up, inject_id, due_ms, isin=overdue)
    quiet = waits and inject.reason == QUIET_HOURS
    draft.waiting = _indexed(draft.waiting, inject_id, due_ms, isin=waits)
    draft.for_morning = _indexed(draft.for_morning, inject_id, due_ms, isin=quiet)


def settle(
    draft: Draft, inject_id: str, inject: InjectState, *, through: str | None = None
) -> None:
    """Set where an inject stands now that its time is dealt with; a recurring one moves on."""
    put_inject(draft, inject_id, inject)
    base, number = split_occurrence(inject_id)
    planned = draft.plan.inject(base)
    if planned is None or not is_recurring(planned):
        return
    recurrence = grid_of(draft, planned)
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
        recur(draft, planned, Recurrence(first_ms, _first_free(draft, inject_id)))
    else:
        draft.recurrences = draft.recurrences.set(inject_id, Recurrence(first_ms, 1))


def recur(draft: Draft, planned: PlannedInject, recurrence: Recurrence) -> None:
    """Plan the next occurrence of a recurring inject on the clock on which it counts."""
    base, number = planned.inject.id, recurrence.next_number
    inject_id = occurrence(base, number)
    due_ms = recurrence.first_ms + (number - 1) * (planned.inject.every_ms or 0)
    draft.recurrences = draft.recurrences.set(base, recurrence)
    if has_stopped(draft, planned):
        put_inject(draft, inject_id, InjectState(InjectStatus.SKIPPED, reason=STOPPED))
        return
    if planned.inject.clock == "play":
        schedule(draft, inject_id, due_ms)
        return
    put_inject(draft, inject_id, InjectState())
    due = Due(due_ms, Kind.INJECT, planned.order, inject_id)
    draft.story_agenda = draft.story_agenda.and_(due)


def has_stopped(draft: Draft, planned: PlannedInject) -> bool:
    """Tell whether the phase until which an inject repeats, or a later one, has begun."""
    until = planned.inject.until_phase
    return until in draft.plan.phase_place and not draft.is_ahead(until or "")


def stop(draft: Draft, planned: PlannedInject) -> None:
    """Leave out what is still to come of a recurring inject: its phase has begun."""
    inject_id = draft.upcoming(planned.inject.id)
    inject = draft.inject(inject_id)
    if inject.status is InjectStatus.PLANNED:
        put_inject(draft, inject_id, inject._replace(status=InjectStatus.SKIPPED, reason=STOPPED))


def _first_free(draft: Draft, base: str) -> int:
    return next(n for n in count(2) if occurrence(base, n) not in draft.injects)


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


def grid_of(draft: Draft, planned: PlannedInject) -> Recurrence | None:
    """Return when an inject recurs; None for one whose first time is not known yet."""
    known = draft.recurrences.get(planned.inject.id)
    if known is not None or planned.due_play_ms is None or planned.inject.at_ms is None:
        return known
    due_ms = draft.on_schedule(planned.inject.id, planned.due_play_ms)
    if planned.inject.clock == "play":
        return Recurrence(due_ms, 1)
    own_ms = planned.story_ms
    return Recurrence(draft.story_at(due_ms) if own_ms is None else own_ms, 1)


def _indexed(index: Map[str, int], key: str, value: int, *, isin: bool) -> Map[str, int]:
    if isin:
        return index.set(key, value)
    return index.delete(key) if key in index else index
