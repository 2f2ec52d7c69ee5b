"""How observers rated the tasks of the objectives: every observer's last word, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.debrief.facts import RatingFact, TaskFact
from crisis_tui.exercise.state import RATINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crisis_tui.debrief.collect import Collected
    from crisis_tui.debrief.facts import ObjectiveFact
    from crisis_tui.debrief.outcomes import By
    from crisis_tui.exercise import events as ev
    from crisis_tui.exercise.events import Record
    from crisis_tui.scenario.model import Objective

WIDE = 2
"""Ratings this many letters apart are worth a conversation."""
Rated = dict[tuple[str, int], tuple[RatingFact, ...]]


def ratings(found: Collected, by: By) -> Rated:
    """Return by (objective, number of the task) the last rating of every observer, best first."""
    last: dict[tuple[str, int, str, str], tuple[Record, ev.TaskRated]] = {}
    for record, event in found.rated.values():
        who = (record.actor.person, record.actor.role)
        last[(event.objective, event.task, *who)] = (record, event)
    grouped: dict[tuple[str, int], list[RatingFact]] = {}
    for record, event in last.values():
        fact = RatingFact(
            event.entry, event.rating, event.note, event.opened_play_ms, by(record, None)
        )
        grouped.setdefault((event.objective, event.task), []).append(fact)
    return {task: tuple(sorted(facts, key=_best_first)) for task, facts in grouped.items()}


def tasks(objective: Objective, rated: Rated) -> tuple[TaskFact, ...]:
    """Return every task of an objective with its ratings."""
    return tuple(
        TaskFact(number, title, rated.get((objective.id, number), ()))
        for number, title in enumerate(objective.tasks, start=1)
    )


def disputed(objectives: Iterable[ObjectiveFact]) -> tuple[tuple[ObjectiveFact, TaskFact], ...]:
    """Return the tasks about which observers differ widely."""
    return tuple(
        (objective, task)
        for objective in objectives
        for task in objective.rated
        if task.ratings and _steps(task) >= WIDE
    )


def _steps(task: TaskFact) -> int:
    return RATINGS.index(task.ratings[-1].rating) - RATINGS.index(task.ratings[0].rating)


def _best_first(fact: RatingFact) -> tuple[int, int, str]:
    return RATINGS.index(fact.rating), fact.play_ms, fact.id
