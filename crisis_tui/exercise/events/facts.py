"""What players did: expected actions, decisions, statutory clocks."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.exercise.events.base import Event


@dataclass(frozen=True, slots=True)
class ExpectationMet(Event):
    """An expected action was seen; after ExpectationMissed it counts as late."""

    expectation: str
    inject: str
    role: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectationMissed(Event):
    """The limit of an expected action passed without it."""

    expectation: str
    inject: str
    due_play_ms: int


@dataclass(frozen=True, slots=True)
class ExpectationRetracted(Event):
    """A tick was taken back."""

    expectation: str
    inject: str


@dataclass(frozen=True, slots=True)
class DecisionTaken(Event):
    """A decision of the scenario was settled."""

    decision: str
    option: str
    inject: str
    role: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionRetracted(Event):
    """A settled decision was taken back; branches already sent stay sent."""

    decision: str


@dataclass(frozen=True, slots=True)
class ClockStarted(Event):
    """A statutory clock began; due on the story clock (UTC of the story) or by play time."""

    clock: str
    inject: str
    due_story_ms: int | None = None
    due_play_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ClockMet(Event):
    """What the clock asks for was done."""

    clock: str
    role: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ClockMissed(Event):
    """The term passed without it; a later ClockMet counts as late."""

    clock: str
