"""What stands at a fork of the tree: who settles what, until when, and how it was settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.state import Outcome
from crisis_tui.exercise.views.tree_lines import TreeKind, TreeLine
from crisis_tui.scenario.conditions import MET, MISSED, REACHED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.exercise.rehearsal.subjects import Outcome as Settled
    from crisis_tui.exercise.rehearsal.subjects import Subjects
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.script import Script


class Forks:
    """The forks of an exercise as it stands."""

    def __init__(
        self,
        script: Script,
        state: ExerciseState,
        subjects: Subjects,
        first_ms: Mapping[str, int],
    ) -> None:
        """Know when injects that are still to come come at the earliest."""
        self._script = script
        self._state = state
        self._subjects = subjects
        self._first_ms = first_ms

    def outcome(self, subject: Subject) -> Settled:
        """Return how a subject was settled so far, None while it is open."""
        kind, name = subject
        if kind == "decision":
            taken = self._state.decisions.get(name)
            return None if taken is None else taken.option
        if kind == "milestone":
            return REACHED if name in self._state.milestones else None
        known = self._state.expectations.get(name)
        if known is None or known.outcome in {Outcome.OPEN, Outcome.CANCELLED}:
            return None
        return MISSED if known.outcome is Outcome.MISSED else MET

    def holder(self, subject: Subject) -> str | None:
        """Return the inject that asks for it, None for a milestone."""
        kind, name = subject
        if kind == "milestone":
            return None
        holders = self._script.decision_by_id if kind == "decision" else None
        found = holders.get(name) if holders is not None else self._script.expectation_by_id[name]
        return None if found is None else found[0].inject.id

    def limit_ms(self, subject: Subject) -> int | None:
        """Return until when a fork can be settled in time; when it opens if it has no limit."""
        holder = self.holder(subject)
        if holder is None:
            return None
        sent_ms = self._state.inject(holder).delivered_play_ms
        if sent_ms is None:
            sent_ms = self._first_ms.get(holder, 0)
        return sent_ms + (self._within_ms(subject) or 0)

    def _within_ms(self, subject: Subject) -> int | None:
        kind, name = subject
        if kind == "decision":
            return self._script.decision_by_id[name][1].within_ms
        return self._script.expectation_by_id[name][1].within_ms

    def line(self, subject: Subject, depth: int, outcome: Settled = None) -> TreeLine:
        """Return the line of a fork, settled so or open."""
        kind, name = subject
        if kind == "decision":
            decision = self._script.decision_by_id[name][1]
            title, role = decision.question, decision.authority
        elif kind == "expectation":
            action = self._script.expectation_by_id[name][1]
            title, role = action.action, action.by
        else:
            title, role = self._script.milestone_by_id[name].title, None
        return TreeLine(
            depth,
            TreeKind.FORK,
            name,
            title,
            self.limit_ms(subject),
            () if role is None else (role,),
            subject=kind,
            outcome=outcome,
        )

    def option_title(self, subject: Subject, outcome: Settled) -> str:
        """Return the title of an option; of all those together that lead to nothing of their own."""
        if subject[0] != "decision" or outcome is None:
            return ""
        options = self._script.decision_by_id[subject[1]][1].options
        asked = self._subjects.asked[subject]
        alike = [one for one in options if one.id == outcome or not {one.id, outcome} & asked]
        return " / ".join(one.title for one in alike)
