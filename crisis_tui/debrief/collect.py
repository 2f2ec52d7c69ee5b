"""One pass over the journal: what happened to every inject, expectation, decision and entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.pace import Pace
from crisis_tui.exercise import events as ev
from crisis_tui.scenario.on_top import prefix_of
from crisis_tui.scenario.story import StoryAnchor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crisis_tui.exercise.events import Record
    from crisis_tui.scenario.script import Script


@dataclass(slots=True)
class Collected:
    """The last word of the journal on everything, by id; play times in milliseconds."""

    script: Script
    start: ev.ExerciseStarted | None = None
    anchor: StoryAnchor = field(default_factory=lambda: StoryAnchor(0, 0))
    first: Record | None = None
    last: Record | None = None
    ended: Record | None = None
    paused_since_at_ms: int | None = None
    paused_ms: int = 0
    phases: list[tuple[str, int, int]] = field(default_factory=list)
    story_ms: dict[int, int] = field(default_factory=dict)
    added: dict[str, ev.InjectAdded] = field(default_factory=dict)
    delivered: dict[str, tuple[int, ev.InjectDelivered]] = field(default_factory=dict)
    state: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    retimed: dict[str, int] = field(default_factory=dict)
    acknowledged: dict[str, dict[str, int]] = field(default_factory=dict)
    met: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    missed: dict[str, int] = field(default_factory=dict)
    decided: dict[str, tuple[int, ev.DecisionTaken]] = field(default_factory=dict)
    observed: dict[str, tuple[Record, ev.ObservationRecorded]] = field(default_factory=dict)
    rated: dict[str, tuple[Record, ev.TaskRated]] = field(default_factory=dict)
    played: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    said: dict[str, ev.AnswerGiven | ev.QuestionAsked] = field(default_factory=dict)
    handled: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    noted: dict[str, tuple[Record, ev.EntryRecorded]] = field(default_factory=dict)
    actions: dict[str, tuple[Record, ev.ActionRecorded]] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    clocks: dict[str, tuple[int, ev.ClockStarted]] = field(default_factory=dict)
    clocks_met: dict[str, tuple[int, int]] = field(default_factory=dict)
    clocks_missed: dict[str, int] = field(default_factory=dict)
    handovers: dict[str, bool] = field(default_factory=dict)
    """Whether each was signed by who relieves, too."""
    milestones: dict[str, tuple[int, bool]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)

    def story_at(self, record: Record) -> int:
        """Return the story time of a record that was collected."""
        return self.story_ms[record.seq]


def collect(script: Script, records: Iterable[Record]) -> Collected:
    """Read the records in order and keep what the debrief needs."""
    found = Collected(script)
    for record in records:
        found.first = found.first or record
        found.last = record
        found.people.add(record.actor.person)
        handler = _HANDLERS.get(type(record.event))
        if handler is not None:
            handler(found, record, record.event)
        found.story_ms[record.seq] = found.anchor.story_at(record.play_ms)
    return found


def _started(found: Collected, record: Record, event: ev.ExerciseStarted) -> None:
    found.start = event
    found.anchor = StoryAnchor(record.play_ms, event.story_start_ms)


def _phase(found: Collected, record: Record, event: ev.PhaseEntered) -> None:
    if not prefix_of(event.phase):
        pace = Pace(event.pace_play_ms, event.pace_story_ms)
        found.anchor = StoryAnchor(event.due_play_ms, event.story_ms, pace)
    found.phases.append((event.phase, record.play_ms, event.story_ms))


def _story_jump(found: Collected, record: Record, event: ev.StoryJumped) -> None:
    play_ms = record.play_ms if event.anchor_play_ms is None else event.anchor_play_ms
    found.anchor = StoryAnchor(play_ms, event.to_story_ms, found.anchor.pace)


def _added(found: Collected, _: Record, event: ev.InjectAdded) -> None:
    found.added[event.inject] = event
    if event.due_play_ms is not None:
        found.retimed[event.inject] = event.due_play_ms


def _delivered(found: Collected, record: Record, event: ev.InjectDelivered) -> None:
    found.delivered[event.inject] = (record.play_ms, event)
    found.state[event.inject] = ("delivered", None)


def _held(found: Collected, _: Record, event: ev.InjectHeld) -> None:
    found.state[event.inject] = ("held", event.reason)


def _skipped(found: Collected, _: Record, event: ev.InjectSkipped) -> None:
    found.state[event.inject] = ("skipped", event.reason)


def _voided(found: Collected, _: Record, event: ev.InjectVoided) -> None:
    found.state[event.inject] = ("voided", event.reason)


def _retimed(found: Collected, _: Record, event: ev.InjectRetimed) -> None:
    found.retimed[event.inject] = event.due_play_ms
    found.state.pop(event.inject, None)


def _acknowledged(found: Collected, record: Record, event: ev.InjectAcknowledged) -> None:
    found.acknowledged.setdefault(event.inject, {}).setdefault(event.role, record.play_ms)


def _met(found: Collected, record: Record, event: ev.ExpectationMet) -> None:
    found.met[event.expectation] = (record.play_ms, event.note)


def _missed(found: Collected, record: Record, event: ev.ExpectationMissed) -> None:
    found.missed[event.expectation] = record.play_ms


def _jumped(found: Collected, _: Record, event: ev.Jumped) -> None:
    """Count a limit again that a jump back put ahead."""
    if event.rewound:
        for missed in (found.missed, found.clocks_missed):
            again = [name for name, play_ms in missed.items() if play_ms > event.to_play_ms]
            for name in again:
                del missed[name]


def _unmet(found: Collected, _: Record, event: ev.ExpectationRetracted) -> None:
    found.met.pop(event.expectation, None)


def _decided(found: Collected, record: Record, event: ev.DecisionTaken) -> None:
    found.decided[event.decision] = (record.play_ms, event)


def _undecided(found: Collected, _: Record, event: ev.DecisionRetracted) -> None:
    found.decided.pop(event.decision, None)


def _observed(found: Collected, record: Record, event: ev.ObservationRecorded) -> None:
    found.observed[event.entry] = (record, event)


def _rated(found: Collected, record: Record, event: ev.TaskRated) -> None:
    found.rated[event.entry] = (record, event)


def _played(found: Collected, record: Record, event: ev.InjectPlayed) -> None:
    found.played[event.inject] = (record.play_ms, event.note)


def _unplayed(found: Collected, _: Record, event: ev.InjectPlayRetracted) -> None:
    found.played.pop(event.inject, None)


def _said(found: Collected, _: Record, event: ev.AnswerGiven | ev.QuestionAsked) -> None:
    found.said[event.entry] = event


def _handled(found: Collected, record: Record, event: ev.EntryHandled) -> None:
    found.handled[event.entry] = (record.play_ms, event.note)


def _unhandled(found: Collected, _: Record, event: ev.EntryHandlingRetracted) -> None:
    found.handled.pop(event.entry, None)


def _noted(found: Collected, record: Record, event: ev.EntryRecorded) -> None:
    found.noted[event.entry] = (record, event)


def _action(found: Collected, record: Record, event: ev.ActionRecorded) -> None:
    found.actions[event.entry] = (record, event)


def _closed(found: Collected, record: Record, event: ev.ActionClosed) -> None:
    found.closed[event.entry] = record.play_ms


def _retracted(found: Collected, _: Record, event: ev.EntryRetracted) -> None:
    for kept in (found.observed, found.rated, found.said, found.noted, found.actions):
        kept.pop(event.entry, None)


def _clock_started(found: Collected, record: Record, event: ev.ClockStarted) -> None:
    found.clocks[event.clock] = (record.play_ms, event)


def _clock_met(found: Collected, record: Record, event: ev.ClockMet) -> None:
    found.clocks_met.setdefault(
        event.clock, (record.play_ms, found.anchor.story_at(record.play_ms))
    )


def _clock_missed(found: Collected, record: Record, event: ev.ClockMissed) -> None:
    found.clocks_missed[event.clock] = record.play_ms


def _handed_over(found: Collected, _: Record, event: ev.HandoverSigned) -> None:
    found.handovers[event.entry or f"H{len(found.handovers) + 1}"] = False


def _accepted(found: Collected, _: Record, event: ev.HandoverAccepted) -> None:
    found.handovers[event.entry] = True


def _milestone(found: Collected, record: Record, event: ev.MilestoneReached) -> None:
    play_ms = record.play_ms if event.due_play_ms is None else event.due_play_ms
    found.milestones[event.milestone] = (play_ms, event.by_hand)


def _no_milestone(found: Collected, _: Record, event: ev.MilestoneRetracted) -> None:
    found.milestones.pop(event.milestone, None)


def _stands_still(found: Collected, record: Record, _: ev.Event) -> None:
    if found.paused_since_at_ms is None:
        found.paused_since_at_ms = record.at_ms


def _runs_again(found: Collected, record: Record, _: ev.Event) -> None:
    if found.paused_since_at_ms is not None:
        found.paused_ms += max(record.at_ms - found.paused_since_at_ms, 0)
        found.paused_since_at_ms = None


def _ended(found: Collected, record: Record, event: ev.ExerciseEnded) -> None:
    _runs_again(found, record, event)
    found.ended = record


_HANDLERS: dict[type[ev.Event], Callable[[Collected, Any, Any], None]] = {
    ev.ExerciseStarted: _started,
    ev.PhaseEntered: _phase,
    ev.StoryJumped: _story_jump,
    ev.InjectAdded: _added,
    ev.InjectDelivered: _delivered,
    ev.InjectHeld: _held,
    ev.InjectSkipped: _skipped,
    ev.InjectVoided: _voided,
    ev.InjectRetimed: _retimed,
    ev.InjectAcknowledged: _acknowledged,
    ev.ExpectationMet: _met,
    ev.ExpectationMissed: _missed,
    ev.ExpectationRetracted: _unmet,
    ev.DecisionTaken: _decided,
    ev.DecisionRetracted: _undecided,
    ev.ObservationRecorded: _observed,
    ev.TaskRated: _rated,
    ev.InjectPlayed: _played,
    ev.InjectPlayRetracted: _unplayed,
    ev.AnswerGiven: _said,
    ev.QuestionAsked: _said,
    ev.EntryHandled: _handled,
    ev.EntryHandlingRetracted: _unhandled,
    ev.EntryRecorded: _noted,
    ev.ActionRecorded: _action,
    ev.ActionClosed: _closed,
    ev.EntryRetracted: _retracted,
    ev.HandoverSigned: _handed_over,
    ev.HandoverAccepted: _accepted,
    ev.MilestoneReached: _milestone,
    ev.MilestoneRetracted: _no_milestone,
    ev.ClockStarted: _clock_started,
    ev.ClockMet: _clock_met,
    ev.ClockMissed: _clock_missed,
    ev.Paused: _stands_still,
    ev.ExercisePostponed: _stands_still,
    ev.Jumped: _jumped,
    ev.PlayStopped: _stands_still,
    ev.Resumed: _runs_again,
    ev.ExerciseEnded: _ended,
}
