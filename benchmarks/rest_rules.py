"""All rest and standby rules for 500 people over 366 days, by the shipped Dutch norms.

The floor is working out who does what when, which every rule needs. Standby of a week in eight,
standby of 12 hours every other day (of which nobody has two days free: the most to tell), and work
in early, late and night shifts, which is what most rules are about.
"""

from __future__ import annotations

import gc
import time
from datetime import timedelta
from functools import cache, partial
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.big_roster import FIRST_DAY, PROMISED, ZONE, Size, big_workforce, window
from benchmarks.figures import Figure, ratio
from crisis_tui.basis.instants import Interval
from crisis_tui.files.library import Library
from crisis_tui.files.norm_files import load_norms
from crisis_tui.files.workspace import sample_workspace
from crisis_tui.roster.model import Roster
from crisis_tui.roster.person_duties import duties_of_people
from crisis_tui.roster.rest.evaluation import rest_report
from crisis_tui.roster.workforce import Workforce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.basis.norms import Norms

ROUNDS = 5
MOST_MS = 400
"""Of the second that a roster has for everything."""
_BEFORE = timedelta(weeks=17) // timedelta(milliseconds=1)
_EARLY, _LATE, _NIGHT = ("07:00", "15:00"), ("15:00", "23:00"), ("23:00", "07:00")
_WEEK = (_EARLY, _EARLY, _LATE, _LATE, _NIGHT)
"""And two days free: full time, and just allowed."""


def measure() -> Iterator[Figure]:
    """Yield the time for each kind of roster, and how it grows with the people."""
    yield from _figures("weekly standby", big_workforce("weekly"), MOST_MS)
    yield from _figures("12-hour standby", big_workforce("shifts"), MOST_MS)
    yield from _figures("five shifts a week", _working(PROMISED), None)
    yield from _growth()


def _figures(name: str, force: Workforce, most_ms: int | None) -> Iterator[Figure]:
    force.norms = _norms()
    span = Interval(window().from_ms - _BEFORE, window().until_ms)
    duties = sum(map(len, duties_of_people(force, span).values()))
    floor_ms = _median_ms(partial(duties_of_people, force, span))
    taken_ms = _median_ms(partial(rest_report, force, window()))
    breaches = len(rest_report(force, window()).breaches)
    yield Figure(f"floor: who does what, {name}", f"{floor_ms:.0f} ms", f"{duties:,} duties")
    if most_ms is not None:
        kept = taken_ms <= most_ms
        yield Figure(f"all rules, {name}", f"{taken_ms:.0f} ms", f"<= {most_ms} ms", kept)
    yield ratio(f"all rules, {name}: {breaches:,} breaches", taken_ms, floor_ms, 12)


def _growth() -> Iterator[Figure]:
    sizes = {"once": PROMISED, "twice the people": Size(1000), "twice the days": Size(days=732)}
    taken = {}
    for name, size in sizes.items():
        force = big_workforce("weekly", size)
        force.norms = _norms()
        taken[name] = _median_ms(partial(rest_report, force, window(size)))
    for name, taken_ms in taken.items():
        yield Figure(f"weekly, {name}", f"{taken_ms:.0f} ms, {taken_ms / taken['once']:.2f} x")


@cache
def _norms() -> Norms:
    found = load_norms(sample_workspace(), Library()).model
    assert found is not None
    return found


def _working(size: Size) -> Workforce:
    """Return people who work five shifts a week all year."""
    shifts = [
        _shift(number, day, _WEEK[(day + number) % 7])
        for number in range(size.people)
        for day in range(size.days)
        if (day + number) % 7 < len(_WEEK)
    ]
    values = {
        "roster": "1",
        "organisation": "Gemeente Groot (fictief)",
        "timezone": ZONE.key,
        "planned_until": "open",
        "roles": [{"id": f"R{number}", "title": "x"} for number in range(size.roles)],
        "people": [{"id": f"p{number}", "name": "x"} for number in range(size.people)],
        "duties": shifts,
    }
    return Workforce(Roster.model_validate(values), {}, _norms())


def _shift(number: int, day: int, hours: tuple[str, str]) -> dict[str, Any]:
    first = FIRST_DAY + timedelta(days=day)
    last = first + timedelta(days=hours[1] < hours[0])
    return {
        "shift": {
            "role": f"R{number % PROMISED.roles}",
            "person": f"p{number}",
            "from": f"{first} {hours[0]}",
            "until": f"{last} {hours[1]}",
        }
    }


def _median_ms(work: Callable[[], object]) -> float:
    """Return the processor time of the work; nothing here waits, and neighbours take wall time."""
    taken = []
    work()
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        work()
        taken.append((time.process_time() - begun) * 1000)
    return median(taken)
