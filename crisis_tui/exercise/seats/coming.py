"""What comes next by itself: the front of both agendas, for who must be ready for it."""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.exercise.agenda import Due, Kind
from crisis_tui.exercise.folding.branches import condition_holds
from crisis_tui.exercise.state import InjectStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.agenda import Agenda
    from crisis_tui.exercise.state import ExerciseState


def coming_injects(state: ExerciseState, most: int) -> tuple[Due, ...]:
    """Return the injects that are due next on the exercise clock, soonest first.

    What its condition leaves out for certain is not among them.
    """
    if not state.is_live:
        return ()
    by_play = (due for due in _in_order(state.agenda) if _comes_at(state, due))
    on_story = (due for due in _in_order(state.story_agenda) if _comes_on_story(state, due))
    due = merge(by_play, _by_play(state, on_story))
    return tuple(islice((one for one in due if condition_holds(state, one.id) is not False), most))


def _in_order(agenda: Agenda) -> Iterator[Due]:
    while (due := agenda.first()) is not None:
        yield due
        agenda = agenda.rest()


def _comes_at(state: ExerciseState, due: Due) -> bool:
    if due.kind is not Kind.INJECT:
        return False
    inject = state.inject(due.id)
    return inject.status is InjectStatus.PLANNED and inject.due_play_ms == due.at_ms


def _comes_on_story(state: ExerciseState, due: Due) -> bool:
    if due.kind is not Kind.INJECT:
        return False
    inject = state.inject(due.id)
    return inject.status is InjectStatus.PLANNED and inject.due_play_ms is None


def _by_play(state: ExerciseState, on_story: Iterator[Due]) -> Iterator[Due]:
    """Put story times on the exercise clock; a story that stands still brings nothing."""
    for due in on_story:
        play_ms = state.story.play_at(due.at_ms)
        if play_ms is not None:
            yield due._replace(at_ms=play_ms)
