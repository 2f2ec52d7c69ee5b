"""Endurance: 30 posts for a year by simple means, and the solver on the shipped scenarios.

The floor is to lay out the same year of shifts, with who could work each of them, and plan nothing.
"""

from __future__ import annotations

import gc
import time
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, ratio
from crisis_tui import bootstrap
from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.findings import Where
from crisis_tui.basis.parts import Part
from crisis_tui.readiness.compiling import workforce_of
from crisis_tui.readiness.endurance import Staffing, endurance, simple_plan, staffing_of
from crisis_tui.roster.model import Roster
from crisis_tui.scenario.model import Scenario
from crisis_tui.scenario.resolve import resolve
from crisis_tui.solving.extra import has_solver
from crisis_tui.training.model import Training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.basis.findings import Source
    from crisis_tui.basis.norms import Norms
    from crisis_tui.roster.workforce import Workforce
    from crisis_tui.scenario.script import Script

POSTS = 30
ROUNDS = 3
MOST_SECONDS = 10
SOLVER_SECONDS = 20
SCENARIOS = ("dinsdag-zonder-netwerk", "vondst-in-het-oefenbos", "winteropvang")


def measure() -> Iterator[Figure]:
    """Yield simple plans of a year for pools that last and for such that break; then the solver."""
    workspace = bootstrap.open_workspace(None)
    loaded = bootstrap.load_roster(workspace, str(workspace.roster_path("dronten")))
    assert loaded.roster is not None
    for pool, what in ((5, "pools of 5 that last"), (4, "pools of 4, shared, that break")):
        yield from _a_year(loaded.norms, pool, what)
    if not has_solver():
        yield Figure("solver", "not installed")
        return
    force = workforce_of(loaded.roster, loaded.training, loaded.norms, loaded.calendars)
    for name in SCENARIOS:
        script = bootstrap.resolve_script(bootstrap.load_scenario(workspace, name)).script
        assert script is not None
        yield from _solved(name, script, force)


def _a_year(norms: Norms, pool: int, what: str) -> Iterator[Figure]:
    script, force = _script(), _force(norms, pool, shared=pool < 5)
    floor_ms = _median_ms(lambda: staffing_of(script, force, 8 * HOUR_MS))
    staffing = staffing_of(script, force, 8 * HOUR_MS)
    taken_ms = _median_ms(lambda: endurance(staffing, force, simple_plan(staffing)))
    shifts = len(staffing.problem.shifts)
    yield Figure(f"floor: {shifts:,} shifts laid out, {what}", f"{floor_ms:.0f} ms")
    seconds = (floor_ms + taken_ms) / 1000
    yield Figure(
        f"{POSTS} posts x 1 year, {what}",
        f"{seconds:.1f} s",
        f"<= {MOST_SECONDS} s",
        seconds <= MOST_SECONDS,
    )
    yield ratio("  to the floor", floor_ms + taken_ms, floor_ms, 12)


def _solved(name: str, script: Script, force: Workforce) -> Iterator[Figure]:
    from crisis_tui.solving.search import solve

    staffing = staffing_of(script, force, 8 * HOUR_MS)
    known = simple_plan(staffing)
    started = time.perf_counter()
    found = solve(
        staffing.problem, known, SOLVER_SECONDS, time.perf_counter, lambda _: None, evenly=False
    )
    seconds = time.perf_counter() - started
    simple = endurance(staffing, force, known)
    answer = endurance(staffing, force, found.filled, found.at_most_ms)
    yield Figure(
        f"solver, {name}",
        f"{seconds:.1f} s, {_gap(simple.sustained_ms, answer.sustained_ms, answer.at_most_ms)}",
        "proven",
        answer.proven,
    )


def _gap(simple_ms: int | None, least_ms: int | None, most_ms: int | None) -> str:
    """Return the simple plan's time, the solver's, and how far that is from the bound, in days."""
    simple, least, most = (
        365.0 if each is None else each / DAY_MS for each in (simple_ms, least_ms, most_ms)
    )
    return f"{simple:.1f} -> {least:.1f} d, gap {most - least:.1f} d"


def _script() -> Script:
    needs = [{"role": f"R{number}", "shift": "8h"} for number in range(POSTS)]
    phase = {"id": "f", "title": "Fase", "at": "0m", "story": "D1 08:00", "needs": needs}
    told: dict[str, Any] = {
        "scenario": "1", "id": "groot", "title": "Groot", "crisis": "flood", "end": "open",
        "story_start": "2026-03-03 08:00", "phases": [{**phase, "lasts": "4w"}],
    }  # fmt: skip
    script = resolve([Part("groot.yaml", Scenario.model_validate(told))], _nowhere).script
    assert script is not None
    return script


def _force(norms: Norms, pool: int, *, shared: bool) -> Workforce:
    """Return a pool for each post; shared ones lend a person to the next post."""
    roles = [{"id": f"R{number}", "title": f"Post {number}"} for number in range(POSTS)]
    people = [
        {
            "id": f"p{number}",
            "name": f"Persoon {number}",
            "roles": list(islice(_roles(number, pool, shared=shared), 2)),
        }
        for number in range(pool * POSTS)
    ]
    roster = {
        "roster": "1", "organisation": "Groot (fictief)", "planned_until": "open",
        "roles": roles, "people": people,
    }  # fmt: skip
    training = Training.model_validate({"training": "1"})
    return workforce_of(Roster.model_validate(roster), training, norms, {})


def _roles(number: int, pool: int, *, shared: bool) -> Iterator[str]:
    yield f"R{number // pool}"
    if shared and number % pool == 0:
        yield f"R{(number // pool + 1) % POSTS}"


def _nowhere(source: Source) -> Where:
    return Where(source.file, 1, 1, 1, 1)


def _median_ms(work: Callable[[], Staffing | object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        started = time.process_time()
        work()
        taken.append((time.process_time() - started) * 1000)
    return median(taken)
