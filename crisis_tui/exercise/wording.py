"""Each event of the journal as one sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import Text
from crisis_tui.exercise import events as ev
from crisis_tui.scenario.on_top import prefix_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.basis.text import AnyText
    from crisis_tui.exercise.plan import Plan

LATE_MS = 60_000
"""From here on a late delivery is worth a word."""


def sentence(event: ev.Event, plan: Plan) -> AnyText:
    """Return what happened; the plan gives titles, an empty one leaves ids."""
    describe = _SENTENCES.get(type(event))
    if describe is None:
        return type(event).__name__ if not isinstance(event, ev.Unknown) else event.type
    return describe(plan, event)


def _inject(plan: Plan, inject: str) -> str:
    planned = plan.inject(inject)
    return inject if planned is None else f"{inject} {planned.inject.title}"


def _clock(plan: Plan, clock: str) -> str:
    known = plan.clock(clock)
    return clock if known is None else known.title


def _with_note(text: str, note: str | None) -> str:
    return f"{text} – {note}" if note else text


def _started(_: Plan, event: ev.ExerciseStarted) -> AnyText:
    return Text("exercise started: {title}", title=event.title)


def _phase(plan: Plan, event: ev.PhaseEntered) -> AnyText:
    known = event.phase in plan.phase_place
    title = plan.phase(event.phase).phase.title if known else event.phase
    prefix = prefix_of(event.phase)
    return Text("phase: {title}", title=f"{prefix}: {title}" if prefix and known else title)


def _scenario_added(_: Plan, event: ev.ScenarioAdded) -> AnyText:
    return Text("scenario added: {title} ({prefix})", title=event.title, prefix=event.prefix)


def _milestone(plan: Plan, milestone: str) -> str:
    known = plan.milestones.get(milestone)
    return milestone if known is None else known.title


def _delivered(plan: Plan, event: ev.InjectDelivered) -> AnyText:
    inject, to = _inject(plan, event.inject), ", ".join(event.to)
    if event.late_ms >= LATE_MS:
        late = format_clock(event.late_ms)
        return Text("{inject} to {to}, {late} late", inject=inject, to=to, late=late)
    return Text("{inject} to {to}", inject=inject, to=to)


def _added(_: Plan, event: ev.InjectAdded) -> AnyText:
    return Text("message written: {inject}", inject=f"{event.inject} {event.title}")


def _acknowledged(plan: Plan, event: ev.InjectAcknowledged) -> AnyText:
    inject = _inject(plan, event.inject)
    return Text("{role} has {inject}", role=event.role, inject=inject)


def _held(plan: Plan, event: ev.InjectHeld) -> AnyText:
    inject = _inject(plan, event.inject)
    if event.reason == "condition":
        return Text("{inject} waits for its condition", inject=inject)
    if event.reason == "quiet":
        return Text("{inject} waits until the quiet hours are over", inject=inject)
    reason = REASONS.get(event.reason, event.reason)
    return Text("{inject} held: {reason}", inject=inject, reason=reason)


def _retimed(plan: Plan, event: ev.InjectRetimed) -> AnyText:
    time = format_clock(event.due_play_ms)
    return Text("{inject} moved to {time}", inject=_inject(plan, event.inject), time=time)


def _voided(plan: Plan, event: ev.InjectVoided) -> AnyText:
    inject = _inject(plan, event.inject)
    return Text("{inject} does not count: {reason}", inject=inject, reason=event.reason)


def _expected(message: Callable[[str], AnyText]) -> Callable[[Plan, Any], AnyText]:
    """Describe an event about an expected action by that action."""

    def describe(plan: Plan, event: ev.ExpectationMet) -> AnyText:
        known = plan.expectation(event.expectation)
        action = known[1].action if known else event.expectation
        return message(_with_note(action, getattr(event, "note", None)))

    return describe


def _decided(plan: Plan, event: ev.DecisionTaken) -> AnyText:
    known = plan.decision(event.decision)
    question = known[1].question if known else event.decision
    options = known[1].options if known else ()
    titles = {option.id: option.title for option in options}
    return _with_note(f"{question} {titles.get(event.option, event.option)}", event.reason)


def _observed(_: Plan, event: ev.ObservationRecorded) -> AnyText:
    text = f"{event.objective}: {event.text}" if event.objective else event.text
    return Text("observation: {text}", text=text)


def _played(plan: Plan, event: ev.InjectPlayed) -> AnyText:
    inject = _inject(plan, event.inject)
    return Text("{inject} played", inject=_with_note(inject, event.note))


def _rated(_: Plan, event: ev.TaskRated) -> AnyText:
    rated = f"{event.objective}.{event.task} {event.rating}"
    return Text("rating: {rated}", rated=_with_note(rated, event.note))


def _noted(_: Plan, event: ev.EntryRecorded) -> AnyText:
    return Text("{kind}: {text}", kind=KINDS.get(event.kind, event.kind), text=event.text)


def _answered(plan: Plan, event: ev.AnswerGiven) -> AnyText:
    inject = _inject(plan, event.inject)
    return Text("{role} to {inject}: {text}", role=event.role or "", inject=inject, text=event.text)


def _asked(_: Plan, event: ev.QuestionAsked) -> AnyText:
    if event.to is None:
        return Text("{role} asks: {text}", role=event.role or "", text=event.text)
    return Text("{role} asks {to}: {text}", role=event.role or "", to=event.to, text=event.text)


def _action(_: Plan, event: ev.ActionRecorded) -> AnyText:
    return Text("action for {owner}: {text}", owner=event.owner, text=event.text)


def _paused(_: Plan, event: ev.Paused) -> AnyText:
    reason = event.reason
    return (
        Text("paused: {reason}", reason=REASONS.get(reason, reason)) if reason else Text("paused")
    )


def _jumped(_: Plan, event: ev.Jumped) -> AnyText:
    start, end = format_clock(event.from_play_ms), format_clock(event.to_play_ms)
    return Text("jump from {start} to {end}", start=start, end=end)


def postponed(plan: Plan, until_at_ms: int, reason: str) -> Text:
    """Return until when, by the wall clock, and why the exercise stands still."""
    until = f"{local_datetime(until_at_ms, plan.zone):%Y-%m-%d %H:%M}"
    return Text("postponed until {until}: {reason}", until=until, reason=reason)


def _shifted(_: Plan, event: ev.ScheduleShifted) -> AnyText:
    time = format_clock(abs(event.by_ms))
    if event.by_ms < 0:
        return Text("all that is still to come moved {time} sooner", time=time)
    return Text("all that is still to come moved {time} later", time=time)


def _stepped(_: Plan, event: ev.WallClockStepped) -> AnyText:
    return Text("the machine's clock leapt by {step}", step=format_clock(event.step_ms))


def _took_over(_: Plan, event: ev.DirectorTaken) -> AnyText:
    if event.previous_person is not None and event.why is not None:
        return Text(
            "direction taken over from {person}: {why}",
            person=event.previous_person,
            why=REASONS.get(event.why, event.why),
        )
    reasons = {
        "resume": Text("the exercise is directed again"),
        "takeover": Text("direction taken over"),
    }
    return reasons.get(event.reason, Text("the exercise is directed"))


def _released(_: Plan, event: ev.DirectorReleased) -> AnyText:
    reason = REASONS.get(event.reason, event.reason)
    return Text("direction given up: {reason}", reason=reason)


def _handover(_: Plan, event: ev.HandoverSigned) -> AnyText:
    return Text("hand-over from {by} to {to} signed", by=event.by, to=event.to)


REASONS: dict[str, AnyText] = {
    "hand": Text("by hand"),
    "outage": Text("after an outage"),
    "condition": Text("its condition does not hold"),
    "jump": Text("passed over by a jump"),
    "quiet": Text("quiet hours"),
    "phase": Text("its phase is over"),
    "variant": Text("not in this variant"),
    "disk-full": Text("the disk is full"),
    "disk-read-only": Text("the disk is read-only"),
    "disk-failed": Text("the disk could not write"),
    "no-play": Text("somebody calls NO PLAY"),
    "quit": Text("who directed has left"),
    "gone": Text("gone without a word"),
    "hangup": Text("the terminal was closed"),
    "terminated": Text("the program was told to stop"),
    "until": Text("as agreed"),
    "planned-end": Text("as planned"),
}
"""The journal's words for why something happened, for people."""
KINDS: dict[str, AnyText] = {
    "picture": Text("picture"),
    "judgement": Text("judgement"),
    "decision": Text("decision"),
    "note": Text("note"),
    "fact": Text("fact"),
    "assumption": Text("assumption"),
    "bottleneck": Text("bottleneck"),
    "question": Text("question"),
}
"""The kinds of log lines, for people."""

