"""Turn what was collected into facts with an outcome: in time, late, missed or open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crisis_tui.debrief.facts import (
    ActionFact,
    ClockFact,
    DecisionFact,
    ExpectationFact,
    InjectFact,
    NoteFact,
    Outcome,
)
from crisis_tui.exercise.spoken import SPOKEN_CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.debrief.collect import Collected
    from crisis_tui.exercise.events import InjectAdded, Record
    from crisis_tui.scenario.model import ExpectedAction, Inject
    from crisis_tui.scenario.script import PlannedInject

By = Callable[["Record", str | None], str]
"""Names who did something: a role, or the person if names were asked for."""


def judge(done_ms: int | None, due_ms: int | None, end_ms: int) -> Outcome:
    """Judge something done at `done_ms` against its limit when the journal ends at `end_ms`.

    At the limit is in time. Done without a limit is in time; not done without one stays open.
    """
    if done_ms is not None:
        return Outcome.IN_TIME if due_ms is None or done_ms <= due_ms else Outcome.LATE
    return Outcome.MISSED if due_ms is not None and end_ms > due_ms else Outcome.OPEN


def _unless_void(outcome: Outcome, found: Collected, inject: str) -> Outcome:
    """Return the outcome; nothing that a void inject asked for counts as missed."""
    is_void = found.state.get(inject, ("planned", None))[0] == "voided"
    return Outcome.OPEN if is_void and outcome is Outcome.MISSED else outcome


def inject_facts(found: Collected, end_ms: int) -> tuple[InjectFact, ...]:
    """Return every inject of the script and what was added, in order of delivery, then plan."""
    facts = [_planned_fact(found, planned, end_ms) for planned in found.script.injects]
    facts += [
        _planned_fact(found, planned, end_ms, occurrence)
        for occurrence, planned in _occurrences(found)
    ]
    facts += [_added_fact(found, added) for added in found.added.values()]
    return tuple(sorted(facts, key=_when))


def _when(fact: InjectFact) -> tuple[bool, int, str]:
    play_ms = fact.delivered_play_ms if fact.delivered_play_ms is not None else fact.planned_play_ms
    return (play_ms is None, play_ms or 0, fact.id)


def _occurrences(found: Collected) -> Iterator[tuple[str, PlannedInject]]:
    """Yield later deliveries of recurring injects, whose ids end in `.2`, `.3` and so on."""
    for inject in {**found.delivered, **found.state}:
        base, dot, _ = inject.rpartition(".")
        if dot and inject not in found.script.inject_by_id and base in found.script.inject_by_id:
            yield inject, found.script.inject_by_id[base]


def _planned_fact(
    found: Collected, planned: PlannedInject, end_ms: int, occurrence: str | None = None
) -> InjectFact:
    inject, name = planned.inject, occurrence or planned.inject.id
    state, reason = found.state.get(name, ("planned", None))
    delivered = found.delivered.get(name)
    due_ms = None if delivered is None else delivered[1].due_play_ms
    if due_ms is None:
        due_ms = found.retimed.get(name, None if occurrence else planned.due_play_ms)
    return InjectFact(
        id=name,
        title=inject.title,
        to=inject.to if delivered is None else delivered[1].to,
        state=state,
        planned_play_ms=due_ms,
        delivered_play_ms=None if delivered is None else delivered[0],
        late_ms=0 if delivered is None else delivered[1].late_ms,
        acknowledged=tuple(sorted(found.acknowledged.get(name, {}).items())),
        acknowledge_target_ms=inject.acknowledge_ms,
        expects=_expectations(found, inject, name, end_ms),
        reason=reason,
        channel=inject.channel,
        spoken=inject.channel in SPOKEN_CHANNELS,
        played_play_ms=found.played.get(name, (None, None))[0],
        played_note=found.played.get(name, (None, None))[1],
    )


def _added_fact(found: Collected, added: InjectAdded) -> InjectFact:
    state, reason = found.state.get(added.inject, ("planned", None))
    delivered = found.delivered.get(added.inject)
    return InjectFact(
        id=added.inject,
        title=added.title,
        to=added.to,
        state=state,
        planned_play_ms=found.retimed.get(added.inject),
        delivered_play_ms=None if delivered is None else delivered[0],
        late_ms=0 if delivered is None else delivered[1].late_ms,
        acknowledged=tuple(sorted(found.acknowledged.get(added.inject, {}).items())),
        acknowledge_target_ms=None,
        expects=(),
        reason=reason,
        channel=added.channel,
        spoken=added.channel in SPOKEN_CHANNELS,
        played_play_ms=found.played.get(added.inject, (None, None))[0],
        played_note=found.played.get(added.inject, (None, None))[1],
    )


def _expectations(
    found: Collected, inject: Inject, name: str, end_ms: int
) -> tuple[ExpectationFact, ...]:
    delivered = found.delivered.get(name)
    suffix = name.removeprefix(inject.id)
    return tuple(
        _expectation(
            found, action, name, suffix, None if delivered is None else delivered[0], end_ms
        )
        for action in inject.expects
    )


def _expectation(
    found: Collected,
    action: ExpectedAction,
    inject: str,
    suffix: str,
    delivered_ms: int | None,
    end_ms: int,
) -> ExpectationFact:
    name = action.id + suffix
    done_ms, note = found.met.get(name, (None, None))
    due_ms = None
    if delivered_ms is not None and action.within_ms is not None:
        due_ms = delivered_ms + action.within_ms
    outcome = judge(done_ms, due_ms, end_ms)
    if outcome is Outcome.OPEN and name in found.missed:
        outcome = Outcome.MISSED
    return ExpectationFact(
        id=name,
        inject=inject,
        by=action.by,
        action=action.action,
        objective=action.objective,
        target_ms=action.within_ms,
        done_play_ms=done_ms,
        taken_ms=None if done_ms is None or delivered_ms is None else done_ms - delivered_ms,
        outcome=_unless_void(outcome, found, inject),
        note=note,
    )


def decision_facts(found: Collected, end_ms: int) -> tuple[DecisionFact, ...]:
    """Return the decisions that were asked for or taken, in the order of the files."""
    facts = []
    for planned, decision in found.script.decision_by_id.values():
        asked = found.delivered.get(planned.inject.id)
        taken = found.decided.get(decision.id)
        if asked is None and taken is None:
            continue
        due_ms = None
        if asked is not None and decision.within_ms is not None:
            due_ms = asked[0] + decision.within_ms
        outcome = judge(None if taken is None else taken[0], due_ms, end_ms)
        facts.append(
            DecisionFact(
                id=decision.id,
                question=decision.question,
                inject=planned.inject.id,
                options=tuple((option.id, option.title) for option in decision.options),
                authority=decision.authority,
                option=None if taken is None else taken[1].option,
                role=None if taken is None else taken[1].role,
                play_ms=None if taken is None else taken[0],
                reason=None if taken is None else taken[1].reason,
                outcome=_unless_void(outcome, found, planned.inject.id),
            )
        )
    return tuple(facts)


def observation_facts(found: Collected, by: By) -> tuple[NoteFact, ...]:
    """Return the observations that were not taken back, in the order their entries were opened."""
    facts = [
        NoteFact(
            id=event.entry,
            kind="observation",
            text=event.text,
            play_ms=event.opened_play_ms,
            at_ms=event.opened_at_ms,
            by=by(record, event.role),
            objective=event.objective,
            inject=event.inject,
        )
        for record, event in found.observed.values()
    ]
    return tuple(sorted(facts, key=lambda fact: (fact.play_ms, fact.id)))


def entry_facts(found: Collected, by: By) -> tuple[NoteFact, ...]:
    """Return the log lines that were not taken back, in the order their entries were opened."""
    facts = [
        NoteFact(
            id=event.entry,
            kind=event.kind,
            text=event.text,
            play_ms=event.opened_play_ms,
            at_ms=event.opened_at_ms,
            by=by(record, event.role),
            inject=event.inject,
        )
        for record, event in found.noted.values()
    ]
    return tuple(sorted(facts, key=lambda fact: (fact.play_ms, fact.id)))


def action_facts(found: Collected) -> tuple[ActionFact, ...]:
    """Return the actions that were not taken back, in the order they were noted."""
    return tuple(
        ActionFact(
            id=event.entry,
            text=event.text,
            owner=event.owner,
            play_ms=event.opened_play_ms,
            due_play_ms=event.due_play_ms,
            closed_play_ms=found.closed.get(event.entry),
        )
        for _, event in found.actions.values()
    )


def clock_facts(found: Collected, end_ms: int) -> tuple[ClockFact, ...]:
    """Return every statutory clock of the scenario; one that never started is open."""
    facts = []
    for clock in found.script.scenario.clocks:
        started_ms, started = found.clocks.get(clock.id, (None, None))
        done_play_ms, done_story_ms = found.clocks_met.get(clock.id, (None, None))
        due_story_ms = None if started is None else started.due_story_ms
        due_play_ms = None if started is None else started.due_play_ms
        outcome = (
            judge(done_story_ms, due_story_ms, found.anchor.story_at(end_ms))
            if due_story_ms is not None
            else judge(done_play_ms, due_play_ms, end_ms)
        )
        if started is not None:
            outcome = _unless_void(outcome, found, started.inject)
        if clock.id in found.clocks_missed:
            outcome = Outcome.MISSED if done_play_ms is None else Outcome.LATE
        facts.append(
            ClockFact(
                id=clock.id,
                title=clock.title,
                owner=clock.owner,
                source=clock.source,
                started_play_ms=started_ms,
                due_story_ms=due_story_ms,
                due_play_ms=due_play_ms,
                done_play_ms=done_play_ms,
                done_story_ms=done_story_ms,
                outcome=outcome,
            )
        )
    return tuple(facts)
