"""What each person does over time, on all roles together."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.instants import FAR_FUTURE_MS, Interval
from crisis_tui.basis.interval_sets import difference
from crisis_tui.roster.fitness import person_times

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from crisis_tui.basis.interval_sets import IntervalSet
    from crisis_tui.roster.model import Duty
    from crisis_tui.roster.on_duty import DutySpan
    from crisis_tui.roster.seats import Assignment
    from crisis_tui.roster.workforce import Workforce


_NOWHERE = Interval(FAR_FUTURE_MS, FAR_FUTURE_MS)


class PersonDuty(NamedTuple):
    """One unbroken time of a person on one role, half-open."""

    role: str
    assignment: Assignment
    from_ms: int
    until_ms: int


def duties_of_people(
    workforce: Workforce, window: Interval, people: Collection[str] | None = None
) -> Mapping[str, tuple[PersonDuty, ...]]:
    """Return who does what in the window after all changes, by person, in order of time.

    Turns that follow each other without a break are one duty. Who is away, not employed or has
    left does not do the duty; who lacks a qualification or comes too late does. Beyond the planning
    horizon nobody does anything. Duties on two roles at once are both there; of two on one role at
    once the first in the file is (a warning tells of them). Somebody without any duty is not in the
    answer; somebody whom the roster does not know is.

    With `people` only they are looked at, and only the roles that the roster puts them on.
    """
    found: dict[str, list[PersonDuty]] = defaultdict(list)
    until_ms = min(window.until_ms, workforce.horizon_ms)
    if until_ms > window.from_ms:
        planned = Interval(window.from_ms, until_ms)
        for role in _roles(workforce, people):
            _collect(role, workforce.on_duty(role, planned), found)
    result: dict[str, tuple[PersonDuty, ...]] = {}
    for name, duties in found.items():
        if people is not None and name not in people:
            continue
        duties.sort(key=itemgetter(2, 0))
        done = _done(duties, _presence(workforce, name, window))
        if done:
            result[name] = done
    return result


def _roles(workforce: Workforce, people: Collection[str] | None) -> Iterable[str]:
    """Return every role that somebody, or one of these people, is put on, known or not."""
    roster = workforce.roster
    named = [role.id for role in roster.roles] if people is None else []
    for duty in roster.duties:
        form = duty.rotation or duty.shift or duty.calendar
        if form is not None and (people is None or _may_put(duty, people)):
            named.append(form.role)
    named += [
        change.role
        for change in roster.changes
        if people is None or change.add in people or change.by in people
    ]
    return dict.fromkeys(named)


def _may_put(duty: Duty, people: Collection[str]) -> bool:
    """Tell whether a duty is for one of these people; a calendar may be for anybody."""
    if duty.rotation is not None:
        return any(name in people for name in duty.rotation.people)
    return duty.shift is None or duty.shift.person in people


def _collect(role: str, spans: Sequence[DutySpan], found: dict[str, list[PersonDuty]]) -> None:
    """Add each person's unbroken times on one role."""
    going: dict[str, PersonDuty] = {}
    for from_ms, until_ms, people in spans:
        for person, assignment in people:
            earlier = going.get(person)
            begun_ms = from_ms
            if earlier is not None:
                if earlier[3] == from_ms and earlier[1] == assignment:
                    begun_ms = earlier[2]
                else:
                    found[person].append(earlier)
            going[person] = PersonDuty(role, assignment, begun_ms, until_ms)
    for person, last in going.items():
        found[person].append(last)


def _presence(workforce: Workforce, name: str, window: Interval) -> IntervalSet:
    """Return when the person is employed and not away, within the window."""
    times = person_times(name, workforce.people.get(name), workforce.zone)
    employed = times.employed.overlap(window)
    if employed is None or (times.person is not None and times.person.status == "uit_dienst"):
        return ()
    return difference((employed,), times.away)


def _done(duties: Sequence[PersonDuty], presence: IntervalSet) -> tuple[PersonDuty, ...]:
    """Return the parts of duties, in order of time, for which somebody is there."""
    done: list[PersonDuty] = []
    later = iter(presence)
    since_ms, until_ms = next(later, _NOWHERE)
    for duty in duties:
        while until_ms <= duty[2]:
            since_ms, until_ms = next(later, _NOWHERE)
        if since_ms <= duty[2] and duty[3] <= until_ms:
            done.append(duty)
        else:
            done += _parts(duty, presence)
    return tuple(done)


def _parts(duty: PersonDuty, presence: IntervalSet) -> Iterator[PersonDuty]:
    for time in presence:
        from_ms, until_ms = max(time.from_ms, duty.from_ms), min(time.until_ms, duty.until_ms)
        if from_ms < until_ms:
            yield duty._replace(from_ms=from_ms, until_ms=until_ms)
