"""Hand-overs in five points, which two people sign: who is relieved, then who relieves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.events import HandoverAccepted, HandoverSigned
from crisis_tui.exercise.folding.writing import handover_id
from crisis_tui.exercise.refusal import Refusal, unknown

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import AcceptHandover, SignHandover
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState

    Decision = tuple[Event, ...] | Refusal


ONESELF = Text("Nobody hands over to themselves; who relieves signs too.")


def sign(state: ExerciseState, command: SignHandover, _: Moment) -> Decision:
    """Sign as who is relieved; it says something on every one of its five points."""
    form = HandoverSigned(
        by=clean_text(command.by),
        to=clean_text(command.to),
        situation=clean_text(command.situation),
        decisions=clean_text(command.decisions),
        actions=clean_text(command.actions),
        expectation=clean_text(command.expectation),
        contacts=clean_text(command.contacts),
        entry=handover_id(state),
    )
    points = (form.situation, form.decisions, form.actions, form.expectation, form.contacts)
    if not all(point.strip() for point in (form.by, form.to, *points)):
        return Refusal(Text("A hand-over names two people and has all five points."))
    if is_same_person(command.by, command.to):
        return Refusal(ONESELF)
    return (form,)


def accept(state: ExerciseState, command: AcceptHandover, _: Moment) -> Decision:
    """Sign as who relieves: the one whom the hand-over names, and nobody else."""
    entry = _meant(state, command)
    signed = state.handovers.get(entry)
    if signed is None:
        return unknown(command.entry, state.handovers)
    if signed.is_complete:
        return Refusal(Text("{entry} was accepted already.", entry=entry))
    if is_same_person(command.by, signed.form.by):
        return Refusal(Text("Who hands over does not sign for who relieves."))
    if not is_same_person(command.by, signed.form.to):
        return Refusal(Text("{entry} is for {to} to accept.", entry=entry, to=signed.form.to))
    return (HandoverAccepted(entry, clean_text(command.by)),)


def _meant(state: ExerciseState, command: AcceptHandover) -> str:
    """Return the id of what is meant: an id, or a person's newest open hand-over, best to `by`."""
    from_them = [
        (is_same_person(signed.form.to, command.by), signed.seq, entry)
        for entry, signed in state.handovers.items()
        if not signed.is_complete and is_same_person(signed.form.by, command.entry)
    ]
    return max(from_them)[-1] if from_them else command.entry


def is_same_person(one: str, other: str) -> bool:
    """Tell whether two names are the same person's, whatever their capitals."""
    return one.strip().casefold() == other.strip().casefold()
