"""Where the conversation starts: questions for the hot wash and points to improve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_clock
from crisis_tui.basis.text import Text
from crisis_tui.debrief.facts import Improvement, Outcome
from crisis_tui.debrief.measures import counted
from crisis_tui.debrief.ratings import disputed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.facts import (
        ActionFact,
        ClockFact,
        DecisionFact,
        InjectFact,
        NoteFact,
        ObjectiveFact,
    )

MOST_QUESTIONS = 12
_POOR = {"M", "U"}


def questions(
    injects: Sequence[InjectFact],
    decisions: Sequence[DecisionFact],
    objectives: Sequence[ObjectiveFact],
) -> tuple[AnyText, ...]:
    """Return questions for the hot wash: three that always hold, then what this exercise asks."""
    asked: list[AnyText] = [
        Text("What went well, and why did it work?"),
        Text("What could be better, and what held us back?"),
        Text("What do we take with us, who does it, and when?"),
    ]
    asked += _about_expectations(injects)
    asked += _about_decisions(decisions)
    asked += [
        Text(
            "Observers differ about “{task}” ({objective}): {letters}. What did each see?",
            task=task.title,
            objective=objective.id,
            letters=", ".join(task.letters),
        )
        for objective, task in disputed(objectives)
    ]
    asked += [
        Text(
            "Nobody noted anything about {objective}. What did you see?",
            objective=_named(objective),
        )
        for objective in objectives
        if objective.expected and not objective.observations
    ]
    return tuple(asked[:MOST_QUESTIONS])


def _about_expectations(injects: Sequence[InjectFact]) -> Iterator[Text]:
    for fact in counted(injects):
        for action in fact.expects:
            if action.outcome is Outcome.MISSED:
                yield Text(
                    "{inject} {title}: “{action}” was not seen. What happened at {role}?",
                    inject=fact.id,
                    title=fact.title,
                    action=action.action,
                    role=action.by,
                )


def _about_decisions(decisions: Sequence[DecisionFact]) -> Iterator[Text]:
    for decision in decisions:
        if decision.option is None:
            yield Text("“{question}” was never settled. Why?", question=decision.question)
        elif not decision.reason:
            yield Text(
                "“{question}” was settled: {option}. On what grounds?",
                question=decision.question,
                option=decision.option_title or decision.option,
            )


def _named(objective: ObjectiveFact) -> str:
    return f"{objective.id} {objective.title}"


def improvements(
    injects: Sequence[InjectFact],
    clocks: Sequence[ClockFact],
    actions: Sequence[ActionFact],
    entries: Sequence[NoteFact],
    objectives: Sequence[ObjectiveFact],
) -> tuple[Improvement, ...]:
    """Return points to improve, each resting on something in the journal."""
    return (
        *_from_clocks(clocks),
        *_from_expectations(injects),
        *_from_acknowledgements(injects),
        *_from_ratings(objectives),
        *_from_bottlenecks(entries),
        *_from_actions(actions),
    )


def _from_clocks(clocks: Sequence[ClockFact]) -> Iterator[Improvement]:
    for clock in clocks:
        if clock.outcome in {Outcome.MISSED, Outcome.LATE}:
            message = Text(
                "Term not kept: {title} ({owner}). Agree who watches it and who stands in.",
                title=clock.title,
                owner=clock.owner or "–",
            )
            yield Improvement(message, None, clock.id)


def _from_expectations(injects: Sequence[InjectFact]) -> Iterator[Improvement]:
    for fact in counted(injects):
        for action in fact.expects:
            if action.outcome is Outcome.MISSED:
                message = Text("{role}: {action} – not done", role=action.by, action=action.action)
                yield Improvement(message, action.objective, action.id)
            elif action.outcome is Outcome.LATE and action.taken_ms and action.target_ms:
                message = Text(
                    "{role}: {action} – {late} late",
                    role=action.by,
                    action=action.action,
                    late=format_clock(action.taken_ms - action.target_ms),
                )
                yield Improvement(message, action.objective, action.id)


def _from_acknowledgements(injects: Sequence[InjectFact]) -> Iterator[Improvement]:
    for fact in counted(injects):
        confirmed = {role for role, _ in fact.acknowledged}
        silent = [role for role in fact.to if role not in confirmed]
        if fact.acknowledge_target_ms is not None and silent:
            message = Text(
                "{inject} {title} was never confirmed by {roles}",
                inject=fact.id,
                title=fact.title,
                roles=", ".join(silent),
            )
            yield Improvement(message, None, fact.id)


def _from_ratings(objectives: Sequence[ObjectiveFact]) -> Iterator[Improvement]:
    for objective in objectives:
        for task in objective.rated:
            poor = [one for one in task.ratings if one.rating in _POOR]
            if poor:
                why = "; ".join(one.note for one in poor if one.note)
                message = Text(
                    "{task}: rated {letters}{why}",
                    task=task.title,
                    letters=", ".join(task.letters),
                    why=f" – {why}" if why else "",
                )
                yield Improvement(message, objective.id, ", ".join(one.id for one in poor))


def _from_bottlenecks(entries: Sequence[NoteFact]) -> Iterator[Improvement]:
    for entry in entries:
        if entry.kind == "bottleneck":
            yield Improvement(Text("Bottleneck: {text}", text=entry.text), None, entry.id)


def _from_actions(actions: Sequence[ActionFact]) -> Iterator[Improvement]:
    for action in actions:
        if action.closed_play_ms is None:
            message = Text(
                "Open action at the end: {text} ({owner})", text=action.text, owner=action.owner
            )
            yield Improvement(message, None, action.id)
