"""Scenarios that were added to a running exercise: the plan grows, the state goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.exercise.events import ScenarioAdded
from crisis_tui.exercise.fold import fold_all
from crisis_tui.exercise.plan import Plan
from crisis_tui.exercise.state import ExerciseState
from crisis_tui.scenario.on_top import put_on_top

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crisis_tui.exercise.events import Record
    from crisis_tui.scenario.script import Script

    AddedScript = Callable[[ScenarioAdded], Script]
    """Gives the script of a scenario that was added, from the inputs frozen with it."""


def whole_script(script: Script, added: Iterable[ScenarioAdded], of: AddedScript) -> Script:
    """Return the script of an exercise with everything that was added to it, in that order."""
    for event in added:
        script = put_on_top(script, of(event), event.prefix, event.at_play_ms)
    return script


def fold_with_additions(
    state: ExerciseState, records: Sequence[Record], of: AddedScript | None
) -> ExerciseState:
    """Return the state after all records; before each addition the plan has what it adds.

    Raises:
        Exception: whatever `of` raises; nothing was folded then.
    """
    begin = 0
    for index, record in enumerate(records):
        if of is not None and type(record.event) is ScenarioAdded:
            state = _grown(fold_all(state, records[begin:index]), (record.event,), of)
            begin = index
    return fold_all(state, records[begin:] if begin else records)


def with_plan(state: ExerciseState, of: AddedScript | None) -> ExerciseState:
    """Return a state that was kept without its plan, with what was added to that of its script."""
    return state if of is None or not state.additions else _grown(state, state.additions, of)


def _grown(state: ExerciseState, added: Iterable[ScenarioAdded], of: AddedScript) -> ExerciseState:
    script = state.plan.script
    if script is None:
        return state
    draft = state.draft()
    draft.plan = Plan(whole_script(script, added, of))
    return ExerciseState.of(draft)
