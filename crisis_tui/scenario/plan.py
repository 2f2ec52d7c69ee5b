"""The plan on the play clock: when each inject is due if all goes on time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crisis_tui.scenario.model import Inject, Phase
    from crisis_tui.scenario.script import Script


def follows_phase(inject: Inject) -> bool:
    """Tell whether an inject's time counts from the start of a phase, whenever that is."""
    timed = inject.at_ms is not None or inject.after is not None or inject.bank
    return inject.from_phase is not None and not timed


def due_play_ms(inject: Inject, phases: Mapping[str, Phase]) -> int | None:
    """Return the play time that the file gives.

    None by hand, after another, without a time, or from a phase that waits for its condition.
    """
    if inject.bank or inject.after is not None:
        return None
    if inject.at_ms is not None:
        return inject.at_ms
    phase = phases.get(inject.from_phase or "")
    return None if phase is None or phase.when is not None else phase.at_ms


@dataclass(frozen=True, slots=True)
class PlayPlan:
    """Play times by inject, every delivery on time and every branch taken.

    `certain` holds the injects that come whatever the players do.
    """

    play_ms: Mapping[str, int]
    certain: frozenset[str]


def play_plan(injects: Iterable[tuple[Inject, int | None]]) -> PlayPlan:
    """Follow the injects with a time of their own to those that come after them.

    Injects of the bank, in a circle, or after an unknown one have no planned time.
    """
    play: dict[str, int] = {}
    certain: set[str] = set()
    followers: dict[str, list[Inject]] = defaultdict(list)
    for inject, due_ms in injects:
        if due_ms is not None:
            play[inject.id] = due_ms
            if inject.condition is None:
                certain.add(inject.id)
        elif inject.after is not None and not inject.bank:
            followers[inject.after.inject].append(inject)
    waiting = list(play)
    while waiting:
        parent = waiting.pop()
        for inject in followers.pop(parent, ()):
            if inject.after is None or inject.id in play:
                continue
            play[inject.id] = play[parent] + inject.after.by_ms
            if parent in certain and inject.condition is None:
                certain.add(inject.id)
            waiting.append(inject.id)
    return PlayPlan(play, frozenset(certain))


def planned_play(script: Script) -> PlayPlan:
    """Return the play plan of a script."""
    return play_plan((planned.inject, planned.due_play_ms) for planned in script.injects)
