"""The timeline: one line for each thing that people must be able to look back at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.debrief.facts import TimelineFact
from crisis_tui.exercise import events as ev
from crisis_tui.exercise.plan import Plan
from crisis_tui.exercise.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.collect import Collected
    from crisis_tui.debrief.outcomes import By
    from crisis_tui.exercise.events import Record

Row = tuple[str, "AnyText", str | None]
"""Kind, subject, and the role it concerns (None: whoever wrote it)."""


def timeline(
    found: Collected, records: Iterable[Record], by: By, *, names: bool
) -> tuple[TimelineFact, ...]:
    """Return the timeline in the journal's order; a hand-over's people only with `names`."""
    facts = []
    for record in records:
        describe = _ROWS.get(type(record.event))
        if describe is None:
            continue
        row = describe(found, record.event)
        if row is None:
            continue
        kind, subject, who = row
        if isinstance(record.event, ev.HandoverSigned) and names:
            who = f"{record.event.by} → {record.event.to}"
        facts.append(
            TimelineFact(
                play_ms=record.play_ms,
                story_ms=found.story_at(record),
                at_ms=record.at_ms,
                kind=kind,
                subject=subject,
                who=who if who is not None else by(record, None),
            )
        )
    return tuple(facts)


def _title(found: Collected, inject: str) -> str:
    added = found.added.get(inject)
    if added is not None:
        return added.title
    planned = found.script.inject_by_id
    base = inject if inject in planned else inject.rpartition(".")[0]
    return planned[base].inject.title if base in planned else ""


def _named(found: Collected, inject: str) -> str:
    return f"{inject} {_title(found, inject)}".rstrip()


def _action(found: Collected, expectation: str) -> tuple[str, str | None]:
    known = found.script.expectation_by_id
    base = expectation if expectation in known else expectation.rpartition(".")[0]
    if base not in known:
        return expectation, None
    return known[base][1].action, known[base][1].by


def _started(found: Collected, _: ev.ExerciseStarted) -> Row:
    return "exercise", Text("exercise started: {title}", title=found.script.scenario.title), None


def _phase(found: Collected, event: ev.PhaseEntered) -> Row:
    planned = found.script.phase_by_id.get(event.phase)
    title = event.phase if planned is None else planned.phase.title
    return "phase", Text("phase: {title}", title=title), ""


def _jump(_: Collected, __: ev.StoryJumped) -> Row:
    return "phase", Text("the story jumps ahead"), ""


def _delivered(found: Collected, event: ev.InjectDelivered) -> Row:
    return "inject", _named(found, event.inject), ", ".join(event.to)


def _acknowledged(found: Collected, event: ev.InjectAcknowledged) -> Row:
    return "acknowledged", Text("{inject} received", inject=_named(found, event.inject)), event.role


def _held(found: Collected, event: ev.InjectHeld) -> Row | None:
    if event.reason == "condition":  # the script's own doing, no news to people
        return None
    return "steering", Text("{inject} held", inject=_named(found, event.inject)), None


def _skipped(found: Collected, event: ev.InjectSkipped) -> Row:
    return "steering", Text("{inject} skipped", inject=_named(found, event.inject)), None


def _voided(found: Collected, event: ev.InjectVoided) -> Row:
    message = Text(
        "{inject} does not count: {reason}", inject=_named(found, event.inject), reason=event.reason
    )
    return "steering", message, None


def _retimed(found: Collected, event: ev.InjectRetimed) -> Row:
    message = Text(
        "{inject} moved to {time}",
        inject=_named(found, event.inject),
        time=format_clock(event.due_play_ms),
    )
    return "steering", message, None


def _met(found: Collected, event: ev.ExpectationMet) -> Row:
    action, role = _action(found, event.expectation)
    subject = f"{action} – {event.note}" if event.note else action
    return "done", subject, event.role or role


def _missed(found: Collected, event: ev.ExpectationMissed) -> Row:
    action, role = _action(found, event.expectation)
    return "missed", action, role


def _decided(found: Collected, event: ev.DecisionTaken) -> Row:
    known = found.script.decision_by_id.get(event.decision)
    question = event.decision if known is None else known[1].question
    titles = {} if known is None else {option.id: option.title for option in known[1].options}
    outcome = f"{question} {titles.get(event.option, event.option)}"
    return "decision", f"{outcome} – {event.reason}" if event.reason else outcome, event.role


def _observed(_: Collected, event: ev.ObservationRecorded) -> Row:
    text = f"{event.objective}: {event.text}" if event.objective else event.text
    return "observation", text, event.role


def _rated(_: Collected, event: ev.TaskRated) -> Row:
    rated = f"{event.objective}.{event.task} {event.rating}"
    return "rating", f"{rated} – {event.note}" if event.note else rated, None


def _played(found: Collected, event: ev.InjectPlayed) -> Row:
    inject = _named(found, event.inject)
    return "played", f"{inject} – {event.note}" if event.note else inject, None


def _answered(found: Collected, event: ev.AnswerGiven) -> Row:
    return "answer", f"{_named(found, event.inject)}: {event.text}", event.role


def _asked(_: Collected, event: ev.QuestionAsked) -> Row:
    return "question", f"{event.to}: {event.text}" if event.to else event.text, event.role


def _noted(_: Collected, event: ev.EntryRecorded) -> Row:
    return event.kind, event.text, event.role


def _action_noted(_: Collected, event: ev.ActionRecorded) -> Row:
    return "action", event.text, event.owner


def _action_closed(found: Collected, event: ev.ActionClosed) -> Row:
    noted = found.actions.get(event.entry)
    text = event.entry if noted is None else noted[1].text
    return "action", Text("done: {text}", text=text), None


def _retracted(_: Collected, event: ev.EntryRetracted) -> Row:
    return "steering", Text("entry {entry} taken back", entry=event.entry), None


def _clock(found: Collected, clock: str) -> str:
    return next((one.title for one in found.script.scenario.clocks if one.id == clock), clock)


def _clock_started(found: Collected, event: ev.ClockStarted) -> Row:
    return "clock", Text("clock started: {title}", title=_clock(found, event.clock)), ""


def _clock_met(found: Collected, event: ev.ClockMet) -> Row:
    return "clock", Text("clock met: {title}", title=_clock(found, event.clock)), event.role


def _clock_missed(found: Collected, event: ev.ClockMissed) -> Row:
    return "clock", Text("clock missed: {title}", title=_clock(found, event.clock)), ""


def _paused(_: Collected, __: ev.Paused) -> Row:
    return "exercise", Text("paused"), None


def _resumed(_: Collected, __: ev.Resumed) -> Row:
    return "exercise", Text("resumed"), None


def _speed(_: Collected, event: ev.SpeedChanged) -> Row:
    return "exercise", Text("speed {speed}×", speed=f"{event.speed:g}"), None


def _schedule(found: Collected, event: ev.ScheduleShifted | ev.ExercisePostponed) -> Row:
    return "exercise", sentence(event, Plan(found.script)), None


def _jumped(_: Collected, event: ev.Jumped) -> Row:
    message = Text(
        "jump from {start} to {end}",
        start=format_clock(event.from_play_ms),
        end=format_clock(event.to_play_ms),
    )
    return "exercise", message, None


def _stopped(_: Collected, event: ev.PlayStopped) -> Row:
    return "exercise", Text("NO PLAY: {reason}", reason=event.reason), None


def _handover(_: Collected, event: ev.HandoverSigned) -> Row:
    message = Text(
        "hand-over: situation {situation}; decisions {decisions}; actions {actions}; "
        "expectation {expectation}; contacts {contacts}",
        situation=event.situation,
        decisions=event.decisions,
        actions=event.actions,
        expectation=event.expectation,
        contacts=event.contacts,
    )
    return "handover", message, None


def _scenario_added(_: Collected, event: ev.ScenarioAdded) -> Row:
    message = Text("scenario added: {title} ({prefix})", title=event.title, prefix=event.prefix)
    return "phase", message, None


def _accepted(_: Collected, event: ev.HandoverAccepted) -> Row:
    return "handover", Text("hand-over {entry} signed by both", entry=event.entry), None


def _milestone(found: Collected, event: ev.MilestoneReached) -> Row:
    return "milestone", Text("milestone: {title}", title=_milestone_title(found, event)), None


def _no_milestone(found: Collected, event: ev.MilestoneRetracted) -> Row:
    title = _milestone_title(found, event)
    return "milestone", Text("milestone taken back: {title}", title=title), None


def _milestone_title(found: Collected, event: ev.MilestoneReached | ev.MilestoneRetracted) -> str:
    known = found.script.milestone_by_id.get(event.milestone)
    return event.milestone if known is None else known.title


def _director(_: Collected, event: ev.DirectorTaken) -> Row | None:
    """Tell that somebody else went on; who begins it is told by the start."""
    if event.reason == "takeover":
        return "exercise", Text("taken over: the director was gone"), None
    return ("exercise", Text("taken up again"), None) if event.reason == "resume" else None


def _ended(_: Collected, __: ev.ExerciseEnded) -> Row:
    return "exercise", Text("exercise ended"), None


_ROWS: dict[type[ev.Event], Callable[[Collected, Any], Row | None]] = {
    ev.ExerciseStarted: _started,
    ev.ScenarioAdded: _scenario_added,
    ev.PhaseEntered: _phase,
    ev.StoryJumped: _jump,
    ev.InjectDelivered: _delivered,
    ev.InjectAcknowledged: _acknowledged,
    ev.InjectHeld: _held,
    ev.InjectSkipped: _skipped,
    ev.InjectVoided: _voided,
    ev.InjectRetimed: _retimed,
    ev.ExpectationMet: _met,
    ev.ExpectationMissed: _missed,
    ev.DecisionTaken: _decided,
    ev.ObservationRecorded: _observed,
    ev.TaskRated: _rated,
    ev.InjectPlayed: _played,
    ev.AnswerGiven: _answered,
    ev.QuestionAsked: _asked,
    ev.EntryRecorded: _noted,
    ev.ActionRecorded: _action_noted,
    ev.ActionClosed: _action_closed,
    ev.EntryRetracted: _retracted,
    ev.ClockStarted: _clock_started,
    ev.ClockMet: _clock_met,
    ev.ClockMissed: _clock_missed,
    ev.Paused: _paused,
    ev.Resumed: _resumed,
    ev.SpeedChanged: _speed,
    ev.Jumped: _jumped,
    ev.ScheduleShifted: _schedule,
    ev.ExercisePostponed: _schedule,
    ev.PlayStopped: _stopped,
    ev.DirectorTaken: _director,
    ev.HandoverSigned: _handover,
    ev.HandoverAccepted: _accepted,
    ev.MilestoneReached: _milestone,
    ev.MilestoneRetracted: _no_milestone,
    ev.ExerciseEnded: _ended,
}
