"""The simulation cell: what was spoken, what of the players was dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.deciding.said import said_refusal
from crisis_tui.exercise.deciding.sending import sent
from crisis_tui.exercise.events import (
    EntryHandled,
    EntryHandlingRetracted,
    InjectPlayed,
    InjectPlayRetracted,
)
from crisis_tui.exercise.refusal import Refusal, unknown

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import (
        HandleEntry,
        PlayInject,
        RetractEntryHandling,
        RetractInjectPlay,
    )
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Decision = tuple[Event, ...] | Refusal


def play(state: ExerciseState, command: PlayInject, _: Moment) -> Decision:
    """Note that a delivered message was really spoken, on whatever channel."""
    inject_id, refusal = sent(state, command.inject)
    if refusal is not None:
        return refusal
    if inject_id in state.played:
        return Refusal(Text("{inject} was played already.", inject=inject_id))
    return (InjectPlayed(inject_id, _clean(command.note)),)


def retract_play(state: ExerciseState, command: RetractInjectPlay, _: Moment) -> Decision:
    """Note that a message was not played after all."""
    if command.inject in state.played:
        return (InjectPlayRetracted(command.inject),)
    if not state.knows_inject(command.inject):
        return unknown(command.inject, state.played)
    return Refusal(Text("{inject} was not played.", inject=command.inject))


def handle(state: ExerciseState, command: HandleEntry, _: Moment) -> Decision:
    """Note that a question or answer was dealt with."""
    refusal = said_refusal(state, command.entry)
    if refusal is not None:
        return refusal
    if command.entry in state.handled:
        return Refusal(Text("{entry} was dealt with already.", entry=command.entry))
    return (EntryHandled(command.entry, _clean(command.note)),)


def retract_handling(state: ExerciseState, command: RetractEntryHandling, _: Moment) -> Decision:
    """Note that a question or answer is to be dealt with after all."""
    if command.entry in state.handled:
        return (EntryHandlingRetracted(command.entry),)
    return said_refusal(state, command.entry) or Refusal(
        Text("{entry} was not dealt with.", entry=command.entry)
    )


def _clean(text: str | None) -> str | None:
    return None if text is None else clean_text(text)
