"""What a debrief states: frozen facts about one exercise, by role and team, never by person.

Play times are milliseconds since the exercise's start; `…_at_ms` and `…_story_ms` are UTC instants
(ms since 1970) of the wall clock and of the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.said import SaidFact


class Outcome(StrEnum):
    """How something with a limit ended; `open` if its limit had not passed, or there is none."""

    IN_TIME = "in-time"
    LATE = "late"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ExpectationFact:
    """An expected action: when it was seen, how long after delivery, against which target."""

    id: str
    inject: str
    by: str
    action: str
    objective: str | None
    target_ms: int | None
    done_play_ms: int | None
    taken_ms: int | None
    outcome: Outcome
    note: str | None = None


@dataclass(frozen=True, slots=True)
class InjectFact:
    """An inject: planned, delivered, acknowledged by whom, done.

    `state` is planned, held, skipped, delivered or voided. `late_ms` is the program's own lateness.
    `spoken`: on a channel on which nobody has it before the simulation cell plays it.
    """

    id: str
    title: str
    to: tuple[str, ...]
    state: str
    planned_play_ms: int | None
    delivered_play_ms: int | None
    late_ms: int
    acknowledged: tuple[tuple[str, int], ...]
    acknowledge_target_ms: int | None
    expects: tuple[ExpectationFact, ...]
    reason: str | None = None
    channel: str | None = None
    spoken: bool = False
    played_play_ms: int | None = None
    played_note: str | None = None

    @property
    def first_acknowledged_play_ms(self) -> int | None:
        """Return when the first role confirmed it, or None."""
        return min((play_ms for _, play_ms in self.acknowledged), default=None)


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """A decision with its options; `option` is None if it was never taken."""

    id: str
    question: str
    inject: str
    options: tuple[tuple[str, str], ...]
    authority: str | None
    option: str | None = None
    role: str | None = None
    play_ms: int | None = None
    reason: str | None = None
    outcome: Outcome = Outcome.OPEN

    @property
    def option_title(self) -> str | None:
        """Return the chosen option's title."""
        return dict(self.options).get(self.option or "", self.option)


@dataclass(frozen=True, slots=True)
class NoteFact:
    """An observation or a line of the log, at the time its entry was opened."""

    id: str
    kind: str
    text: str
    play_ms: int
    at_ms: int
    by: str
    objective: str | None = None
    inject: str | None = None


@dataclass(frozen=True, slots=True)
class ActionFact:
    """An action with its owner and due time."""

    id: str
    text: str
    owner: str
    play_ms: int
    due_play_ms: int | None
    closed_play_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ClockFact:
    """A statutory clock; due and done on the story clock unless it counts on play time."""

    id: str
    title: str
    owner: str | None
    source: str | None
    started_play_ms: int | None
    due_story_ms: int | None
    due_play_ms: int | None
    done_play_ms: int | None
    done_story_ms: int | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class TimelineFact:
    """One line of what happened, on three clocks."""

    play_ms: int
    story_ms: int
    at_ms: int
    kind: str
    subject: AnyText
    who: str


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts and medians of one role or team (or all); medians in milliseconds of play."""

    name: str
    injects: int
    acknowledged: int
    expected: int
    in_time: int
    late: int
    missed: int
    acknowledge_median_ms: int | None
    act_median_ms: int | None


@dataclass(frozen=True, slots=True)
class RatingFact:
    """How one observer last rated a task."""

    id: str
    rating: str
    note: str | None
    play_ms: int
    by: str


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task of an objective with the last rating of every observer, best first."""

    number: int
    title: str
    ratings: tuple[RatingFact, ...]

    @property
    def letters(self) -> str:
        """The ratings as letters, best first: `PSS`."""
        return "".join(one.rating for one in self.ratings)


@dataclass(frozen=True, slots=True)
class ObjectiveFact:
    """An objective with its tasks, what was expected for it, and what was observed."""

    id: str
    title: str
    tasks: tuple[str, ...]
    expected: int
    in_time: int
    late: int
    missed: int
    observations: tuple[NoteFact, ...]
    rated: tuple[TaskFact, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterState:
    """How the roster stood to the scenario when the exercise started."""

    roster: str
    verdict: str
    short: tuple[AnyText, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseFact:
    """A phase that was entered."""

    id: str
    title: str
    play_ms: int
    story_ms: int


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone that was reached."""

    id: str
    title: str
    play_ms: int
    by_hand: bool


@dataclass(frozen=True, slots=True)
class HandoverCount:
    """Hand-overs signed by who was relieved, and how many of them by who relieved too."""

    signed: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Improvement:
    """A point to improve, with what it rests on; owner and term are for the debrief itself."""

    text: AnyText
    objective: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Head:
    """Which exercise this is, when it was, and what its journal was at that moment.

    `journal_head` is the SHA-256 of the journal's last line: kept on paper it shows later editing.
    `people` is empty unless names were asked for.
    """

    exercise: str
    scenario: str
    title: str
    variant: str | None
    timezone: str
    started_at_ms: int
    ended_at_ms: int
    is_ended: bool
    play_ms: int
    paused_ms: int
    story_start_ms: int
    story_end_ms: int
    program: str
    journal_events: int
    journal_head: str
    people: tuple[str, ...]
    roster: RosterState | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything that the reports show."""

    head: Head
    phases: tuple[PhaseFact, ...]
    timeline: tuple[TimelineFact, ...]
    injects: tuple[InjectFact, ...]
    decisions: tuple[DecisionFact, ...]
    observations: tuple[NoteFact, ...]
    entries: tuple[NoteFact, ...]
    actions: tuple[ActionFact, ...]
    clocks: tuple[ClockFact, ...]
    objectives: tuple[ObjectiveFact, ...]
    overall: Measure
    roles: tuple[Measure, ...]
    teams: tuple[Measure, ...]
    questions: tuple[AnyText, ...]
    improvements: tuple[Improvement, ...]
    said: tuple[SaidFact, ...] = ()
    milestones: tuple[MilestoneFact, ...] = ()
    handovers: HandoverCount = HandoverCount()
