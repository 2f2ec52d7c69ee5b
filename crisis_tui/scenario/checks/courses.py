"""Which outcomes the decisions and expected actions of a scenario can have together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.scenario.checks.search import Search, among
from crisis_tui.scenario.conditions import (
    MET,
    MISSED,
    REACHED,
    UNDONE,
    all_hold,
    asked_outcomes,
    holds,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.checks.dependencies import Node
    from crisis_tui.scenario.checks.search import Outcome
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Condition

_MOST_RELATED = 10
_WORDS = {"expectation": (MET, MISSED), "milestone": (REACHED,), "deed": (UNDONE,)}
"""The outcomes that subjects of a kind have by name."""


class Courses:
    """The courses that an exercise can take, as far as conditions ask for them."""

    def __init__(self, case: Case) -> None:
        """Start with what each condition looks at."""
        self._case = case
        self._search = Search()
        self._conditions = {
            node: (when, self._choices([when]).keys()) for node, when in _whens(case)
        }

    def can_be(self, conditions: Sequence[Condition], *, wanted: bool = True) -> bool:
        """Tell whether some course makes the conditions all true, or (not wanted) not all."""

        def test(outcomes: Mapping[Subject, Outcome]) -> bool | None:
            value = all_hold(holds(condition, among(outcomes)) for condition in conditions)
            return None if value is None else value is wanted

        return self._search.can_be(self._choices(conditions), test)

    def related(self, when: Condition, nodes: Iterable[Node]) -> Mapping[Node, Condition]:
        """Return the conditions of these nodes that look at something `when` looks at too.

        At most ten, the first of the nodes first.
        """
        subjects = self._choices([when]).keys()
        found: dict[Node, Condition] = {}
        for node in nodes:
            condition, looked_at = self._conditions.get(node, (None, ()))
            if condition is not None and not subjects.isdisjoint(looked_at):
                found[node] = condition
            if len(found) == _MOST_RELATED:
                break
        return found

    def _choices(self, conditions: Sequence[Condition]) -> Mapping[Subject, Sequence[Outcome]]:
        """Return the outcomes of what conditions look at; of unknown ids those that they name."""
        found: dict[Subject, dict[Outcome, None]] = {}
        for condition in conditions:
            for subject, outcome in asked_outcomes(condition):
                known = found.setdefault(subject, dict.fromkeys(self._outcomes(subject)))
                known.setdefault(outcome)
        return {subject: tuple(outcomes) for subject, outcomes in found.items()}

    def _outcomes(self, subject: Subject) -> tuple[Outcome, ...]:
        kind, name = subject
        if kind in _WORDS:
            return (None, *_WORDS[kind])
        if name in self._case.decisions:
            return (None, *(option.id for option in self._case.decisions[name][0].options))
        return (None,)


def _whens(case: Case) -> Iterator[tuple[Node, Condition]]:
    for name, entry in case.draft.entry_by_id.items():
        if (when := entry.inject.condition) is not None:
            yield ("inject", name), when
    for planned in case.script.phases:
        if planned.phase.when is not None:
            yield ("phase", planned.phase.id), planned.phase.when
    for name, (milestone, _) in case.milestones.items():
        if milestone.when is not None:
            yield ("milestone", name), milestone.when
