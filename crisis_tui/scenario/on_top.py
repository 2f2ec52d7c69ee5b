"""A second scenario on top of a running one: one script, in which everything added has a prefix.

There is one exercise and one story, that of the first scenario. What is added counts its play times
from when it was added; it moves neither the story nor the phases of the first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.scenario.model import Condition, Inject, Phase, Scenario
    from crisis_tui.scenario.script import PlannedInject, PlannedPhase, Script

SEPARATOR = ":"
"""Between the prefix and an id; no id in a file can hold it."""
_T = TypeVar("_T")


def prefix_of(name: str) -> str:
    """Return the prefix of the scenario that something belongs to; the first one has none."""
    return name.rpartition(SEPARATOR)[0]


def put_on_top(script: Script, added: Script, prefix: str, at_play_ms: int) -> Script:
    """Return one script of both; the added one begins at a play time of the exercise."""
    return _Adding(prefix, at_play_ms).to(script, added)


class _Adding:
    """Gives everything of an added scenario its prefix and its time."""

    def __init__(self, prefix: str, at_play_ms: int) -> None:
        self._prefix = prefix
        self._at_play_ms = at_play_ms

    def to(self, script: Script, added: Script) -> Script:
        """Return one script of both."""
        first_order = max((planned.order for planned in script.injects), default=-1) + 1
        taken = {planned.inject.key for planned in script.injects}
        return replace(
            script,
            scenario=self._scenario(script.scenario, added.scenario),
            side_phases=(*script.side_phases, *map(self._planned_phase, added.phases)),
            injects=(
                *script.injects,
                *(self._planned(planned, first_order, taken) for planned in added.injects),
            ),
        )

    def _scenario(self, scenario: Scenario, added: Scenario) -> Scenario:
        objectives = (one.model_copy(update={"id": self._name(one.id)}) for one in added.objectives)
        milestones = (
            one.model_copy(update={"id": self._name(one.id), "when": self._condition(one.when)})
            for one in added.milestones
        )
        clocks = (
            one.model_copy(
                update={
                    "id": self._name(one.id),
                    "starts": self._name(one.starts),
                    "known": None if one.known is None else self._name(one.known),
                }
            )
            for one in added.clocks
        )
        return scenario.model_copy(
            update={
                "objectives": (*scenario.objectives, *objectives),
                "milestones": (*scenario.milestones, *milestones),
                "clocks": (*scenario.clocks, *clocks),
            }
        )

    def _planned_phase(self, planned: PlannedPhase) -> PlannedPhase:
        phase: Phase = planned.phase.model_copy(
            update={
                "id": self._name(planned.phase.id),
                "at_ms": self._later(planned.phase.at_ms),
                "when": self._condition(planned.phase.when),
                "story": None,
                "pace": None,
            }
        )
        return replace(planned, phase=phase, start_play_ms=self._later(planned.start_play_ms))

    def _planned(
        self, planned: PlannedInject, first_order: int, taken: set[int | None]
    ) -> PlannedInject:
        inject = self._inject(planned.inject)
        if inject.key in taken:
            inject = inject.model_copy(update={"key": None})
        return replace(
            planned,
            inject=inject,
            order=first_order + planned.order,
            due_play_ms=self._later(planned.due_play_ms),
            story_ms=None,
            phase=_if(self._name, planned.phase),
        )

    def _inject(self, inject: Inject) -> Inject:
        after, decision = inject.after, inject.decision
        return inject.model_copy(
            update={
                "id": self._name(inject.id),
                "at_ms": self._later(inject.at_ms),
                "after": after and after.model_copy(update={"inject": self._name(after.inject)}),
                "from_phase": _if(self._name, inject.from_phase),
                "until_phase": _if(self._name, inject.until_phase),
                "story": None,
                "expects": tuple(
                    action.model_copy(
                        update={
                            "id": self._name(action.id),
                            "objective": _if(self._name, action.objective),
                        }
                    )
                    for action in inject.expects
                ),
                "decision": decision
                and decision.model_copy(update={"id": self._name(decision.id)}),
                "when": self._condition(inject.when),
                "unless": _if(self._name, inject.unless),
            }
        )

    def _condition(self, condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        names = {
            key: _if(self._name, getattr(condition, key))
            for key in ("decision", "met", "missed", "reached", "unless")
        }
        parts = {
            key: tuple(self._condition(part) for part in listed)
            for key, listed in (("all", condition.all), ("any", condition.any))
            if listed is not None
        }
        negated = self._condition(condition.negated)
        return condition.model_copy(update={**names, **parts, "negated": negated})

    def _name(self, name: str) -> str:
        return f"{self._prefix}{SEPARATOR}{name}"

    def _later(self, play_ms: int | None) -> int | None:
        return None if play_ms is None else play_ms + self._at_play_ms


def _if(change: Callable[[_T], _T], value: _T | None) -> _T | None:
    return None if value is None else change(value)
