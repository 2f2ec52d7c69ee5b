"""What players did: expected actions, decisions, statutory clocks."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.exercise.commands.base import Command


@dataclass(frozen=True, slots=True)
class MeetExpectation(Command):
    """An expected action was seen."""

    expectation: str
    role: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RetractExpectation(Command):
    """Take a tick back."""

    expectation: str


@dataclass(frozen=True, slots=True)
class TakeDecision(Command):
    """Settle a decision of the scenario."""

    decision: str
    option: str
    role: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RetractDecision(Command):
    """Take a decision back."""

    decision: str


@dataclass(frozen=True, slots=True)
class MeetClock(Command):
    """What a statutory clock asks for was done."""

    clock: str
    role: str | None = None
    note: str | None = None
