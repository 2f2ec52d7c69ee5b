"""The start-hour heatmap: 8,784 starts and 30 needs on a roster of 500 people and 60 roles.

The floor is one look at what a single start asks for, over the same period: the posts of the 30
needs, swept and filled together once. Whoever asks `assess` for each start works that many times.
"""

from __future__ import annotations

import gc
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.big_roster import PROMISED, Kind, Size, big_workforce, window
from benchmarks.figures import Figure, ratio
from crisis_tui.basis.durations import HOUR_MS
from crisis_tui.basis.findings import Where
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.parts import Part
from crisis_tui.readiness.assessment import assess
from crisis_tui.readiness.heatmap import StartAnswer, heatmap
from crisis_tui.readiness.needs import demand_of, planned_needs
from crisis_tui.scenario.model import Scenario
from crisis_tui.scenario.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.basis.findings import Source
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

STARTS = 8784
NEEDS = 30
ROUNDS = 5
MOST_MS = 2000
ASSESSED = 24
KINDS: tuple[Kind, ...] = ("weekly", "shifts")
PHASES = ("D1 08:00", "D1 12:00", "D2 08:00", "D5 08:00", "D12 08:00")


def measure() -> Iterator[Figure]:
    """Yield the time for both kinds of roster, what shifts add, and how it grows."""
    for kind in KINDS:
        yield from _promised(kind)
    yield from _with_shifts()
    yield from _growth()


def _promised(kind: Kind) -> Iterator[Figure]:
    story, force = _story(NEEDS), big_workforce(kind)
    starts = _starts(STARTS)
    floor_ms = _median_ms(lambda: _floor(story, starts, force))
    taken_ms = _median_ms(lambda: _answers(story, starts, force))
    assessed = starts[:: STARTS // ASSESSED]
    each_ms = _median_ms(lambda: [assess(story(at_ms), force) for at_ms in assessed], rounds=1)
    many = f"{STARTS:,} starts x {NEEDS} needs, {kind}"
    yield Figure(f"floor: the {NEEDS} posts once, {kind}", f"{floor_ms:.0f} ms")
    yield Figure(many, f"{taken_ms:.0f} ms", f"<= {MOST_MS} ms", taken_ms <= MOST_MS)
    yield ratio(f"{many}: to the floor", taken_ms, floor_ms, 4)
    slowly_ms = each_ms / len(assessed) * STARTS
    yield Figure(f"assess for each of them, {kind}", f"{slowly_ms / 1000:.0f} s (from {ASSESSED})")


def _with_shifts() -> Iterator[Figure]:
    """Five of the needs in shifts: what must be staffed anew, and not only looked up."""
    story, force = _story(NEEDS, shifts=5), big_workforce("weekly")
    taken_ms = _median_ms(lambda: _answers(story, _starts(STARTS), force), rounds=1)
    yield Figure("5 of the needs in shifts of 8 h, weekly", f"{taken_ms / 1000:.1f} s")


def _growth() -> Iterator[Figure]:
    force = big_workforce("weekly")
    large = big_workforce("weekly", Size(2 * PROMISED.people, PROMISED.roles, PROMISED.days))
    once_ms = _median_ms(lambda: _answers(_story(NEEDS), _starts(STARTS), force))
    for what, asked in (
        ("needs", lambda: _answers(_story(2 * NEEDS), _starts(STARTS), force)),
        ("starts", lambda: _answers(_story(NEEDS), _starts(2 * STARTS), force)),
        ("people", lambda: _answers(_story(NEEDS), _starts(STARTS), large)),
    ):
        taken_ms = _median_ms(asked)
        yield Figure(
            f"twice as many {what}, weekly", f"{taken_ms:.0f} ms, {taken_ms / once_ms:.2f} x"
        )


def _story(needs: int, shifts: int = 0) -> Callable[[int], Script]:
    """Return a scenario of two weeks, its needs spread over five phases, from any start."""
    phases: list[dict[str, Any]] = [
        {"id": f"f{n}", "title": f"Fase {n}", "at": f"{n}h", "story": told, "needs": []}
        for n, told in enumerate(PHASES)
    ]
    for number in range(needs):
        need: dict[str, Any] = {"role": f"R{number}", "within": "40m"}
        if number < shifts:
            need["shift"] = "8h"
        phases[number % len(phases)]["needs"].append(need)
    phases[-1]["lasts"] = "2d"
    header = {"scenario": "1", "id": "groot", "title": "Groot", "crisis": "flood", "end": "open"}
    start = {"story_start": "2026-03-03 08:00"}
    part = Part("groot.yaml", Scenario.model_validate({**header, **start, "phases": phases}))

    def at(start_ms: int) -> Script:
        script = resolve([part], _nowhere, story_start_ms=start_ms).script
        assert script is not None
        return script

    return at


def _nowhere(source: Source) -> Where:
    return Where(source.file, 1, 1, 1, 1)


def _starts(count: int) -> range:
    """Return so many starts over the same year."""
    return range(window().from_ms, window().from_ms + STARTS * HOUR_MS, STARTS * HOUR_MS // count)


def _answers(
    story: Callable[[int], Script], starts: range, force: Workforce
) -> tuple[StartAnswer, ...]:
    found = heatmap(story(starts[0]), story, starts, force)
    assert len(found) == len(starts)
    return found


def _floor(story: Callable[[int], Script], starts: range, force: Workforce) -> None:
    needs = planned_needs(story(starts[0]))
    period = Interval(starts[0], starts[-1] + needs[-1].span.until_ms - starts[0])
    demands = [demand_of(need, force)._replace(times=(period,)) for need in needs]
    assert len(force.filled(demands, period)) == NEEDS


def _median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the processor time of the work; nothing here waits, and neighbours take wall time."""
    taken = []
    work()
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        work()
        taken.append((time.process_time() - started) * 1000)
    return median(taken)
