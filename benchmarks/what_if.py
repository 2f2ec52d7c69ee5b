"""What-if on the promised size: how soon the difference stands after one edit of each kind.

The floor is what no answer can do without: to look once at every segment of the roles that the edit
touches, before and after, in plain Python.
"""

from __future__ import annotations

import time
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.big_roster import Kind, Size, big_workforce, training_data, window
from benchmarks.figures import Figure
from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.fields import Handover
from crisis_tui.readiness.what_if import (
    AddChange,
    AddPerson,
    Award,
    Expire,
    MoveHandover,
    TakeAway,
    touched_roles,
    what_if,
)
from crisis_tui.roster.model import Change, Person
from crisis_tui.training.model import Training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.readiness.what_if import Edit, WhatIf

PROMISE_MS = 50.0
ROUNDS = 7
GROWTH = (Size(250, 30, 183), Size(), Size(1000, 120, 366))
"""Half, the promised size, and twice the people and roles."""


def edits(start: WhatIf) -> Iterator[tuple[str, Edit]]:
    """Yield one edit of each kind that changes something, on people who are on duty most."""
    workforce, span = start.before.workforce, start.before.window
    busy = sorted(start.before.roles_of, key=lambda name: (-len(start.before.roles_of[name]), name))
    person = busy[0]
    role = workforce.roster.roles[3]
    asked = next(each for each in workforce.roster.roles if each.requires)
    holder = next(
        name
        for name in busy
        if asked.id in start.before.roles_of[name]
        and (name, asked.requires[0]) in workforce.standings
    )
    begins_ms = span.from_ms + 60 * DAY_MS
    yield "a person away for a week", TakeAway(person, begins_ms, begins_ms + 7 * DAY_MS)
    yield "a person away for good", TakeAway(person, *span)
    yield "a course expires", Expire(holder, asked.requires[0], begins_ms)
    yield "a course is done", Award(holder, asked.requires[0], date(2026, 3, 1))
    yield "a handover moves", _moved(start)
    yield "a change", AddChange(_change(role.id, busy[1]))
    yield "somebody new", AddPerson(Person.model_validate({"id": "nieuw", "name": "Nieuw"}))


def _moved(start: WhatIf) -> Edit:
    duties = start.before.workforce.roster.duties
    number, rotation = next(
        (number, duty.rotation) for number, duty in enumerate(duties) if duty.rotation is not None
    )
    weekday = None if rotation.handover.weekday is None else 1
    return MoveHandover(number, Handover(weekday, rotation.handover.second_of_day + 3600))


def _change(role: str, person: str) -> Change:
    span = {"from": "2026-05-03 22:00", "until": "2026-05-04 07:00"}
    return Change.model_validate({"role": role, **span, "add": person})


def measure() -> Iterator[Figure]:
    """Yield the figures of both kinds of rosters, then how the slowest edit grows."""
    for kind in ("weekly", "shifts"):
        start, began_ms = _start(kind, Size())
        yield Figure(f"{kind}: everything once", f"{began_ms:.0f} ms")
        for name, edit in edits(start):
            took_ms, floor_ms = _after(start, edit)
            value = f"{took_ms:.1f} ms, {took_ms / floor_ms:.1f} x"
            yield Figure(f"{kind}: {name}", value, f"<= {PROMISE_MS:g} ms", took_ms <= PROMISE_MS)
        for size in GROWTH:
            grown, _ = _start(kind, size)
            slowest_ms = max(_after(grown, edit)[0] for _, edit in edits(grown))
            what = f"{size.people} people, {size.roles} roles, {size.days} days"
            yield Figure(f"{kind}: slowest, {what}", f"{slowest_ms:.1f} ms")


def _start(kind: Kind, size: Size) -> tuple[WhatIf, float]:
    workforce = big_workforce(kind, size)
    training = Training.model_validate(training_data(size))
    began = time.process_time()
    start = what_if(workforce, training, window(size))
    return start, (time.process_time() - began) * 1000


def _after(start: WhatIf, edit: Edit) -> tuple[float, float]:
    """Return the medians of an edit with its difference, and of the floor."""
    took, floor = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        supposed = start.edited(edit)
        harms = supposed.gaps.harms
        took.append(time.process_time() - began)
        assert harms in {True, False}
        began = time.process_time()
        _look(supposed, edit)
        floor.append(time.process_time() - began)
    return median(took) * 1000, max(median(floor) * 1000, 0.001)


def _look(supposed: WhatIf, edit: Edit) -> int:
    """Count those who count, in every segment of the touched roles, before and after."""
    return sum(
        segment.usable
        for picture in (supposed.before, supposed.after)
        for role in touched_roles(picture, edit)
        for segment in picture.posts[role].segments
    )
