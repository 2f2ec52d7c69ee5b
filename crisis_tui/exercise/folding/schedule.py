"""The schedule as a whole: shifted, or rewound to what it was at an earlier play time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from immutables import Map

from crisis_tui.exercise.agenda import Agenda, Due, Kind
from crisis_tui.exercise.folding.branches import ripen, stir, stir_asked_by
from crisis_tui.exercise.folding.changes import grid_of, order_of, put_inject, recur, schedule
from crisis_tui.exercise.folding.liveness import is_live
from crisis_tui.exercise.plan import is_recurring, split_occurrence
from crisis_tui.exercise.state import InjectState, InjectStatus, Outcome, Recurrence, Shift
from crisis_tui.scenario.on_top import prefix_of
from crisis_tui.scenario.plan import follows_phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.exercise.events import Record, ScheduleShifted
    from crisis_tui.exercise.state import Draft
    from crisis_tui.scenario.script import PlannedInject

_SHIFTS = {Kind.PHASE, Kind.INJECT, Kind.END}
_BY_ITSELF = {"condition", "jump", "outage", "phase", "quiet"}
"""Why something is held or left out that no person wanted so."""


def shifted(draft: Draft, _: Record, event: ScheduleShifted) -> None:
    """Move all that is still to come on the exercise clock, and the grids of what recurs on it."""
    moved = {due: due._replace(at_ms=due.at_ms + event.by_ms) for due in to_shift(draft, event)}
    grids = [grid for due in moved if (grid := _grid(draft, due)) is not None]
    draft.agenda = Agenda.of(moved.get(due, due) for due in draft.agenda)
    draft.shifts = (*draft.shifts, Shift(event.from_play_ms, event.by_ms, len(draft.additions)))
    for due, later in moved.items():
        inject = draft.injects.get(due.id) if due.kind is Kind.INJECT else None
        if inject is not None:
            put_inject(draft, due.id, inject._replace(due_play_ms=later.at_ms))
    for base, recurrence in grids:
        first_ms = recurrence.first_ms + event.by_ms
        draft.recurrences = draft.recurrences.set(base, replace(recurrence, first_ms=first_ms))


def to_shift(draft: Draft, event: ScheduleShifted) -> Iterator[Due]:
    """Yield what a shift moves; a message whose condition was settled comes now, as it was."""
    for due in draft.agenda:
        if due.kind in _SHIFTS and due.at_ms >= event.from_play_ms and _is_planned(draft, due):
            yield due


def _is_planned(draft: Draft, due: Due) -> bool:
    if due.kind is not Kind.INJECT:
        return True
    return is_live(draft, due) and draft.inject(due.id).status is InjectStatus.PLANNED


def _grid(draft: Draft, due: Due) -> tuple[str, Recurrence] | None:
    """Return on which times of the exercise clock the inject recurs that is due next."""
    planned = draft.plan.inject(due.id) if due.kind is Kind.INJECT else None
    if planned is None or not is_recurring(planned) or planned.inject.clock != "play":
        return None
    base = planned.inject.id
    recurrence = grid_of(draft, planned)
    return (base, recurrence) if recurrence and draft.upcoming(base) == due.id else None


def rewind(draft: Draft, play_ms: int) -> None:
    """Make everything but what was sent, decided or written as it was at a play time.

    All times on the exercise clock stay: what had passed by itself and now lies ahead comes again.
    """
    known = set(draft.injects)
    _rewind_story(draft, play_ms)
    _rewind_limits(draft, play_ms)
    _rewind_injects(draft, play_ms)
    _rewind_recurring(draft, play_ms)
    phases = (due for due in draft.plan.agenda if due.kind in {Kind.PHASE, Kind.MILESTONE})
    again = (
        due._replace(at_ms=max(draft.on_schedule(due.id, due.at_ms), play_ms)) for due in phases
    )
    forgotten = known - set(draft.injects)
    draft.agenda = _without(draft.agenda, forgotten, again)
    draft.story_agenda = _without(draft.story_agenda, forgotten)


def _without(agenda: Agenda, injects: set[str], more: Iterable[Due] = ()) -> Agenda:
    coming = {due for due in agenda if due.kind is not Kind.INJECT or due.id not in injects}
    return Agenda.of(coming.union(more))


def _rewind_story(draft: Draft, play_ms: int) -> None:
    first, later = draft.turns[:1], draft.turns[1:]
    draft.turns = (*first, *(turn for turn in later if turn.story.play_ms <= play_ms))
    if draft.turns:
        draft.story, draft.phase = draft.turns[-1]
    for phase, due_ms in draft.phases.items():
        if due_ms > play_ms:
            draft.phases = draft.phases.delete(phase)
    draft.side_phases = Map()
    place = draft.plan.phase_place
    for phase in sorted(draft.phases, key=lambda each: (place.get(each, -1), each)):
        if prefix := prefix_of(phase):
            draft.side_phases = draft.side_phases.set(prefix, phase)


def _rewind_limits(draft: Draft, play_ms: int) -> None:
    """Open again what was missed and whose limit now lies ahead."""
    for key, asked in draft.expectations.items():
        limit_ms = asked.limit_play_ms
        if asked.outcome is Outcome.MISSED and limit_ms is not None and limit_ms >= play_ms:
            draft.expectations = draft.expectations.set(key, asked._replace(outcome=Outcome.OPEN))
            due = Due(limit_ms + 1, Kind.EXPECTATION, order_of(draft, asked.inject), key)
            draft.agenda = draft.agenda.and_(due)
            stir(draft, ("expectation", key), play_ms)
    for clock_id, clock in draft.clocks.items():
        if clock.outcome is not Outcome.MISSED:
            continue
        if clock.due_story_ms is not None and clock.due_story_ms >= draft.story_at(play_ms):
            due = Due(clock.due_story_ms + 1, Kind.CLOCK, 0, clock_id)
            draft.story_agenda = draft.story_agenda.and_(due)
        elif clock.due_play_ms is not None and clock.due_play_ms >= play_ms:
            draft.agenda = draft.agenda.and_(Due(clock.due_play_ms + 1, Kind.CLOCK, 0, clock_id))
        else:
            continue
        draft.clocks = draft.clocks.set(clock_id, replace(clock, outcome=Outcome.OPEN))


def _rewind_injects(draft: Draft, play_ms: int) -> None:
    """Give what passed by itself its time back, and take away that which a later phase gave."""
    for inject_id, inject in draft.injects.items():
        planned = draft.plan.inject(inject_id)
        if _is_kept(inject, once=True) or (planned is not None and is_recurring(planned)):
            continue
        if planned is not None and _has_left_phase(draft, planned):
            _forget(draft, inject_id)
        elif inject.status is not InjectStatus.PLANNED and (inject.due_play_ms or -1) >= play_ms:
            schedule(draft, inject_id, inject.due_play_ms or 0, retimed=inject.retimed)
        elif inject.ripe_play_ms is not None:
            ripen(draft, inject_id, min(inject.ripe_play_ms, play_ms))
        if inject.status is InjectStatus.SKIPPED:
            stir_asked_by(draft, inject_id, play_ms)


def _rewind_recurring(draft: Draft, play_ms: int) -> None:
    """Let what recurs go on at its first time from here on that is not dealt with."""
    dealt_with: dict[str, int] = {}
    for inject_id, inject in draft.injects.items():
        base, number = split_occurrence(inject_id)
        if base in draft.recurrences and _is_kept(inject, once=False):
            dealt_with[base] = max(number, dealt_with.get(base, 0))
    for base, recurrence in draft.recurrences.items():
        planned = draft.plan.inject(base)
        if planned is not None:
            number = dealt_with.get(base, 0) + 1
            _recur_again(draft, planned, recurrence, number, play_ms)


def _recur_again(
    draft: Draft, planned: PlannedInject, recurrence: Recurrence, least: int, play_ms: int
) -> None:
    has_left = _has_left_phase(draft, planned)
    now_ms = play_ms if planned.inject.clock == "play" else draft.story_at(play_ms)
    ahead = max(0, -(-(now_ms - recurrence.first_ms) // (planned.inject.every_ms or 1))) + 1
    number = least if has_left else max(least, ahead)
    if number > recurrence.next_number:
        return
    for inject_id, inject in draft.injects.items():
        base, found = split_occurrence(inject_id)
        if base == planned.inject.id and found >= number and not _is_kept(inject, once=False):
            _forget(draft, inject_id)
    if has_left:
        draft.recurrences = draft.recurrences.delete(planned.inject.id)
    else:
        recur(draft, planned, replace(recurrence, next_number=number))


def _is_kept(inject: InjectState, *, once: bool) -> bool:
    """Tell whether it was sent, or a person wanted it as it is.

    After an outage only what recurs is left out by itself.
    """
    if inject.status is InjectStatus.PLANNED:
        return inject.retimed
    if inject.status is InjectStatus.SKIPPED and once and inject.reason == "outage":
        return True
    if inject.status in {InjectStatus.HELD, InjectStatus.SKIPPED}:
        return inject.reason not in _BY_ITSELF
    return inject.status is not InjectStatus.WAITING


def _has_left_phase(draft: Draft, planned: PlannedInject) -> bool:
    """Tell whether its time counts from a phase that is still to come again."""
    return follows_phase(planned.inject) and planned.inject.from_phase not in draft.phases


def _forget(draft: Draft, inject_id: str) -> None:
    put_inject(draft, inject_id, InjectState())
    draft.injects = draft.injects.delete(inject_id)
