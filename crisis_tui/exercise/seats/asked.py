"""What players asked the world outside and answered to it, and nobody dealt with yet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crisis_tui.exercise.state import InjectStatus
from crisis_tui.exercise.views.header import inject_sender, inject_title

if TYPE_CHECKING:
    from crisis_tui.exercise.state import ExerciseState, SaidState

MOST_SAID = 500
"""So far back something that waits for a reply is looked for."""


@dataclass(frozen=True, slots=True)
class PlayersLine:
    """A question to somebody outside (`to`), or an answer to a message (`inject`).

    `reply_as`: whom the simulation cell plays when it replies.
    """

    entry: str
    is_question: bool
    text: str
    role: str | None
    to: str | None
    inject: str | None
    inject_title: str | None
    play_ms: int
    reply_as: str | None = None


def unanswered(state: ExerciseState) -> tuple[PlayersLine, ...]:
    """Return what waits for a reply: questions first, each the oldest first."""
    entries = islice(state.said_order.newest_first(), MOST_SAID)
    lines = [
        _line(state, entry, state.said[entry]) for entry in entries if awaits_reply(state, entry)
    ]
    lines.reverse()
    return tuple(sorted(lines, key=lambda line: not line.is_question))


def awaits_reply(state: ExerciseState, entry: str) -> bool:
    """Tell whether nobody replied to an entry or dealt with it; a void reply is none."""
    if entry in state.retracted or entry in state.handled:
        return False
    replies = state.replies.get(entry, ())
    return all(state.inject(reply).status is InjectStatus.VOIDED for reply in replies)


def _line(state: ExerciseState, entry: str, said: SaidState) -> PlayersLine:
    title = None if said.inject is None else inject_title(state, said.inject)
    return PlayersLine(
        entry=entry,
        is_question=said.inject is None,
        text=said.text,
        role=said.role,
        to=said.to,
        inject=said.inject,
        inject_title=title,
        play_ms=said.opened_play_ms,
        reply_as=said.to if said.inject is None else inject_sender(state, said.inject),
    )
