"""What delivered messages wait for, in one pass: what is late, what is asked, when that changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.points import OpenPoint, PointKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.exercise.state import ExerciseState


@dataclass(frozen=True, slots=True)
class Waiting:
    """What delivered messages wait for at a play time.

    `first` is the late point that is most urgent; `late` and `deciding` are the ids of messages
    with a late point and with a decision to take; `changes_play_ms` is when the next limit passes.
    """

    first: OpenPoint | None
    late: frozenset[str]
    deciding: frozenset[str]
    changes_play_ms: int | None


def waiting(state: ExerciseState, play_ms: int) -> Waiting:
    """Return what is waited for; costs one look at every open point.

    Once a phase has begun after a limit, what was asked is overtaken: missed, no longer late.
    """
    began_ms = -1 if state.phase is None else state.phases.get(state.phase, -1)
    late = [point for point, limit_ms in _limits(state) if began_ms <= limit_ms < play_ms]
    coming_ms = min((limit_ms for _, limit_ms in _limits(state) if limit_ms >= play_ms), default=-1)
    return Waiting(
        first=min(late, key=_urgency, default=None),
        late=frozenset(point.inject for point in late),
        deciding=frozenset(
            inject_id
            for inject_id, points in state.unfinished.items()
            if points[-1].kind is PointKind.DECISION
        ),
        changes_play_ms=None if coming_ms < 0 else coming_ms + 1,
    )


def _limits(state: ExerciseState) -> Iterator[tuple[OpenPoint, int]]:
    for points in state.unfinished.values():
        for point in points:
            if point.limit_play_ms is not None:
                yield point, point.limit_play_ms


def _urgency(point: OpenPoint) -> tuple[bool, int, str, str]:
    """Nobody has the message: first; then by age."""
    reacted = point.kind is not PointKind.ACKNOWLEDGEMENT
    return reacted, point.limit_play_ms or 0, point.inject, point.id
