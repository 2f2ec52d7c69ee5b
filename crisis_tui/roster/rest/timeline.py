"""What one person does, ready to be counted: work, standby, calls, shifts and nights."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import Interval
from crisis_tui.roster.rest.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crisis_tui.basis.fields import Period
    from crisis_tui.basis.wall_clock import WallClock
    from crisis_tui.roster.person_duties import PersonDuty
    from crisis_tui.roster.rest.rules import RestRules


class Shift(NamedTuple):
    """All work between two daily rests; breaks that are no such rest do not end it.

    `is_night` if enough of the work lies in one night, `is_late` if it then ends late in it.
    """

    from_ms: int
    until_ms: int
    work_ms: int
    is_night: bool
    is_late: bool


class Timeline:
    """One person's duties as unions over all roles. Planned work and calls are kept apart.

    A call counts for at least so long, and what lies between two calls close together is work.
    Calls count as work, make no shift or night shift, and break a rest only if the norms say so.
    """

    def __init__(
        self,
        duties: Iterable[PersonDuty],
        rules: RestRules,
        clock: WallClock,
        calls: Iterable[Interval] = (),
    ) -> None:
        """Take duties in order of time, and calls in any."""
        self.rules = rules
        self.clock = clock
        planned = list(duties)
        self.work = Spans((each[2], each[3]) for each in planned if each[1] == "work")
        self.standby = Spans((each[2], each[3]) for each in planned if each[1] == "standby")
        self.calls = _calls(calls, rules)

    @cached_property
    def worked(self) -> Spans:
        """Work and calls."""
        return self.work.joined(self.calls)

    @cached_property
    def busy(self) -> Spans:
        """Everything that is not free: work, calls and standby."""
        return self.worked.joined(self.standby)

    @cached_property
    def restless(self) -> Spans:
        """What breaks a rest."""
        return self.worked if self.rules.value("calls-break-rest") else self.work

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """The shifts, in order."""
        return tuple(_shifts(self.work, self.rules, self.clock))

    @cached_property
    def night_shifts(self) -> tuple[Shift, ...]:
        """The shifts that are night shifts."""
        return tuple(shift for shift in self.shifts if shift.is_night)

    @cached_property
    def standby_nights(self) -> tuple[int, ...]:
        """When each night begins in which there is standby."""
        return nights(self.standby, self.rules.value("night"), self.clock)

    def standby_blocks(self, length: Period) -> list[int]:
        """Return where the blocks of standby begin.

        The first begins with the first standby, each next one with the first standby after the one
        before: the fewest blocks of that length that hold all standby.
        """
        starts: list[int] = []
        after, change_ms = self.clock.after, self.clock.most_change_ms
        surely_in_ms, surely_after_ms = length.length_ms - change_ms, length.length_ms + change_ms
        for from_ms, until_ms in self.standby:
            start_ms = from_ms
            if starts and from_ms - starts[-1] < surely_after_ms:
                start_ms = max(from_ms, after(starts[-1], length))
            while start_ms < until_ms:
                starts.append(start_ms)
                if until_ms - start_ms <= surely_in_ms:
                    break
                start_ms = after(start_ms, length)
        return starts


def nights(spans: Spans, length_ms: int, clock: WallClock) -> tuple[int, ...]:
    """Return the local midnights after which, for that long, there is some of the time."""
    found: list[int] = []
    for from_ms, until_ms in spans:
        for day in range(clock.day(from_ms), clock.day(until_ms - 1) + 1):
            night_ms = clock.at(day)
            touches = from_ms < clock.at(day, length_ms) and night_ms < until_ms
            if touches and (not found or found[-1] < night_ms):
                found.append(night_ms)
    return tuple(found)


def _calls(calls: Iterable[Interval], rules: RestRules) -> Spans:
    least_ms, apart_ms = rules.value("call"), rules.value("joined-calls")
    result: list[tuple[int, int]] = []
    for from_ms, until_ms in sorted((each.from_ms, each.until_ms) for each in calls):
        end_ms = max(until_ms, from_ms + least_ms)
        if result and from_ms - result[-1][1] <= apart_ms:
            result[-1] = (result[-1][0], max(result[-1][1], end_ms))
        else:
            result.append((from_ms, end_ms))
    return Spans(result)


def _shifts(work: Spans, rules: RestRules, clock: WallClock) -> Iterator[Shift]:
    """Yield the work between rests; the shortest daily rest that is allowed tells them apart."""
    rest = rules.first("shortened-daily-rest") or rules.first("daily-rest")
    rest_ms = 0 if rest is None else rest.value
    night = _Night(rules.value("night"), rules.value("night-work"), rules.value("late-night-shift"))
    ends = [
        number
        for number, (end_ms, next_ms) in enumerate(zip(work.ends, work.starts[1:], strict=False))
        if next_ms - end_ms >= rest_ms
    ]
    first = 0
    for last in [*ends, len(work) - 1] if work else ():
        times = Interval(work.starts[first], work.ends[last])
        work_ms = work.totals[last + 1] - work.totals[first]
        yield Shift(*times, work_ms, *_nightly(times, work, night, clock))
        first = last + 1


class _Night(NamedTuple):
    """How long the night lasts from midnight on, and what makes a shift a night shift, a late one."""

    length_ms: int
    work_ms: int
    late_ms: int


def _nightly(times: Interval, work: Spans, night: _Night, clock: WallClock) -> tuple[bool, bool]:
    """Tell whether a shift is a night shift, and whether it ends late."""
    from_ms, until_ms = times
    began_ms = clock.of_day(from_ms)
    longest_ms = DAY_MS - began_ms - clock.most_change_ms
    if began_ms >= night.length_ms and until_ms - from_ms <= longest_ms:
        return False, False
    days = range(clock.day(from_ms), clock.day(until_ms - 1) + 1)
    is_night = any(
        work.within(max(from_ms, clock.at(day)), min(until_ms, clock.at(day, night.length_ms)))
        > night.work_ms
        for day in days
        if from_ms < clock.at(day, night.length_ms)
    )
    return is_night, is_night and until_ms > clock.at(days[-1], night.late_ms)
