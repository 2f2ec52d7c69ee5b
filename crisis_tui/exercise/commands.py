"""What can be asked of a running exercise: imperative, judged by `decide`.

`opened` is the moment at which an entry line was opened; None means now. Ids are those of the
scenario; of a recurring inject its own id means the occurrence at hand, `sitrap.3` the third.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.exercise.clock import Moment


@dataclass(frozen=True, slots=True)
class Command:
    """Base of all commands."""


@dataclass(frozen=True, slots=True)
class StartExercise(Command):
    """Begin; `inputs` maps each frozen input file to its SHA-256, `program` is the version."""

    exercise: str
    inputs: Mapping[str, str]
    program: str
    roster: str | None = None
    speed: float = 1.0
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Tick(Command):
    """Do everything that is due. With `outage` overdue injects wait on the catch-up list."""

    outage: bool = False


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
class HandleEntry(Command):
    """A player's question or answer is dealt with, without a written reply."""

    entry: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RetractEntryHandling(Command):
    """A question or answer is to be dealt with after all."""

    entry: str


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
class MeetClock(Command):
    """What a statutory clock asks for was done."""

    clock: str
    role: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PauseExercise(Command):
    """Stop the exercise clock."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeExercise(Command):
    """Run the exercise clock again; after NO PLAY only with `after_stop`."""

    after_stop: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSpeed(Command):
    """Let play time pass `speed` times as fast as wall time, 0.1 to 600."""

    speed: float


@dataclass(frozen=True, slots=True)
class JumpTo(Command):
    """Set the exercise clock; forward, what is passed over goes to the catch-up list.

    Back, what was sent stays sent and does not come again; everything else is as it was then.
    """

    play_ms: int


@dataclass(frozen=True, slots=True)
class ShiftSchedule(Command):
    """Let all that is still to come by the exercise clock come `by_ms` later, or sooner (< 0).

    Messages, phases and the planned end move; what is on the story clock, and the limits of what
    was sent, do not.
    """

    by_ms: int


@dataclass(frozen=True, slots=True)
class PostponeExercise(Command):
    """Stop the exercise clock until the wall clock shows `until_at_ms`; it then goes on by itself.

    ResumeExercise lets it go on sooner.
    """

    until_at_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class EnterPhase(Command):
    """Go to a later phase by hand, before its time; phases between are left out."""

    phase: str


@dataclass(frozen=True, slots=True)
class AddScenario(Command):
    """Begin a second scenario on top; `inputs` maps each file frozen for it to its SHA-256."""

    prefix: str
    scenario: str
    title: str
    inputs: Mapping[str, str]
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class ReachMilestone(Command):
    """The crisis has come to a milestone, whether its condition holds or not."""

    milestone: str


@dataclass(frozen=True, slots=True)
class RetractMilestone(Command):
    """Take a milestone back; refused while its own condition holds."""

    milestone: str


@dataclass(frozen=True, slots=True)
class StopPlay(Command):
    """NO PLAY: freeze everything for a real reason."""

    reason: str


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


@dataclass(frozen=True, slots=True)
class EndExercise(Command):
    """End the exercise (`reason`: hand, planned-end)."""

    reason: str = "hand"


@dataclass(frozen=True, slots=True)
class TakeDirection(Command):
    """A process directs from now on (`reason`: start, resume, takeover)."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseDirection(Command):
    """The directing process leaves (`reason`: quit, hangup, terminated, until)."""

    reason: str


@dataclass(frozen=True, slots=True)
class NoteWallStep(Command):
    """The machine's wall clock leapt by `step_ms`."""

    step_ms: int
