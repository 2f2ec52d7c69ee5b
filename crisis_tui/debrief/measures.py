"""Counts and medians per role and team: what next year's exercise is compared with."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING

from crisis_tui.debrief.facts import Measure, ObjectiveFact, Outcome
from crisis_tui.debrief.ratings import tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crisis_tui.debrief.facts import ExpectationFact, InjectFact, NoteFact
    from crisis_tui.debrief.ratings import Rated
    from crisis_tui.scenario.model import Objective


def counted(injects: Sequence[InjectFact]) -> tuple[InjectFact, ...]:
    """Return the injects that count: delivered and not voided."""
    return tuple(fact for fact in injects if fact.state == "delivered")


def measure(name: str, injects: Sequence[InjectFact], has: Callable[[str], bool]) -> Measure:
    """Measure the roles for which `has` holds over the injects that count."""
    reached = [(fact, role) for fact in counted(injects) for role in fact.to if has(role)]
    waits = [
        acknowledged_ms - fact.delivered_play_ms
        for fact, role in reached
        for who, acknowledged_ms in fact.acknowledged
        if who == role and fact.delivered_play_ms is not None
    ]
    expected = [action for fact in counted(injects) for action in fact.expects if has(action.by)]
    taken = [action.taken_ms for action in expected if action.taken_ms is not None]
    return Measure(
        name=name,
        injects=len({fact.id for fact, _ in reached}),
        acknowledged=len(waits),
        expected=len(expected),
        in_time=count(expected, Outcome.IN_TIME),
        late=count(expected, Outcome.LATE),
        missed=count(expected, Outcome.MISSED),
        acknowledge_median_ms=median_low(waits) if waits else None,
        act_median_ms=median_low(taken) if taken else None,
    )


def count(actions: Sequence[ExpectationFact], outcome: Outcome) -> int:
    """Return how many expected actions ended so."""
    return sum(action.outcome is outcome for action in actions)


def role_measures(injects: Sequence[InjectFact]) -> tuple[Measure, ...]:
    """Measure each role that received or was expected to do something."""
    roles = {role for fact in counted(injects) for role in fact.to}
    roles |= {action.by for fact in counted(injects) for action in fact.expects}
    return tuple(measure(role, injects, {role}.__contains__) for role in sorted(roles))


def team_measures(injects: Sequence[InjectFact], team_of: Mapping[str, str]) -> tuple[Measure, ...]:
    """Measure each team; `team_of` gives the team of a role."""
    members: dict[str, set[str]] = {}
    for role, team in team_of.items():
        members.setdefault(team, set()).add(role)
    measured = (
        measure(team, injects, roles.__contains__) for team, roles in sorted(members.items())
    )
    return tuple(one for one in measured if one.injects or one.expected)


def objective_facts(
    objectives: Sequence[Objective],
    injects: Sequence[InjectFact],
    observations: Sequence[NoteFact],
    rated: Rated,
) -> tuple[ObjectiveFact, ...]:
    """Return each objective with what was expected for it, what was observed, how it was rated."""
    return tuple(_objective(objective, injects, observations, rated) for objective in objectives)


def _objective(
    objective: Objective,
    injects: Sequence[InjectFact],
    observations: Sequence[NoteFact],
    rated: Rated,
) -> ObjectiveFact:
    expected = [
        action
        for fact in counted(injects)
        for action in fact.expects
        if action.objective == objective.id
    ]
    return ObjectiveFact(
        id=objective.id,
        title=objective.title,
        tasks=objective.tasks,
        expected=len(expected),
        in_time=count(expected, Outcome.IN_TIME),
        late=count(expected, Outcome.LATE),
        missed=count(expected, Outcome.MISSED),
        observations=tuple(note for note in observations if note.objective == objective.id),
        rated=tasks(objective, rated),
    )
