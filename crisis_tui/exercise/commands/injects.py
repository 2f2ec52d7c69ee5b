"""Messages: send, hold, leave out, re-time, void, write, play."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.exercise.commands.base import Command


@dataclass(frozen=True, slots=True)
class DeliverInject(Command):
    """Send an inject now, whatever its time, condition or state before sending."""

    inject: str


@dataclass(frozen=True, slots=True)
class HoldInject(Command):
    """Keep an inject back until it is sent, skipped or re-timed by hand."""

    inject: str


@dataclass(frozen=True, slots=True)
class SkipInject(Command):
    """Leave an inject out."""

    inject: str


@dataclass(frozen=True, slots=True)
class RetimeInject(Command):
    """Give an inject another due time on the exercise clock."""

    inject: str
    due_play_ms: int


@dataclass(frozen=True, slots=True)
class VoidInject(Command):
    """Declare a delivered inject void."""

    inject: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddInject(Command):
    """Write an ad hoc inject; without `due_play_ms` it is sent at once.

    `in_reply_to` names the entry of a player's question or answer to which it replies.
    """

    title: str
    text: str
    to: tuple[str, ...]
    sender: str | None = None
    channel: str | None = None
    due_play_ms: int | None = None
    in_reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class PlayInject(Command):
    """A delivered inject was really spoken: called, radioed, played on the spot."""

    inject: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RetractInjectPlay(Command):
    """An inject was not played after all."""

    inject: str


@dataclass(frozen=True, slots=True)
class SendOverdue(Command):
    """Send everything on the catch-up list, in the order in which it was due."""


@dataclass(frozen=True, slots=True)
class SkipOverdue(Command):
    """Leave out everything on the catch-up list."""


@dataclass(frozen=True, slots=True)
class AcknowledgeInject(Command):
    """A role has the inject; without `role` every role that has not confirmed it yet."""

    inject: str
    role: str | None = None
