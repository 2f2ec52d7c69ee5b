"""How much somebody does in a time: duties, hours, nights and weekends, for the person card."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.fields import Period
from crisis_tui.basis.wall_clock import WallClock
from crisis_tui.roster.person_duties import PersonDuty, duties_of_people
from crisis_tui.roster.rest.evaluation import dates_touched
from crisis_tui.roster.rest.rules import rest_rules
from crisis_tui.roster.rest.timeline import Timeline, nights

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from crisis_tui.basis.instants import Interval
    from crisis_tui.roster.workforce import Workforce

_DAY = Period(DAY_MS, on_wall=True)
_EPOCH_WEEKDAY = date(1970, 1, 1).weekday()
_SATURDAY = 5


class PersonLoad(NamedTuple):
    """What somebody does in a time. Overlapping duties count once.

    `standby_blocks` are 24 h by the clock in which standby falls, `standby_dates` calendar dates;
    `nights` those with standby or work in them, `weekends` the Saturdays with their Sundays.
    """

    duties: tuple[PersonDuty, ...]
    work_ms: int
    standby_ms: int
    standby_blocks: int
    standby_dates: int
    nights: int
    weekends: int


def load_of(workforce: Workforce, person: str, window: Interval) -> PersonLoad:
    """Return what one person does in the window; all zero for somebody without duties."""
    return loads(workforce, window, {person}).get(person) or PersonLoad((), 0, 0, 0, 0, 0, 0)


def loads(
    workforce: Workforce, window: Interval, people: Collection[str] | None = None
) -> Mapping[str, PersonLoad]:
    """Return what each person, or each of these, does in the window, by id, without the idle."""
    clock = WallClock(workforce.zone, window)
    rules = rest_rules(workforce.norms)
    found = duties_of_people(workforce, window, people)
    return {name: _load(duties, Timeline(duties, rules, clock)) for name, duties in found.items()}


def _load(duties: Sequence[PersonDuty], line: Timeline) -> PersonLoad:
    return PersonLoad(
        duties=tuple(duties),
        work_ms=line.work.total_ms,
        standby_ms=line.standby.total_ms,
        standby_blocks=len(line.standby_blocks(_DAY)),
        standby_dates=dates_touched(line.standby, line.clock),
        nights=len(nights(line.busy, line.rules.value("night"), line.clock)),
        weekends=_weekends(line),
    )


def _weekends(line: Timeline) -> int:
    """Return the number of weekends of which somebody is on duty for a part."""
    found: set[int] = set()
    for from_ms, until_ms in line.busy:
        first, last = line.clock.day(from_ms), line.clock.day(until_ms - 1)
        for day in range(first, last + 1):
            week, weekday = divmod(day + _EPOCH_WEEKDAY, 7)
            if weekday >= _SATURDAY:
                found.add(week)
    return len(found)
