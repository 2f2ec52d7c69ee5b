"""How messages move."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.exercise.events.base import Event


@dataclass(frozen=True, slots=True)
class InjectAdded(Event):
    """An ad hoc inject was written; due by play time, or at once by InjectDelivered.

    `in_reply_to` is the entry id of the question or answer to which it replies.
    """

    inject: str
    title: str
    text: str
    to: tuple[str, ...]
    sender: str | None = None
    channel: str | None = None
    due_play_ms: int | None = None
    in_reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class InjectDelivered(Event):
    """An inject reached its roles, `late_ms` of play after it was due (0 if sent by hand)."""

    inject: str
    due_play_ms: int | None
    late_ms: int
    to: tuple[str, ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class InjectAcknowledged(Event):
    """A role confirmed that it has the inject."""

    inject: str
    role: str


@dataclass(frozen=True, slots=True)
class InjectHeld(Event):
    """An inject is not sent when it is due.

    `reason`: outage or jump (waits on the catch-up list), hand, condition (its `when` is not
    settled yet; it comes by itself once it is), quiet (it comes once the quiet hours are over).
    """

    inject: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectSkipped(Event):
    """An inject will not be sent (`reason`: hand, outage, condition, jump).

    A recurring inject of which several were passed over names the last one in `through`.
    """

    inject: str
    reason: str
    through: str | None = None


@dataclass(frozen=True, slots=True)
class InjectRetimed(Event):
    """An inject got another due time."""

    inject: str
    due_play_ms: int


@dataclass(frozen=True, slots=True)
class InjectVoided(Event):
    """A delivered inject no longer counts; it is never erased."""

    inject: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectPlayed(Event):
    """The simulation cell really spoke a delivered inject: called, radioed, was there."""

    inject: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class InjectPlayRetracted(Event):
    """An inject noted as played was not played after all."""

    inject: str
