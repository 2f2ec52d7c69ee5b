"""What players asked and answered, and how long the world outside took to reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise import events as ev

if TYPE_CHECKING:
    from crisis_tui.debrief.collect import Collected


@dataclass(frozen=True, slots=True)
class SaidFact:
    """A question to somebody outside (`to`), or an answer to a message (`inject`).

    `reply` is the message that replied; `note` how it was dealt with without one. `taken_ms` from
    when the entry was opened until either; None if nobody did.
    """

    id: str
    is_question: bool
    text: str
    role: str | None
    to: str | None
    inject: str | None
    play_ms: int
    reply: str | None = None
    note: str | None = None
    replied_play_ms: int | None = None

    @property
    def taken_ms(self) -> int | None:
        """How long the reply took, None without one."""
        return None if self.replied_play_ms is None else self.replied_play_ms - self.play_ms


def said_facts(found: Collected) -> tuple[SaidFact, ...]:
    """Return what players asked and answered and did not take back, in order."""
    facts = [_said_fact(found, event) for event in found.said.values()]
    return tuple(sorted(facts, key=lambda fact: (fact.play_ms, fact.id)))


def _said_fact(found: Collected, event: ev.AnswerGiven | ev.QuestionAsked) -> SaidFact:
    handled_ms, note = found.handled.get(event.entry, (None, None))
    reply = _first_reply(found, event.entry)
    times = [found.delivered[reply][0]] if reply else []
    times += [] if handled_ms is None else [handled_ms]
    is_question = isinstance(event, ev.QuestionAsked)
    return SaidFact(
        id=event.entry,
        is_question=is_question,
        text=event.text,
        role=event.role,
        to=event.to if isinstance(event, ev.QuestionAsked) else None,
        inject=event.inject if isinstance(event, ev.AnswerGiven) else None,
        play_ms=event.opened_play_ms,
        reply=reply,
        note=note,
        replied_play_ms=min(times, default=None),
    )


def _first_reply(found: Collected, entry: str) -> str | None:
    """Return the first reply that reached its roles and was not declared void."""
    replies = (added.inject for added in found.added.values() if added.in_reply_to == entry)
    return next(
        (one for one in replies if found.state.get(one, ("", None))[0] == "delivered"), None
    )
