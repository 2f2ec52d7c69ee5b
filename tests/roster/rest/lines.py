"""One person's time in hours, and rules in a word, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.norms import Norms
from crisis_tui.basis.wall_clock import WallClock
from crisis_tui.roster.person_duties import PersonDuty
from crisis_tui.roster.rest.evaluation import COUNTS
from crisis_tui.roster.rest.rules import rest_rules
from crisis_tui.roster.rest.timeline import Timeline
from tests.roster.build import AMSTERDAM, at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crisis_tui.basis.rest_measures import Measure
    from crisis_tui.roster.rest.rules import RestRule, RestRules
    from crisis_tui.roster.rest.stretches import Stretch

Hours = tuple[int, int]
SPRING = at("2026-03-26 00:00")
"""Three days before the clocks go forward."""
AUTUMN = at("2026-10-22 00:00")


def norm(counts: Measure, value: str | int, per: str = "", part: str = "") -> dict[str, object]:
    """Return a norm as a file holds it, called as what it counts."""
    return {
        "id": counts,
        "kind": "rest",
        "counts": counts,
        "value": str(value),
        **({"per": per} if per else {}),
        **({"part": part} if part else {}),
        "title": counts,
        "source": "proef",
        "certainty": "example",
        "checked": "2026-01-01",
    }


NIGHT = (norm("night", "6h"), norm("night-work", "1h"), norm("late-night-shift", "2h"))


def rules(*norms: dict[str, object]) -> RestRules:
    return rest_rules(Norms.model_validate({"norms": "1", "items": norms}))


def line(
    book: RestRules,
    work: Iterable[Hours] = (),
    standby: Iterable[Hours] = (),
    calls: Iterable[Hours] = (),
    start_ms: int = SPRING,
) -> Timeline:
    """Return a person's time; hours count from `start_ms`."""

    def spans(hours: Iterable[Hours]) -> list[Interval]:
        return [Interval(start_ms + a * HOUR_MS, start_ms + b * HOUR_MS) for a, b in hours]

    duties = [PersonDuty("R", "work", *each) for each in spans(work)]
    duties += [PersonDuty("R", "standby", *each) for each in spans(standby)]
    clock = WallClock(AMSTERDAM, Interval(start_ms - 200 * DAY_MS, start_ms + 400 * DAY_MS))
    return Timeline(sorted(duties, key=lambda duty: duty.from_ms), book, clock, spans(calls))


def the(book: RestRules) -> RestRule:
    """Return the only rule that can be broken."""
    (rule,) = book.limits
    return rule


def broken(book: RestRules, person: Timeline) -> list[Stretch]:
    rule = the(book)
    return list(COUNTS[rule.counts](rule, person))


def hours_of(stretches: Sequence[Stretch], start_ms: int = SPRING) -> list[Hours]:
    return [
        ((each.from_ms - start_ms) // HOUR_MS, (each.until_ms - start_ms) // HOUR_MS)
        for each in stretches
    ]
