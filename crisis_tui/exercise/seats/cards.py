"""A message as the simulation cell plays it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.exercise.spoken import channel_of, is_spoken
from crisis_tui.exercise.state import InjectStatus
from crisis_tui.exercise.views.branches import condition_text
from crisis_tui.exercise.views.header import inject_title

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.state import ExerciseState, InjectState


class CardState(StrEnum):
    """Where a message stands for whoever plays it.

    Speak: delivered on a spoken channel, nobody has it before it is played. Sent: delivered on a
    channel that carries a text. Waits: its time has come, its condition is not settled. Overdue:
    on the catch-up list.
    """

    SPEAK = "speak"
    PLAYED = "played"
    SENT = "sent"
    COMING = "coming"
    WAITS = "waits"
    HELD = "held"
    OVERDUE = "overdue"
    SKIPPED = "skipped"
    VOIDED = "voided"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class PlayCard:
    """A message with everything that is said about playing it; never for players.

    `due_play_ms` is when it comes (None: by hand, or not known yet), `delivered_play_ms` when it
    came, `played_play_ms` when it was spoken, by `played_by` with `note`. `bank_key`, 1 to 9, is the
    key that the scenario gives a message of the bank.
    """

    id: str
    state: CardState
    title: str
    to: tuple[str, ...]
    sender: str | None
    channel: str | None
    spoken: bool
    text: str
    gloss: str | None = None
    guidance: str | None = None
    truth: str = "fact"
    expects: tuple[str, ...] = ()
    condition: AnyText | None = None
    due_play_ms: int | None = None
    delivered_play_ms: int | None = None
    played_play_ms: int | None = None
    played_by: str | None = None
    note: str | None = None
    in_reply_to: str | None = None
    bank_key: int | None = None


def play_card(state: ExerciseState, inject_id: str, due_play_ms: int | None = None) -> PlayCard:
    """Return one message; `due_play_ms` if it is known better than by the inject itself."""
    inject, planned = state.inject(inject_id), state.plan.inject(inject_id)
    added, played = state.added.get(inject_id), state.played.get(inject_id)
    script = planned.inject if planned else None
    to = script.to if script else added.to if added else ()
    return PlayCard(
        id=inject_id,
        state=card_state(state, inject_id, inject),
        title=inject_title(state, inject_id),
        to=inject.to or to,
        sender=script.sender if script else added.sender if added else None,
        channel=channel_of(state, inject_id),
        spoken=is_spoken(state, inject_id),
        text=script.text if script else added.text if added else "",
        gloss=script.gloss if script else None,
        guidance=script.guidance if script else None,
        truth=script.truth if script else "fact",
        expects=tuple(f"{one.by}: {one.action}" for one in script.expects) if script else (),
        condition=condition_text(script.condition) if script and script.condition else None,
        due_play_ms=inject.due_play_ms if due_play_ms is None else due_play_ms,
        delivered_play_ms=inject.delivered_play_ms,
        played_play_ms=played.play_ms if played else None,
        played_by=played.by.person if played else None,
        note=played.note if played else None,
        in_reply_to=added.in_reply_to if added else None,
        bank_key=script.key if script else None,
    )


def card_state(state: ExerciseState, inject_id: str, inject: InjectState) -> CardState:
    """Return where a message stands for whoever plays it."""
    if inject.status is InjectStatus.DELIVERED:
        if inject_id in state.played:
            return CardState.PLAYED
        return CardState.SPEAK if inject_id in state.unspoken else CardState.SENT
    if inject_id in state.catch_up:
        return CardState.OVERDUE
    if inject.status is InjectStatus.PLANNED:
        planned = state.plan.inject(inject_id)
        by_hand = planned is not None and planned.inject.bank and inject.due_play_ms is None
        return CardState.BANK if by_hand else CardState.COMING
    return _STATES[inject.status]


_STATES = {
    InjectStatus.WAITING: CardState.WAITS,
    InjectStatus.HELD: CardState.HELD,
    InjectStatus.SKIPPED: CardState.SKIPPED,
    InjectStatus.VOIDED: CardState.VOIDED,
}
