"""What a delivered inject still waits for: acknowledgement, expected actions, a decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crisis_tui.exercise.plan import occurrence, split_occurrence
from crisis_tui.exercise.state import UNDONE, InjectStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.state import Draft, InjectState
    from crisis_tui.scenario.script import PlannedInject


class PointKind(StrEnum):
    """What is waited for."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ACTION = "action"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that a role has not done yet; the limit is the last play time in time."""

    inject: str
    kind: PointKind
    id: str
    role: str | None
    limit_play_ms: int | None

    def overdue_ms(self, play_ms: int) -> int:
        """Return how long ago the limit passed; 0 or less while it has not."""
        return -1 if self.limit_play_ms is None else play_ms - self.limit_play_ms


def open_points(state: Draft, inject_id: str) -> Iterator[OpenPoint]:
    """Yield what a delivered inject waits for; nothing for any other."""
    inject = state.injects.get(inject_id)
    planned = state.plan.inject(inject_id)
    if inject is None or planned is None or inject.status is not InjectStatus.DELIVERED:
        return
    yield from _acknowledgements(inject_id, inject, planned)
    yield from _actions(state, inject_id, planned)
    yield from _decision(state, inject_id, inject, planned)


def _acknowledgements(
    inject_id: str, inject: InjectState, planned: PlannedInject
) -> Iterator[OpenPoint]:
    within_ms = planned.inject.acknowledge_ms
    if within_ms is None:
        return
    limit_ms = (inject.delivered_play_ms or 0) + within_ms
    for role in inject.to:
        if role not in inject.acknowledged:
            yield OpenPoint(inject_id, PointKind.ACKNOWLEDGEMENT, inject_id, role, limit_ms)


def _actions(state: Draft, inject_id: str, planned: PlannedInject) -> Iterator[OpenPoint]:
    number = split_occurrence(inject_id)[1]
    for action in planned.inject.expects:
        key = occurrence(action.id, number)
        known = state.expectations.get(key)
        if known is not None and known.outcome in UNDONE:
            yield OpenPoint(inject_id, PointKind.ACTION, key, action.by, known.limit_play_ms)


def _decision(
    state: Draft, inject_id: str, inject: InjectState, planned: PlannedInject
) -> Iterator[OpenPoint]:
    decision = planned.inject.decision
    if decision is None:
        return
    key = occurrence(decision.id, split_occurrence(inject_id)[1])
    if key in state.decisions:
        return
    within_ms = decision.within_ms
    limit_ms = None if within_ms is None else (inject.delivered_play_ms or 0) + within_ms
    yield OpenPoint(inject_id, PointKind.DECISION, key, decision.authority, limit_ms)
