"""From one state to the next: `fold` takes a record of the journal into the state. Pure, total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.events import Jumped
from crisis_tui.exercise.folding import DEEDS, HANDLERS, QUIET, UNLOGGED
from crisis_tui.exercise.folding.liveness import keep_agendas_live
from crisis_tui.exercise.ports import Entry
from crisis_tui.exercise.requests import note_request
from crisis_tui.exercise.state import ExerciseState
from crisis_tui.exercise.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.events import Actor, Event, Record
    from crisis_tui.exercise.state import Draft


def fold(state: ExerciseState, record: Record) -> ExerciseState:
    """Return the state after a record; an event of an unknown kind only moves the position."""
    return fold_all(state, (record,))


def fold_all(state: ExerciseState, records: Iterable[Record]) -> ExerciseState:
    """Return the state after all records, oldest first."""
    draft = state.draft()
    for record in records:
        take(draft, record)
    return ExerciseState.of(draft)


def take(draft: Draft, record: Record) -> None:
    """Take a record into a draft."""
    event = record.event
    kind = type(event)
    handler = HANDLERS.get(kind)
    if handler is None:
        draft.newer = True
    else:
        handler(draft, record, event)
        if kind not in UNLOGGED:
            draft.log = draft.log.and_(record)
        if kind in DEEDS:
            person = record.actor.person
            draft.deeds = draft.deeds.set(person, draft.deeds.get(person, Trail()).and_(record))
    if record.request is not None:
        note_request(draft, record.request)
    draft.seq = record.seq
    draft.at_ms = record.at_ms
    draft.play_ms = event.to_play_ms if isinstance(event, Jumped) else record.play_ms
    if kind not in QUIET:
        keep_agendas_live(draft)


def stamped(
    events: Sequence[Event], moment: Moment, actor: Actor, request: str | None = None
) -> tuple[Entry, ...]:
    """Return the events of one decision as entries for the journal.

    All bear the moment of the decision, but what follows a jump bears the time jumped to. The last
    one bears the name of the request: it is not done if a power cut leaves only those before.
    """
    entries = []
    play_ms = moment.play_ms
    for number, event in enumerate(events, 1):
        name = request if number == len(events) else None
        entries.append(Entry(event, actor, moment.at_ms, play_ms, name))
        if isinstance(event, Jumped):
            play_ms = event.to_play_ms
    return tuple(entries)
