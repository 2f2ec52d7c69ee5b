"""What people write down, answer, ask, rate and sign."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_tui.exercise.events.base import Event


@dataclass(frozen=True, slots=True)
class ObservationRecorded(Event):
    """What an observer saw; `opened_…` is when the entry line was opened."""

    entry: str
    text: str
    opened_play_ms: int
    opened_at_ms: int
    objective: str | None = None
    inject: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class TaskRated(Event):
    """An observer rated how a task of an objective was performed; `task` counts from 1.

    `rating`: P without challenges, S with some, M with major challenges, U not so that the
    objective was met. Of each observer the last rating of a task counts.
    """

    entry: str
    objective: str
    task: int
    rating: str
    opened_play_ms: int
    opened_at_ms: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerGiven(Event):
    """A player answered a message, in a role to which it was sent."""

    entry: str
    inject: str
    text: str
    opened_play_ms: int
    opened_at_ms: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A player asked the world outside something; `to` is whom, as the player wrote it."""

    entry: str
    text: str
    opened_play_ms: int
    opened_at_ms: int
    role: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class EntryHandled(Event):
    """The simulation cell dealt with a player's question or answer without a written reply."""

    entry: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EntryHandlingRetracted(Event):
    """A question or answer noted as dealt with was not."""

    entry: str


@dataclass(frozen=True, slots=True)
class EntryRecorded(Event):
    """A line of the log.

    `kind`: picture, judgement, decision (the BOB columns), note, fact, assumption, bottleneck,
    question.
    """

    entry: str
    kind: str
    text: str
    opened_play_ms: int
    opened_at_ms: int
    role: str | None = None
    inject: str | None = None


@dataclass(frozen=True, slots=True)
class ActionRecorded(Event):
    """An action with its owner (a role or a name) and due time on the exercise clock."""

    entry: str
    text: str
    owner: str
    opened_play_ms: int
    opened_at_ms: int
    due_play_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ActionClosed(Event):
    """An action is done."""

    entry: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EntryRetracted(Event):
    """Something that was written was taken back; it stays in the journal."""

    entry: str


@dataclass(frozen=True, slots=True)
class HandoverSigned(Event):
    """A hand-over in five points between two people."""

    by: str
    to: str
    situation: str
    decisions: str
    actions: str
    expectation: str
    contacts: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class HandoverAccepted(Event):
    """Who relieves has signed the hand-over in their own name; from here it is complete."""

    entry: str
    by: str
