"""What a role gets to do: messages, expected actions and decisions, in windows of play time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.exercise.plan import split_occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crisis_tui.exercise.rehearsal.position import Happening
    from crisis_tui.exercise.rehearsal.ways import Ways
    from crisis_tui.scenario.script import Script


class Window(NamedTuple):
    """A role in one window, numbered from the start of the exercise."""

    role: str
    number: int


class Tasks:
    """What each inject asks of whom."""

    def __init__(self, script: Script) -> None:
        """Read the injects."""
        self._of = {
            planned.inject.id: tuple(_asked_of(script, planned.inject.id))
            for planned in script.injects
        }

    def of(self, happening: Happening) -> tuple[str, ...]:
        """Return the roles that get something to do, once for each thing."""
        if happening.kind != "inject":
            return ()
        return self._of.get(split_occurrence(happening.id)[0], ())


def _asked_of(script: Script, inject_id: str) -> Iterator[str]:
    inject = script.inject_by_id[inject_id].inject
    yield from inject.to
    for action in inject.expects:
        yield action.by
    if inject.decision is not None:
        yield inject.decision.authority or inject.to[0]


def peak_loads(ways: Ways, tasks: Tasks, window_ms: int) -> Mapping[Window, int]:
    """Return the most that a role gets in each window, on the way that gives it most.

    A node knows the loads of the window in which it stands; earlier ones are settled.
    """
    peaks: dict[Window, int] = defaultdict(int)
    at_node: dict[int, dict[Window, int]] = defaultdict(dict)
    for number, branch in ways.steps():
        before = at_node[number]
        here = dict(before) if branch.happened else before
        for one in branch.happened:
            for role in tasks.of(one):
                window = Window(role, one.play_ms // window_ms)
                here[window] = here.get(window, 0) + 1
                peaks[window] = max(peaks[window], here[window])
        now = branch.happened[-1].play_ms // window_ms if branch.happened else 0
        there = at_node[branch.target]
        for window, load in here.items():
            if window.number >= now:
                there[window] = max(there.get(window, 0), load)
    return dict(peaks)
