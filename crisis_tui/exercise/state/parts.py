"""What the state of an exercise is made of: one small frozen record for each thing that stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from immutables import Map

if TYPE_CHECKING:
    from crisis_tui.exercise.events import Actor, HandoverSigned
    from crisis_tui.scenario.story import StoryAnchor

ENTRY_KINDS = (
    "picture",
    "judgement",
    "decision",
    "note",
    "fact",
    "assumption",
    "bottleneck",
    "question",
)

RATINGS = ("P", "S", "M", "U")
"""Performed without challenges, with some, with major ones, unable to meet the objective."""

QUIET_HOURS = "quiet"
"""Why an inject waits whose time came in the quiet hours."""


class InjectStatus(StrEnum):
    """Where an inject stands.

    Waiting: its time has come, but its condition is not settled or the quiet hours are not over.
    """

    PLANNED = "planned"
    WAITING = "waiting"
    HELD = "held"
    SKIPPED = "skipped"
    DELIVERED = "delivered"
    VOIDED = "voided"


class Outcome(StrEnum):
    """How an expected action or a statutory clock stands. Late: missed first, met after all.

    Cancelled: the inject that asked for it was declared void.
    """

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    LATE = "late"
    CANCELLED = "cancelled"


UNDONE = frozenset({Outcome.OPEN, Outcome.MISSED})
"""It can still be done, in time or late."""
DONE = frozenset({Outcome.MET, Outcome.LATE})


class InjectState(NamedTuple):
    """One inject. `due_play_ms` is its present due time, None without one.

    `retimed` says that somebody gave it another due time; `ripe_play_ms` is when a waiting inject's
    condition was settled; `reason` is why it is held, skipped or void.
    """

    status: InjectStatus = InjectStatus.PLANNED
    due_play_ms: int | None = None
    retimed: bool = False
    ripe_play_ms: int | None = None
    reason: str | None = None
    delivered_at_ms: int | None = None
    delivered_play_ms: int | None = None
    delivered_story_ms: int | None = None
    late_ms: int = 0
    by_hand: bool = False
    to: tuple[str, ...] = ()
    acknowledged: Map[str, int] = Map()
    """Play time by role."""

    @property
    def is_unsent(self) -> bool:
        """Tell whether it was not delivered, whatever the reason."""
        return self.delivered_play_ms is None


class Receipt(NamedTuple):
    """An inject that came to a role, by the record that delivered it."""

    seq: int
    inject: str


class ExpectationState(NamedTuple):
    """One expected action; the limit is the last play time that is still in time."""

    inject: str
    outcome: Outcome = Outcome.OPEN
    opened_play_ms: int | None = None
    limit_play_ms: int | None = None
    met_play_ms: int | None = None
    role: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MilestoneState:
    """A milestone reached, by its condition or by hand."""

    play_ms: int
    by_hand: bool
    by: Actor


@dataclass(frozen=True, slots=True)
class DecisionState:
    """A decision taken."""

    option: str
    inject: str
    play_ms: int
    by: Actor
    role: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ClockState:
    """A statutory clock that was started; due on the story clock or on the exercise clock."""

    inject: str
    started_play_ms: int
    due_story_ms: int | None
    due_play_ms: int | None
    outcome: Outcome = Outcome.OPEN
    met_play_ms: int | None = None
    role: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DoneState:
    """Something that the simulation cell did with a message or with what a player wrote."""

    play_ms: int
    by: Actor
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RatingState:
    """How one observer found a task of an objective performed; `seq` orders ratings."""

    objective: str
    task: int
    rating: str
    note: str | None
    opened_play_ms: int
    by: Actor
    seq: int


@dataclass(frozen=True, slots=True)
class SaidState:
    """What a player answered to a message (`inject`), or asked somebody outside (`to`)."""

    text: str
    role: str | None
    opened_play_ms: int
    by: Actor
    inject: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class ActionState:
    """An action from the log."""

    text: str
    owner: str
    opened_play_ms: int
    due_play_ms: int | None = None
    closed_play_ms: int | None = None
    note: str | None = None
    by: Actor | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    """Who gave the direction up, and why (`reason` of DirectorReleased)."""

    by: Actor
    reason: str


class Shift(NamedTuple):
    """What was planned at or after `from_play_ms` comes `by_ms` later.

    `additions` is how many scenarios had been put on top by then; later ones it does not move.
    """

    from_play_ms: int
    by_ms: int
    additions: int = 0


class Turn(NamedTuple):
    """How the story goes on from a play time, and in which phase."""

    story: StoryAnchor
    phase: str | None


@dataclass(frozen=True, slots=True)
class Postponement:
    """The exercise stands still until the wall clock shows `until_at_ms`."""

    until_at_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverState:
    """A hand-over: signed by who is relieved, complete once who relieves signed too."""

    form: HandoverSigned
    seq: int
    signed_play_ms: int
    accepted_play_ms: int | None = None
    accepted_by: Actor | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether both have signed."""
        return self.accepted_play_ms is not None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurring inject: its first time on the clock on which it counts, and what comes next."""

    first_ms: int
    next_number: int
