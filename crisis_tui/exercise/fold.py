"""From one state to the next: `fold` takes a record of the journal into the state. Pure, total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.events import Jumped
from crisis_tui.exercise.folding import HANDLERS, UNLOGGED
from crisis_tui.exercise.folding.changes import evolve, with_live_agenda
from crisis_tui.exercise.ports import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.events import Actor, Event, Record
    from crisis_tui.exercise.state import ExerciseState


def fold(state: ExerciseState, record: Record) -> ExerciseState:
    """Return the state after a record; an event of an unknown kind only moves the position."""
    kind = type(record.event)
    handler = HANDLERS.get(kind)
    if handler is not None:
        state = handler(state, record, record.event)
    log = state.log if handler is None or kind in UNLOGGED else state.log.and_(record)
    play_ms = record.event.to_play_ms if isinstance(record.event, Jumped) else record.play_ms
    state = evolve(state, seq=record.seq, at_ms=record.at_ms, play_ms=play_ms, log=log)
    return with_live_agenda(state)


def fold_all(state: ExerciseState, records: Iterable[Record]) -> ExerciseState:
    """Return the state after all records, oldest first."""
    for record in records:
        state = fold(state, record)
    return state


def stamped(events: Sequence[Event], moment: Moment, actor: Actor) -> tuple[Entry, ...]:
    """Return the events of one decision as entries for the journal.

    All bear the moment of the decision, but what follows a jump bears the time jumped to.
    """
    entries = []
    play_ms = moment.play_ms
    for event in events:
        entries.append(Entry(event, actor, moment.at_ms, play_ms))
        if isinstance(event, Jumped):
            play_ms = event.to_play_ms
    return tuple(entries)
