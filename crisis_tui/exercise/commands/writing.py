"""What people write down, answer, ask, rate and sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.exercise.commands.base import Command

if TYPE_CHECKING:
    from crisis_tui.exercise.clock import Moment


@dataclass(frozen=True, slots=True)
class RecordObservation(Command):
    """Write down what an observer saw."""

    text: str
    objective: str | None = None
    inject: str | None = None
    role: str | None = None
    opened: Moment | None = None


@dataclass(frozen=True, slots=True)
class RateTask(Command):
    """Rate how a task of an objective (number from 1) was performed, one of `state.RATINGS`."""

    objective: str
    task: int
    rating: str
    note: str | None = None
    opened: Moment | None = None


@dataclass(frozen=True, slots=True)
class GiveAnswer(Command):
    """A player answers a message; without `role` the one role to which it was sent.

    An answer says that the role has the message.
    """

    inject: str
    text: str
    role: str | None = None
    opened: Moment | None = None


@dataclass(frozen=True, slots=True)
class AskQuestion(Command):
    """A player asks the world outside something; `to` is whom, by whatever name."""

    text: str
    to: str | None = None
    role: str | None = None
    opened: Moment | None = None


@dataclass(frozen=True, slots=True)
class HandleEntry(Command):
    """A player's question or answer is dealt with, without a written reply."""

    entry: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RetractEntryHandling(Command):
    """A question or answer is to be dealt with after all."""

    entry: str


@dataclass(frozen=True, slots=True)
class RecordEntry(Command):
    """Write a line in the log; `kind` is one of `state.ENTRY_KINDS`."""

    kind: str
    text: str
    role: str | None = None
    inject: str | None = None
    opened: Moment | None = None


@dataclass(frozen=True, slots=True)
class RecordAction(Command):
    """Write down an action with its owner."""

    text: str
    owner: str
    due_play_ms: int | None = None
    opened: Moment | None = None


@dataclass(frozen=True, slots=True)
class CloseAction(Command):
    """An action is done."""

    entry: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RetractEntry(Command):
    """Take back something that was written."""

    entry: str


@dataclass(frozen=True, slots=True)
class SignHandover(Command):
    """Hand over in five points, from one person to another."""

    by: str
    to: str
    situation: str
    decisions: str
    actions: str
    expectation: str
    contacts: str


@dataclass(frozen=True, slots=True)
class AcceptHandover(Command):
    """Sign for a hand-over; `by` is who relieves, the one whom it names.

    `entry` is its id, or who handed over.
    """

    entry: str
    by: str
