"""The engine on a stage of its own: the real `decide` and `fold`, in memory, at any play time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crisis_tui.exercise.clock import Moment
from crisis_tui.exercise.commands import StartExercise, Tick
from crisis_tui.exercise.decide import decide
from crisis_tui.exercise.events import Actor, Record, Resumed
from crisis_tui.exercise.fold import fold_all, stamped, take
from crisis_tui.exercise.plan import Plan
from crisis_tui.exercise.refusal import Refusal
from crisis_tui.exercise.state import ExerciseState, initial_state

if TYPE_CHECKING:
    from collections.abc import Collection

    from crisis_tui.exercise.commands import Command
    from crisis_tui.exercise.events import Event
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.script import PlannedInject, Script

_NOBODY = Actor("", "", "")


def lean(script: Script, looked_at: Collection[Subject]) -> Script:
    """Return a script without what changes nothing here: it goes the same way, faster.

    That is what no condition looks at, statutory clocks, and quiet hours: a rehearsal has no wall.
    """
    injects = tuple(_lean(planned, looked_at) for planned in script.injects)
    scenario = script.scenario.model_copy(update={"clocks": (), "quiet": None})
    return replace(script, injects=injects, scenario=scenario)


def _lean(planned: PlannedInject, looked_at: Collection[Subject]) -> PlannedInject:
    inject = planned.inject
    if not inject.expects and inject.acknowledge_ms is None:
        return planned
    expects = tuple(action for action in inject.expects if ("expectation", action.id) in looked_at)
    lighter = inject.model_copy(update={"expects": expects, "acknowledge_ms": None})
    return replace(planned, inject=lighter)


def begun(script: Script) -> ExerciseState:
    """Return the state of an exercise that has just begun, before its first tick."""
    command = StartExercise("rehearsal", {}, "", virtual=True)
    return act(initial_state(script), command, 0)[0]


def going(state: ExerciseState, script: Script) -> ExerciseState:
    """Return the state on a lean script, as if it ran: a pause ends, NO PLAY is lifted."""
    draft = state.draft()
    draft.plan = Plan(script)
    if state.is_live and not state.is_running:
        take(draft, Record(state.seq + 1, state.at_ms, state.play_ms, _NOBODY, Resumed()))
    return ExerciseState.of(draft)


def tick(state: ExerciseState, play_ms: int) -> tuple[ExerciseState, tuple[Event, ...]]:
    """Do what is due up to a play time."""
    return act(state, Tick(), play_ms)


def act(
    state: ExerciseState, command: Command, play_ms: int
) -> tuple[ExerciseState, tuple[Event, ...]]:
    """Do a command at a play time; one that the engine refuses changes nothing."""
    moment = Moment(play_ms, play_ms)
    decided = decide(state, command, moment)
    if isinstance(decided, Refusal):
        return state, ()
    records = [
        Record(state.seq + number, entry.at_ms, entry.play_ms, entry.actor, entry.event)
        for number, entry in enumerate(stamped(decided, moment, _NOBODY), 1)
    ]
    return fold_all(state, records), decided
