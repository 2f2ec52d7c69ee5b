"""Rehearsing 10,000 injects with branches against its floor: the same exercise, played once.

The floor is one exercise on the virtual clock through the real session, with a journal in memory:
one way, nobody acts. The rehearsal follows every way twice and counts loads and silences on them.
"""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, ratio
from crisis_tui.bootstrap import load_scenario, open_workspace, resolve_script
from crisis_tui.exercise.commands import StartExercise
from crisis_tui.exercise.events import Actor
from crisis_tui.exercise.headless import HeadlessPlan, HeadlessPlay
from crisis_tui.exercise.rehearsal.problems import problems
from crisis_tui.exercise.rehearsal.rehearsing import rehearse
from crisis_tui.exercise.runner import ExerciseSession
from crisis_tui.exercise.virtual import VirtualClock
from tests.memory_journal import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.scenario.script import Script

ROOT = Path(__file__).parents[1]
INJECTS, BRANCHES = 10_000, 5
ROUNDS = 3
MOST_MS = 2_000
HEADER = """\
scenario: 1
id: groot
title: Groot
crisis: cyber
story_start: 2026-03-03 07:42
end: {end}m
objectives:
  - {{id: O1, title: Alarmering, tasks: [Iedereen is bereikt]}}
phases:
  - {{id: alles, title: Alles, at: 0m, story: D1 07:42}}
injects:
"""
INJECT = """\
  - id: C{number:05}
    at: {number}m
    to: [CISO, GS]
    title: Niemand kan inloggen in gebouw {number}
    text: De telefoon doet het niet meer.
    expects:
      - {{id: C{number:05}-doen, by: CISO, action: Isoleert besmette systemen, within: 5m}}
"""
DECISION = """\
    decision:
      id: D{number}
      question: Wat gaat voor?
      within: 10m
      options: [{{id: a, title: Links}}, {{id: b, title: Rechts}}]
"""
BRANCH = """\
  - id: B{number}
    after: {{inject: C{number:05}, by: 12m}}
    when: {{decision: D{number}, is: a}}
    to: [BGM]
    title: Links bevalt niet
"""


def measure() -> Iterator[Figure]:
    """Yield the ratio to the floor, and what the shipped scenarios take."""
    with tempfile.TemporaryDirectory() as folder:
        script = _script(Path(folder))
        rounds = [
            (_took_ms(lambda: _look(script)), _took_ms(lambda: _play(script)))
            for _ in range(ROUNDS)
        ]
    rehearsed_ms, floor_ms = (median(each) for each in zip(*rounds, strict=True))
    ways = rehearse(script).ways
    yield ratio(f"rehearse {INJECTS} injects, {ways} ways", rehearsed_ms, floor_ms, 3)
    for path in sorted((ROOT / "scenarios").glob("*.yaml")):
        shipped = _resolved(ROOT, path.stem)
        taken_ms = median(_took_ms(partial(_look, shipped)) for _ in range(ROUNDS))
        yield Figure(
            f"rehearse {path.stem}", f"{taken_ms:.0f} ms", f"<= {MOST_MS} ms", taken_ms <= MOST_MS
        )


def _took_ms(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000


def _look(script: Script) -> None:
    rehearsal = rehearse(script)
    problems(rehearsal)
    assert rehearsal.is_whole
    assert rehearsal.silences is not None


def _play(script: Script) -> None:
    clock, director = VirtualClock(1_800_000_000_000), Actor("bank", "controller", "t1")
    session = ExerciseSession(script, MemoryJournal(), clock)
    session.act(StartExercise("groot", {}, "0", virtual=True), director)
    session.direct(director, "start")
    play = HeadlessPlay(session, HeadlessPlan(), clock, director, lambda *_: None)
    play.tick()
    while not play.is_over and (wait_ms := play.next_wait_ms()) is not None:
        clock.advance(wait_ms)
        play.tick()
    assert not session.is_live


def _script(workspace: Path) -> Script:
    text = HEADER.format(end=INJECTS + 60)
    for number in range(INJECTS):
        text += INJECT.format(number=number)
        if number % (INJECTS // BRANCHES) == 0:
            text += DECISION.format(number=number) + BRANCH.format(number=number)
    for name in ("scenarios", "rosters"):
        (workspace / name).mkdir()
    (workspace / "scenarios" / "groot.yaml").write_text(text)
    return _resolved(workspace, "groot")


def _resolved(workspace: Path, name: str) -> Script:
    script = resolve_script(load_scenario(open_workspace(str(workspace)), name)).script
    assert script is not None
    return script