_SENTENCES: dict[type[ev.Event], Callable[[Plan, Any], AnyText]] = {
    ev.ExerciseStarted: _started,
    ev.PhaseEntered: _phase,
    ev.ScenarioAdded: _scenario_added,
    ev.MilestoneReached: lambda plan, event: Text(
        "milestone: {title}", title=_milestone(plan, event.milestone)
    ),
    ev.MilestoneRetracted: lambda plan, event: Text(
        "milestone taken back: {title}", title=_milestone(plan, event.milestone)
    ),
    ev.StoryJumped: lambda _, __: Text("the story jumps ahead"),
    ev.InjectAdded: _added,
    ev.InjectDelivered: _delivered,
    ev.InjectAcknowledged: _acknowledged,
    ev.InjectHeld: _held,
    ev.InjectSkipped: lambda plan, event: Text(
        "{inject} skipped: {reason}",
        inject=_inject(plan, event.inject),
        reason=REASONS.get(event.reason, event.reason),
    ),
    ev.InjectRetimed: _retimed,
    ev.InjectVoided: _voided,
    ev.InjectPlayed: _played,
    ev.InjectPlayRetracted: lambda plan, event: Text(
        "{inject} not played after all", inject=_inject(plan, event.inject)
    ),
    ev.EntryHandled: lambda _, event: Text(
        "{entry} dealt with", entry=_with_note(event.entry, event.note)
    ),
    ev.EntryHandlingRetracted: lambda _, event: Text(
        "{entry} not dealt with after all", entry=event.entry
    ),
    ev.ExpectationMet: _expected(lambda text: Text("done: {text}", text=text)),
    ev.ExpectationMissed: _expected(lambda text: Text("not done in time: {text}", text=text)),
    ev.ExpectationRetracted: _expected(lambda text: Text("tick taken back: {text}", text=text)),
    ev.DecisionTaken: _decided,
    ev.DecisionRetracted: lambda _, event: Text(
        "decision {decision} taken back", decision=event.decision
    ),
    ev.ObservationRecorded: _observed,
    ev.TaskRated: _rated,
    ev.AnswerGiven: _answered,
    ev.QuestionAsked: _asked,
    ev.EntryRecorded: _noted,
    ev.ActionRecorded: _action,
    ev.ActionClosed: lambda _, event: Text("action {entry} closed", entry=event.entry),
    ev.EntryRetracted: lambda _, event: Text("entry {entry} taken back", entry=event.entry),
    ev.ClockStarted: lambda plan, event: Text(
        "clock started: {title}", title=_clock(plan, event.clock)
    ),
    ev.ClockMet: lambda plan, event: Text("clock met: {title}", title=_clock(plan, event.clock)),
    ev.ClockMissed: lambda plan, event: Text(
        "clock missed: {title}", title=_clock(plan, event.clock)
    ),
    ev.Paused: _paused,
    ev.Resumed: lambda _, __: Text("resumed"),
    ev.SpeedChanged: lambda _, event: Text("speed {speed}×", speed=f"{event.speed:g}"),
    ev.Jumped: _jumped,
    ev.ScheduleShifted: _shifted,
    ev.ExercisePostponed: lambda plan, event: postponed(plan, event.until_at_ms, event.reason),
    ev.WallClockStepped: _stepped,
    ev.DirectorTaken: _took_over,
    ev.DirectorReleased: _released,
    ev.HandoverSigned: _handover,
    ev.HandoverAccepted: lambda _, event: Text(
        "hand-over {entry} accepted by {by}", entry=event.entry, by=event.by
    ),
    ev.PlayStopped: lambda _, event: Text("NO PLAY: {reason}", reason=event.reason),
    ev.ExerciseEnded: lambda _, event: Text(
        "exercise ended: {reason}", reason=REASONS.get(event.reason, event.reason)
    ),
}
