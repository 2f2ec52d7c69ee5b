"""The events of an exercise: past tense, the journal's format, language-neutral.

`data` in the journal holds the fields below by these names, without those that are None.
All times are integer milliseconds: `…_play_ms` on the exercise clock, `…_at_ms` UTC since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 2
"""The version of the events: one more whenever a program without them can no longer tell how an
exercise stands, because events or fields were added. Programs of a lower one only read then."""


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""


@dataclass(frozen=True, slots=True)
class ExerciseStarted(Event):
    """The exercise began; `inputs` maps each frozen input file to its SHA-256."""

    exercise: str
    scenario: str
    title: str
    roster: str | None
    story_start_ms: int
    speed: float
    inputs: dict[str, str]
    program: str
    variant: str | None = None
    virtual: bool = False
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class ScenarioAdded(Event):
    """A second scenario began on top of the exercise; its ids have `prefix` and a colon before them.

    Its play times count from `at_play_ms`, its D1 is the story's day then (`story_start_ms`, UTC of
    the story); `inputs` maps each input file frozen for it to its SHA-256.
    """

    prefix: str
    scenario: str
    title: str
    at_play_ms: int
    story_start_ms: int
    inputs: dict[str, str]
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class PhaseEntered(Event):
    """A phase began: at play time `due_play_ms` it is `story_ms` (UTC instant of the story).

    From there `pace_story_ms` of story pass in `pace_play_ms` of play.
    """

    phase: str
    due_play_ms: int
    story_ms: int
    pace_play_ms: int = 1
    pace_story_ms: int = 1


@dataclass(frozen=True, slots=True)
class MilestoneReached(Event):
    """The crisis came to a milestone: its condition held at `due_play_ms`, or somebody said so."""

    milestone: str
    by_hand: bool
    due_play_ms: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneRetracted(Event):
    """A milestone was not reached after all; what followed from it stays."""

    milestone: str


@dataclass(frozen=True, slots=True)
class StoryJumped(Event):
    """The story clock leapt to the next anchor, at play time `anchor_play_ms`."""

    from_story_ms: int
    to_story_ms: int
    inject: str | None = None
    phase: str | None = None
    anchor_play_ms: int | None = None


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


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The exercise clock stands still."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The exercise clock runs again."""


@dataclass(frozen=True, slots=True)
class SpeedChanged(Event):
    """Play time passes `speed` times as fast as wall time."""

    speed: float


@dataclass(frozen=True, slots=True)
class Jumped(Event):
    """Play time was set to `to_play_ms`.

    `rewound`: back, with everything not sent by then and every limit not passed by then as it was;
    journals of older versions only set the clock.
    """

    from_play_ms: int
    to_play_ms: int
    rewound: bool | None = None


@dataclass(frozen=True, slots=True)
class ScheduleShifted(Event):
    """All that was still to come at or after `from_play_ms` comes `by_ms` later (or sooner)."""

    by_ms: int
    from_play_ms: int


@dataclass(frozen=True, slots=True)
class ExercisePostponed(Event):
    """The exercise clock stands still until the wall clock shows `until_at_ms`, or it is lifted."""

    until_at_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class WallClockStepped(Event):
    """The machine's wall clock leapt by `step_ms`; play time did not."""

    step_ms: int


@dataclass(frozen=True, slots=True)
class DirectorTaken(Event):
    """A process took the director's lease (`reason`: start, resume, takeover).

    `previous_person` at `previous_terminal` directed before; `why` they no longer do: `gone`
    without a word, or the reason of their DirectorReleased.
    """

    reason: str
    previous_person: str | None = None
    previous_terminal: str | None = None
    why: str | None = None
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class DirectorReleased(Event):
    """The director left (`reason`: quit, hangup, terminated, until)."""

    reason: str


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


@dataclass(frozen=True, slots=True)
class PlayStopped(Event):
    """NO PLAY: everything freezes, for a real reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class ExerciseEnded(Event):
    """The exercise is over (`reason`: hand, planned-end)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown(Event):
    """An event that a newer version of the program wrote; it changes nothing here."""

    type: str
    data: dict[str, object]


def is_newer(event: Event) -> bool:
    """Tell whether a program wrote this that knows more than this one does."""
    if isinstance(event, ExerciseStarted | DirectorTaken):
        return event.format > FORMAT
    return isinstance(event, Unknown)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who caused an event: a person, in an exercise role, at a terminal."""

    person: str
    role: str
    terminal: str


@dataclass(frozen=True, slots=True)
class Record:
    """An event in its place in the journal."""

    seq: int
    at_ms: int
    play_ms: int
    actor: Actor
    event: Event
    request: str | None = None
    """Which request of a terminal behind the gate caused it: `terminal's token:number`."""
