"""Players towards the world outside: they answer a message, they ask somebody something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text, clean_text
from crisis_tui.exercise.deciding.sending import sent
from crisis_tui.exercise.deciding.writing import entry_id, text_refusal
from crisis_tui.exercise.events import AnswerGiven, InjectAcknowledged, QuestionAsked
from crisis_tui.exercise.refusal import Refusal

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment
    from crisis_tui.exercise.commands import AskQuestion, GiveAnswer
    from crisis_tui.exercise.events import Event
    from crisis_tui.exercise.state import ExerciseState, InjectState

    Decision = tuple[Event, ...] | Refusal


def answer(state: ExerciseState, command: GiveAnswer, moment: Moment) -> Decision:
    """Answer a message; who answers it has it, so that is acknowledged too."""
    inject_id, refusal = sent(state, command.inject)
    refusal = refusal or text_refusal(command.text)
    if refusal is not None:
        return refusal
    inject = state.inject(inject_id)
    role = command.role or (inject.to[0] if len(inject.to) == 1 else None)
    if role is None:
        return Refusal(Text("Which role answers? {inject} went to several.", inject=inject_id))
    if role not in inject.to:
        return Refusal(Text("{inject} was not sent to {role}.", inject=inject_id, role=role))
    opened = command.opened or moment
    answered = AnswerGiven(
        entry_id(state),
        inject_id,
        clean_text(command.text),
        opened.play_ms,
        opened.at_ms,
        role,
    )
    return (*_receipt(inject_id, inject, role), answered)


def ask(state: ExerciseState, command: AskQuestion, moment: Moment) -> Decision:
    """Ask somebody outside, by whatever name; the simulation cell answers for them."""
    refusal = text_refusal(command.text)
    if refusal is not None:
        return refusal
    opened = command.opened or moment
    to = None if command.to is None else clean_text(command.to).strip()
    return (
        QuestionAsked(
            entry_id(state),
            clean_text(command.text),
            opened.play_ms,
            opened.at_ms,
            command.role,
            to or None,
        ),
    )


def _receipt(inject_id: str, inject: InjectState, role: str) -> tuple[InjectAcknowledged, ...]:
    return () if role in inject.acknowledged else (InjectAcknowledged(inject_id, role),)
