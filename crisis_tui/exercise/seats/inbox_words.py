"""How a message stands for the player who has it, and what asks for that player now."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crisis_tui.exercise.seats.inbox import AskedDecision, InboxMessage


class InboxState(StrEnum):
    """New: not confirmed yet. Late: nor within its limit. Decide: it asks a decision."""

    NEW = "new"
    LATE = "late"
    DECIDE = "decide"
    ANSWERED = "answered"
    HAVE = "have"
    WITHDRAWN = "withdrawn"


INBOX_WORDS: Mapping[InboxState, Text] = {
    InboxState.NEW: Text("new"),
    InboxState.LATE: Text("late"),
    InboxState.DECIDE: Text("decide"),
    InboxState.ANSWERED: Text("answered"),
    InboxState.HAVE: Text("have it"),
    InboxState.WITHDRAWN: Text("withdrawn"),
}
PRESSING = (InboxState.LATE, InboxState.NEW, InboxState.DECIDE)
"""What asks for the player, the most urgent first."""


def inbox_state(message: InboxMessage, play_ms: int) -> InboxState:
    """Return how a message stands at a play time."""
    if message.is_withdrawn:
        return InboxState.WITHDRAWN
    if message.waiting:
        limit_ms = message.limit_play_ms
        late = limit_ms is not None and play_ms > limit_ms
        return InboxState.LATE if late else InboxState.NEW
    if is_open(message.decision):
        return InboxState.DECIDE
    answered = any(not said.is_retracted for said in message.answers)
    return InboxState.ANSWERED if answered else InboxState.HAVE


def is_open(decision: AskedDecision | None) -> bool:
    """Tell whether a decision is asked that was not taken yet."""
    return decision is not None and decision.option is None


def pressing(
    inbox: Iterable[InboxMessage], play_ms: int
) -> tuple[tuple[InboxState, InboxMessage], ...]:
    """Return the messages that ask for the player, the most urgent first, then the oldest."""
    found = [(inbox_state(message, play_ms), message) for message in inbox]
    asking = [pair for pair in found if pair[0] in PRESSING]
    return tuple(sorted(asking, key=lambda pair: (PRESSING.index(pair[0]), pair[1].play_ms)))


def next_limit_play_ms(inbox: Iterable[InboxMessage], play_ms: int) -> int | None:
    """Return the first play time at which a message becomes late, None if none does."""
    limits = [one.limit_play_ms for one in inbox if one.waiting and one.limit_play_ms is not None]
    return min((limit_ms + 1 for limit_ms in limits if limit_ms >= play_ms), default=None)
