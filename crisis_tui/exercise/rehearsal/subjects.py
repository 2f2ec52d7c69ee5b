"""What the conditions of a script look at, and which outcomes they can tell apart."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui.scenario.conditions import MET, MISSED, REACHED, asked_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Condition
    from crisis_tui.scenario.script import Script

Outcome = str | None
"""An option's id, "met", "missed" or "reached"; None: not decided, not reached."""


class Subjects:
    """The subjects that conditions look at; the outcomes of all others change nothing."""

    def __init__(self, script: Script) -> None:
        """Look through all conditions of a script."""
        self._script = script

    @cached_property
    def asked(self) -> Mapping[Subject, frozenset[str]]:
        """The outcomes that conditions ask for, by subject; `unless` asks for any."""
        found: dict[Subject, set[str]] = {}
        for condition in conditions(self._script):
            for subject, outcome in asked_outcomes(condition):
                for real in self.real(subject):
                    wanted = found.setdefault(real, set())
                    if subject[0] != "deed":
                        wanted.add(outcome)
        return {subject: frozenset(wanted) for subject, wanted in found.items()}

    def real(self, subject: Subject) -> tuple[Subject, ...]:
        """Return the action, decision or milestone behind a deed; any other subject as it is."""
        kind, name = subject
        if kind != "deed":
            return (subject,)
        known = {
            "expectation": self._script.expectation_by_id,
            "decision": self._script.decision_by_id,
            "milestone": self._script.milestone_by_id,
        }
        return tuple((kind, name) for kind, ids in known.items() if name in ids)

    def of(self, condition: Condition) -> frozenset[Subject]:
        """Return the real subjects of a condition."""
        asked = (subject for subject, _ in asked_outcomes(condition))
        return frozenset(real for subject in asked for real in self.real(subject))

    def outcomes(self, subject: Subject) -> tuple[Outcome, ...]:
        """Return the outcomes to try: options that nothing tells apart count as one."""
        kind, name = subject
        if kind == "expectation":
            return (MET, MISSED)
        if kind == "milestone":
            return (REACHED, None)
        options = [option.id for option in self._script.decision_by_id[name][1].options]
        asked = [option for option in options if option in self.asked[subject]]
        others = [option for option in options if option not in self.asked[subject]]
        return (*asked, *others[:1], None)


def conditions(script: Script) -> Iterator[Condition]:
    """Yield every condition of injects, phases and milestones."""
    found = [planned.inject.condition for planned in script.injects]
    found += [planned.phase.when for planned in script.phase_by_id.values()]
    found += [milestone.when for milestone in script.scenario.milestones]
    return (condition for condition in found if condition is not None)
