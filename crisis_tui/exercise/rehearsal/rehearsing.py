"""Rehearses a script: every way, once with people who act at once and once with people who wait.

Those who wait act at the last moment that is in time; where there is no limit they act at once.
What conditions ask is tried every way: each option, done and not done, and not decided at all. An
action that is done after its limit, and a decision that is taken back, are not tried.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import HOUR_MS, MINUTE_MS
from crisis_tui.exercise.rehearsal.graph import MOST_TICKS, Exploration
from crisis_tui.exercise.rehearsal.load import Tasks, peak_loads
from crisis_tui.exercise.rehearsal.outlook import Outlook
from crisis_tui.exercise.rehearsal.silence import silences
from crisis_tui.exercise.rehearsal.stage import begun, going, lean
from crisis_tui.exercise.rehearsal.subjects import Subjects
from crisis_tui.exercise.rehearsal.walk import Walk
from crisis_tui.exercise.rehearsal.ways import Coming, Ways
from crisis_tui.scenario.plan import planned_play

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.exercise.rehearsal.graph import Graph
    from crisis_tui.exercise.rehearsal.load import Window
    from crisis_tui.exercise.rehearsal.silence import Spell
    from crisis_tui.exercise.state import ExerciseState
    from crisis_tui.scenario.conditions import Subject
    from crisis_tui.scenario.model import Inject
    from crisis_tui.scenario.script import Script

WINDOW_MS = 15 * MINUTE_MS
MOST_LOAD = 8
"""So much in one window is more than a role can do; a rule of thumb, no norm is known."""
SILENCE_MS = 20 * MINUTE_MS
_OPEN_MORE_MS = HOUR_MS
_OPEN_LENGTH_MS = 4 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Measures:
    """What to rehearse with. `horizon_ms` is a play time, None for the planned or usual end."""

    window_ms: int = WINDOW_MS
    most_load: int = MOST_LOAD
    silence_ms: int = SILENCE_MS
    horizon_ms: int | None = None
    most_ticks: int = MOST_TICKS


@dataclass(frozen=True, slots=True)
class Pass:
    """All ways with people who act at once, or with people who wait."""

    quick: bool
    graph: Graph
    ways: Ways


class Rehearsal:
    """What was found on all ways of a script; a part is worked out when it is asked for."""

    def __init__(self, script: Script, measures: Measures, passes: tuple[Pass, ...]) -> None:
        """Take the ways of both kinds of people."""
        self.script = script
        self.measures = measures
        self.passes = passes
        self._tasks = Tasks(script)
        self._subjects = Subjects(script)

    @property
    def horizon_ms(self) -> int | None:
        """The play time at which the rehearsal of an open exercise stops."""
        return horizon_of(self.script, self.measures)

    @property
    def ways(self) -> int:
        """The number of ways followed to their end, both kinds of people together."""
        return sum(one.ways.count for one in self.passes)

    @property
    def at_least(self) -> int:
        """The least number of ways that there are."""
        return sum(one.ways.at_least for one in self.passes)

    @property
    def is_whole(self) -> bool:
        """Tell whether every way was followed."""
        return all(one.graph.is_whole for one in self.passes)

    @cached_property
    def comings(self) -> Mapping[tuple[str, str], Coming]:
        """What happens by (kind, id): see `position.Happening`."""
        found: dict[tuple[str, str], Coming] = {}
        for one in self.passes:
            for key, coming in one.ways.comings().items():
                found[key] = _joined(found[key], coming) if key in found else coming
        return found

    @cached_property
    def loads(self) -> Mapping[Window, int]:
        """The most that a role gets in a window on any way."""
        found: dict[Window, int] = {}
        for one in self.passes:
            for window, load in peak_loads(one.ways, self._tasks, self.measures.window_ms).items():
                found[window] = max(load, found.get(window, 0))
        return found

    @cached_property
    def silences(self) -> Mapping[Spell, int]:
        """The spells without anything to do, with the number of ways that have them."""
        found: Counter[Spell] = Counter()
        for one in self.passes:
            spells = silences(one.ways, self._tasks, self.roles, self.measures.silence_ms)
            found.update(dict(spells))
        return found

    def subjects_of(self, inject: Inject) -> frozenset[Subject]:
        """Return what an inject's condition looks at."""
        when = inject.condition
        return frozenset() if when is None else self._subjects.of(when)

    def has_limit(self, subject: Subject) -> bool:
        """Tell whether it shows when nobody settles this: it has a limit."""
        kind, name = subject
        if kind == "decision":
            return self.script.decision_by_id[name][1].within_ms is not None
        if kind == "expectation":
            return self.script.expectation_by_id[name][1].within_ms is not None
        return True

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles that get something to do, in the order of the files."""
        found: dict[str, None] = {}
        for planned in self.script.injects:
            found |= dict.fromkeys(planned.inject.to)
            found |= dict.fromkeys(action.by for action in planned.inject.expects)
            decision = planned.inject.decision
            if decision is not None and decision.authority is not None:
                found[decision.authority] = None
        return tuple(found)


def rehearse(script: Script, measures: Measures | None = None) -> Rehearsal:
    """Rehearse a script from its beginning; nothing is written, nothing is sent."""
    measures = measures or Measures()
    subjects = Subjects(script)
    state = begun(lean(script, subjects.asked))
    return _rehearsal(script, subjects, state, 0, measures)


def rehearse_from(
    state: ExerciseState, play_ms: int, measures: Measures | None = None
) -> Rehearsal | None:
    """Rehearse what is left of an exercise, as if it ran from `play_ms`; None without a script."""
    script = state.plan.script
    if script is None:
        return None
    subjects = Subjects(script)
    state = going(state, lean(script, subjects.asked))
    now_ms = max(play_ms, state.play_ms)
    return _rehearsal(script, subjects, state, now_ms, measures or Measures())


def horizon_of(script: Script, measures: Measures) -> int | None:
    """Return the play time at which to stop; None if the exercise ends by itself."""
    if measures.horizon_ms is not None or script.end_play_ms is not None:
        return measures.horizon_ms
    planned = (*planned_play(script).play_ms.values(), *(_starts(script)))
    return max(planned) + _OPEN_MORE_MS if planned else _OPEN_LENGTH_MS


def _rehearsal(
    script: Script, subjects: Subjects, state: ExerciseState, play_ms: int, measures: Measures
) -> Rehearsal:
    horizon_ms = horizon_of(script, measures)
    if horizon_ms is not None and horizon_ms <= play_ms:
        horizon_ms = play_ms + _OPEN_LENGTH_MS
    length_ms = (horizon_ms or script.end_play_ms or 0) - play_ms
    passes = []
    for quick in (True, False):
        outlook = Outlook(script, subjects)
        walk = Walk(subjects, outlook, quick=quick, horizon_ms=horizon_ms)
        exploration = Exploration(walk, outlook, length_ms, measures.most_ticks)
        graph = exploration.graph(walk.start(state, play_ms))
        passes.append(Pass(quick, graph, Ways(graph)))
    return Rehearsal(script, measures, tuple(passes))


def _starts(script: Script) -> list[int]:
    return [one.start_play_ms for one in script.phases if one.start_play_ms is not None]


def _joined(one: Coming, other: Coming) -> Coming:
    return Coming(
        one.ways + other.ways,
        min(one.first_ms, other.first_ms),
        max(one.last_ms, other.last_ms),
        min(one.story_ms, other.story_ms),
        one.by_hand or other.by_hand,
    )
