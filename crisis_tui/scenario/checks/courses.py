"""Which outcomes the decisions and expected actions of a scenario can have together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.scenario.checks.search import Search, among
from crisis_tui.scenario.conditions import MET, MISSED, all_hold, asked_outcomes, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crisis_tui.scenario.checks.case import Case
    from crisis_tui.scenario.checks.search import Outcome
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Condition

_MOST_RELATED = 10


class Courses:
    """The courses that an exercise can take, as far as conditions ask for them."""

    def __init__(self, case: Case) -> None:
        """Start with what each inject's condition looks at."""
        self._case = case
        self._search = Search()
        self._conditions = {
            name: (entry.inject.when, self._choices([entry.inject.when]).keys())
            for name, entry in case.draft.entry_by_id.items()
            if entry.inject.when is not None
        }

    def can_be(self, conditions: Sequence[Condition], *, wanted: bool = True) -> bool:
        """Tell whether some course makes the conditions all true, or (not wanted) not all."""

        def test(outcomes: Mapping[Subject, Outcome]) -> bool | None:
            value = all_hold(holds(condition, among(outcomes)) for condition in conditions)
            return None if value is None else value is wanted

        return self._search.can_be(self._choices(conditions), test)

    def related(self, when: Condition, names: Iterable[str]) -> Mapping[str, Condition]:
        """Return the conditions of these injects that look at something `when` looks at too.

        At most ten, the first of the names first.
        """
        subjects = self._choices([when]).keys()
        found: dict[str, Condition] = {}
        for name in names:
            condition, looked_at = self._conditions.get(name, (None, ()))
            if condition is not None and not subjects.isdisjoint(looked_at):
                found[name] = condition
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
        if kind == "expectation":
            return (None, MET, MISSED)
        if name in self._case.decisions:
            return (None, *(option.id for option in self._case.decisions[name][0].options))
        return (None,)
