"""The messages that were delivered to the roles that a player holds, and what came of them.

A message bears what its receiver got and nothing of the script: no expected actions, no guidance,
no truth, no explanation, no limit but that for confirming it, and of its receivers only the roles
held. Why it was withdrawn is not said either.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING

from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.state import InjectStatus
from crisis_tui.exercise.views.header import inject_title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from crisis_tui.exercise.state import ExerciseState, InjectState, SaidState
    from crisis_tui.scenario.model import Decision

MOST_MESSAGES = 200


@dataclass(frozen=True, slots=True)
class AskedOption:
    """An option of a decision."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class AskedDecision:
    """A decision that a message asks of a role held; `option` is the id of what was decided."""

    id: str
    question: str
    options: tuple[AskedOption, ...]
    option: str | None
    role: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """An answer or a question of a role held; `replies` are ids of messages in the inbox."""

    entry: str
    text: str
    role: str
    play_ms: int
    to: str | None
    is_retracted: bool
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InboxMessage:
    """A message as its receiver has it.

    `roles` are those of its receivers that are held; `waiting` those of them that did not confirm
    it. `story_ms` is the UTC instant of the story at which it came. `limit_play_ms` is the last
    play time to confirm it. `replies_to` is the entry of the own answer or question to which it
    replies.
    """

    id: str
    title: str
    sender: str | None
    channel: str | None
    text: str
    media: tuple[str, ...]
    roles: tuple[str, ...]
    play_ms: int
    story_ms: int
    waiting: tuple[str, ...]
    limit_play_ms: int | None
    decision: AskedDecision | None
    answers: tuple[Said, ...]
    replies_to: str | None
    is_withdrawn: bool


def inbox(state: ExerciseState, roles: Collection[str]) -> tuple[InboxMessage, ...]:
    """Return the newest messages of these roles, newest first."""
    came = (state.received[role].newest_first() for role in roles if role in state.received)
    newest = merge(*came, key=lambda receipt: -receipt.seq)
    ids = (inject_id for inject_id, _ in groupby(newest, key=lambda receipt: receipt.inject))
    newest_ids = islice(ids, MOST_MESSAGES)
    return tuple(_known_message(state, inject_id, tuple(roles)) for inject_id in newest_ids)


def questions(state: ExerciseState, roles: Collection[str]) -> tuple[Said, ...]:
    """Return what these roles asked the world outside, newest first."""
    asked = (
        said_of(state, entry, said, roles)
        for entry in state.said_order.newest_first()
        for said in (state.said[entry],)
        if said.inject is None and said.role in roles
    )
    return tuple(islice(asked, MOST_MESSAGES))


def came_to(state: ExerciseState, inject_id: str, roles: Collection[str]) -> bool:
    """Tell whether a message was delivered to one of these roles."""
    inject = state.inject(inject_id)
    return not inject.is_unsent and any(role in roles for role in inject.to)


def said_of(state: ExerciseState, entry: str, said: SaidState, roles: Collection[str]) -> Said:
    """Return an answer or question with the replies to it that these roles got."""
    replies = state.replies.get(entry, ())
    return Said(
        entry,
        said.text,
        said.role or "",
        said.opened_play_ms,
        said.to,
        entry in state.retracted,
        tuple(reply for reply in replies if came_to(state, reply, roles)),
    )


def _known_message(state: ExerciseState, inject_id: str, roles: tuple[str, ...]) -> InboxMessage:
    """Return a message, the same object as before if nothing happened to it.

    Forty seats are shown after each event, and nearly all that they show is old.
    """
    if inject_id in state.answers:
        return _message(state, inject_id, roles)
    inject, planned = state.inject(inject_id), state.plan.inject(inject_id)
    asked = planned.inject.decision if planned else None
    taken = state.decisions.get(_decision_id(asked, inject_id)) if asked else None
    memo = state.plan.inbox_memo
    known = memo.get((inject_id, roles))
    if known is None or known[0] is not inject or known[1] is not taken:
        known = memo[inject_id, roles] = (inject, taken, _message(state, inject_id, roles))
    message: InboxMessage = known[2]
    return message


def _decision_id(asked: Decision, inject_id: str) -> str:
    return occurrence(asked.id, split_occurrence(inject_id)[1])


def _message(state: ExerciseState, inject_id: str, roles: Collection[str]) -> InboxMessage:
    inject, planned = state.inject(inject_id), state.plan.inject(inject_id)
    added = state.added.get(inject_id)
    script = planned.inject if planned else None
    written = script or added
    mine = tuple(role for role in inject.to if role in roles)
    withdrawn = inject.status is InjectStatus.VOIDED
    return InboxMessage(
        id=inject_id,
        title=inject_title(state, inject_id),
        sender=written.sender if written else None,
        channel=written.channel if written else None,
        text=written.text if written else "",
        media=script.media if script else (),
        roles=mine,
        play_ms=inject.delivered_play_ms or 0,
        story_ms=inject.delivered_story_ms or 0,
        waiting=() if withdrawn else tuple(one for one in mine if one not in inject.acknowledged),
        limit_play_ms=_limit(inject, script.acknowledge_ms if script else None),
        decision=_decision(state, inject_id, script.decision if script else None, mine),
        answers=tuple(_answers(state, inject_id, roles)),
        replies_to=_own(state, added.in_reply_to if added else None, roles),
        is_withdrawn=withdrawn,
    )


def _limit(inject: InjectState, within_ms: int | None) -> int | None:
    return None if within_ms is None else (inject.delivered_play_ms or 0) + within_ms


def _answers(state: ExerciseState, inject_id: str, roles: Collection[str]) -> Iterator[Said]:
    for entry in state.answers.get(inject_id, ()):
        said = state.said[entry]
        if said.role in roles:
            yield said_of(state, entry, said, roles)


def _own(state: ExerciseState, entry: str | None, roles: Collection[str]) -> str | None:
    said = state.said.get(entry) if entry else None
    return entry if said is not None and said.role in roles else None


def _decision(
    state: ExerciseState, inject_id: str, asked: Decision | None, mine: Collection[str]
) -> AskedDecision | None:
    """Return the decision if it is one of these roles who takes it."""
    if asked is None:
        return None
    someone_elses = asked.authority in state.plan.roles and asked.authority not in mine
    if someone_elses:
        return None
    key = _decision_id(asked, inject_id)
    taken = state.decisions.get(key)
    return AskedDecision(
        key,
        asked.question,
        tuple(AskedOption(option.id, option.title) for option in asked.options),
        taken.option if taken else None,
        taken.role if taken else None,
        taken.reason if taken else None,
    )
