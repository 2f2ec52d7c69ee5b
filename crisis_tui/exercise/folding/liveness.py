"""What is still due: the front of both agendas is always something that will happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.folding.branches import moment_has_come
from crisis_tui.exercise.state import InjectStatus, Outcome

if TYPE_CHECKING:
    from crisis_tui.exercise.agenda import Agenda
    from crisis_tui.exercise.state import Draft


def keep_agendas_live(draft: Draft) -> None:
    """Take what is no longer due from the front of both agendas."""
    draft.agenda = _live(draft, draft.agenda, on_story=False)
    draft.story_agenda = _live(draft, draft.story_agenda, on_story=True)


def _live(draft: Draft, agenda: Agenda, *, on_story: bool) -> Agenda:
    due = agenda.first()
    while due is not None and not is_live(draft, due, on_story=on_story):
        agenda = agenda.rest()
        due = agenda.first()
    return agenda


def is_live(draft: Draft, due: Due, *, on_story: bool = False) -> bool:
    """Tell whether something on an agenda will still happen."""
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
        return _phase_is_live(draft, due)
    if due.kind is Kind.MILESTONE:
        return due.id not in draft.milestones and moment_has_come(draft, due)
    return draft.ended is None


def _phase_is_live(draft: Draft, due: Due) -> bool:
    """Tell whether a phase is still to come; what waits for a condition comes back with it."""
    return draft.is_ahead(due.id) and moment_has_come(draft, due)
