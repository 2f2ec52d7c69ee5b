"""What players said to the world outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.state import SaidState

if TYPE_CHECKING:
    from crisis_tui.exercise.events import AnswerGiven, QuestionAsked, Record
    from crisis_tui.exercise.state import Draft


def answer_given(draft: Draft, record: Record, event: AnswerGiven) -> None:
    """Know the entry, what it says, and the message that it answers."""
    said = SaidState(
        event.text, event.role, event.opened_play_ms, record.actor, inject=event.inject
    )
    _say(draft, record, event.entry, said)
    before = draft.answers.get(event.inject, ())
    draft.answers = draft.answers.set(event.inject, (*before, event.entry))


def question_asked(draft: Draft, record: Record, event: QuestionAsked) -> None:
    """Know the entry and what it asks."""
    said = SaidState(event.text, event.role, event.opened_play_ms, record.actor, to=event.to)
    _say(draft, record, event.entry, said)


def _say(draft: Draft, record: Record, entry: str, said: SaidState) -> None:
    draft.entries = draft.entries.set(entry, record.seq)
    draft.said = draft.said.set(entry, said)
    draft.said_order = draft.said_order.and_(entry)
