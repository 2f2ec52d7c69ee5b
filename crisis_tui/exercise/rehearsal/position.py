"""A place on the way through a scenario: how the exercise stands, and what people still choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crisis_tui.exercise.rehearsal.subjects import Outcome
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.conditions import Subject


class Choice(NamedTuple):
    """What is settled at a play time, one way or another: a fork of the way."""

    at_ms: int
    subject: Subject
    inject: str | None
    outcomes: tuple[Outcome, ...]


class Happening(NamedTuple):
    """Something on the way.

    `kind`: inject, phase, milestone, skipped, waits (for ever: an inject, or a phase or milestone
    named `phase ID`), end, still (nothing comes by itself any more), horizon. `story_ms` is the
    time in the story, `by_hand` says that a controller has to do it.
    """

    play_ms: int
    kind: str
    id: str
    story_ms: int = 0
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """The state at `play_ms` with the choices ahead that are known, the next one first.

    `never` holds what was left unsettled for good.
    """

    state: ExerciseState
    play_ms: int
    choices: tuple[Choice, ...] = ()
    never: frozenset[Subject] = frozenset()
    waiting: frozenset[str] = frozenset()
    """What waits for ever already; each is told once."""
