"""One message in full, for those who may see everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.state import ExpectationState, Outcome
from crisis_tui.exercise.views.branches import condition_text
from crisis_tui.exercise.views.messages import message_row

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.events import InjectAdded
    from crisis_tui.exercise.state import DoneState, ExerciseState, InjectState
    from crisis_tui.exercise.views.messages import MessageRow
    from crisis_tui.scenario.model import Decision, ExpectedAction
    from crisis_tui.scenario.script import PlannedInject


@dataclass(frozen=True, slots=True)
class Receipt:
    """A role that gets the message: when it confirmed, and how long it took since delivery."""

    role: str
    play_ms: int | None
    after_ms: int | None


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """An expected action. `elapsed_ms` since delivery until done or now, None if not opened."""

    id: str
    by: str
    action: str
    objective: str | None
    outcome: Outcome
    elapsed_ms: int | None
    within_ms: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of a decision."""

    id: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision that the message asks for."""

    id: str
    question: str
    authority: str | None
    options: tuple[OptionRow, ...]
    within_ms: int | None
    elapsed_ms: int | None
    role: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class InjectDetail:
    """A message in full. `truth`, `guidance`, `expects` and `condition` are for controllers only.

    `story_ms` is when it was (or would be) sent in the story, None if only the exercise can tell.
    `to_play`: somebody plays messages in this exercise, and this spoken one was not played yet.
    """

    row: MessageRow
    sender: str | None
    channel: str | None
    text: str
    gloss: str | None
    guidance: str | None
    truth: str
    media: tuple[str, ...]
    storyline: str | None
    delivered_at_ms: int | None
    story_ms: int | None
    late_ms: int
    by_hand: bool
    reason: str | None
    acknowledge_within_ms: int | None
    receipts: tuple[Receipt, ...]
    expects: tuple[ExpectedRow, ...]
    decision: DecisionRow | None
    condition: AnyText | None
    follows: str | None
    played: DoneState | None = None
    to_play: bool = False


def inject_detail(state: ExerciseState, play_ms: int, inject_id: str) -> InjectDetail | None:
    """Return one message at a play time; None for an id that nobody knows."""
    planned = state.plan.inject(inject_id)
    if planned is not None:
        return _of_script(state, play_ms, inject_id, planned)
    added = state.added.get(inject_id)
    return None if added is None else _ad_hoc(state, play_ms, added)


def _of_script(
    state: ExerciseState, play_ms: int, inject_id: str, planned: PlannedInject
) -> InjectDetail:
    inject, now = planned.inject, state.inject(inject_id)
    number = split_occurrence(inject_id)[1]
    decision = inject.decision
    return InjectDetail(
        row=message_row(state, play_ms, inject_id),
        sender=inject.sender,
        channel=inject.channel,
        text=inject.text,
        gloss=inject.gloss,
        guidance=inject.guidance,
        truth=inject.truth,
        media=inject.media,
        storyline=inject.storyline,
        delivered_at_ms=now.delivered_at_ms,
        story_ms=planned.story_ms if now.is_unsent else now.delivered_story_ms,
        late_ms=now.late_ms,
        by_hand=now.by_hand,
        reason=now.reason,
        acknowledge_within_ms=inject.acknowledge_ms,
        receipts=_receipts(now, now.to or inject.to),
        expects=tuple(
            _expected_row(state, play_ms, occurrence(action.id, number), action)
            for action in inject.expects
        ),
        decision=_decision_row(state, play_ms, now, number, decision) if decision else None,
        condition=condition_text(inject.condition) if inject.condition else None,
        follows=inject.after.inject if inject.after else None,
        played=state.played.get(inject_id),
        to_play=bool(state.played) and inject_id in state.unspoken,
    )


def _ad_hoc(state: ExerciseState, play_ms: int, added: InjectAdded) -> InjectDetail:
    now = state.inject(added.inject)
    return InjectDetail(
        row=message_row(state, play_ms, added.inject),
        sender=added.sender,
        channel=added.channel,
        text=added.text,
        gloss=None,
        guidance=None,
        truth="fact",
        media=(),
        storyline=None,
        delivered_at_ms=now.delivered_at_ms,
        story_ms=now.delivered_story_ms,
        late_ms=now.late_ms,
        by_hand=now.by_hand,
        reason=now.reason,
        acknowledge_within_ms=None,
        receipts=_receipts(now, added.to),
        expects=(),
        decision=None,
        condition=None,
        follows=None,
        played=state.played.get(added.inject),
        to_play=bool(state.played) and added.inject in state.unspoken,
    )


def _receipts(inject: InjectState, to: tuple[str, ...]) -> tuple[Receipt, ...]:
    delivered_ms = inject.delivered_play_ms or 0
    times = [(role, inject.acknowledged.get(role)) for role in to]
    return tuple(
        Receipt(role, time_ms, None if time_ms is None else time_ms - delivered_ms)
        for role, time_ms in times
    )


def _expected_row(
    state: ExerciseState, play_ms: int, key: str, action: ExpectedAction
) -> ExpectedRow:
    known = state.expectations.get(key) or ExpectationState("")
    until_ms = play_ms if known.met_play_ms is None else known.met_play_ms
    opened_ms = known.opened_play_ms
    return ExpectedRow(
        id=key,
        by=action.by,
        action=action.action,
        objective=action.objective,
        outcome=known.outcome,
        elapsed_ms=None if opened_ms is None else max(0, until_ms - opened_ms),
        within_ms=action.within_ms,
        note=known.note,
    )


def _decision_row(
    state: ExerciseState, play_ms: int, inject: InjectState, number: int, decision: Decision
) -> DecisionRow:
    key = occurrence(decision.id, number)
    taken = state.decisions.get(key)
    until_ms = play_ms if taken is None else taken.play_ms
    asked_ms = inject.delivered_play_ms
    chosen = None if taken is None else taken.option
    return DecisionRow(
        id=key,
        question=decision.question,
        authority=decision.authority,
        options=tuple(
            OptionRow(option.id, option.title, option.id == chosen) for option in decision.options
        ),
        within_ms=decision.within_ms,
        elapsed_ms=None if asked_ms is None else max(0, until_ms - asked_ms),
        role=taken.role if taken else None,
        reason=taken.reason if taken else None,
    )
