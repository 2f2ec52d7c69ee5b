"""Is a plan allowed? Read from the rules one by one, in the plainest way, to trust no planner.

It shares nothing with those who make plans but the shifts and the rules themselves.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.readiness.shifts.rules import LONGEST_NIGHT, LONGEST_SHIFT, WEEKLY_REST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.shifts.problem import Plan, Problem, Shift
    from crisis_tui.readiness.shifts.rules import ShiftRules


class Breach(NamedTuple):
    """A rule that somebody breaks by working a shift. `warning`: in the acute phase, so allowed."""

    shift: int
    person: str
    rule: str
    warning: bool


def breaches(problem: Problem, plan: Plan) -> tuple[Breach, ...]:
    """Return every rule that the plan breaks, in order of time."""
    worked: dict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(plan.people):
        for name in names:
            worked[name].append(number)
    found = [
        Breach(number, name, rule, warning=_allowed(problem, number, before))
        for name, numbers in worked.items()
        if name not in problem.unbound
        for number, before, rule in _of_person(problem, numbers)
    ]
    return tuple(sorted(found))


def misplaced(problem: Problem, plan: Plan) -> tuple[tuple[int, str], ...]:
    """Return (shift, person) of those who are not able, doubled, too many, or on two posts."""
    found = []
    busy: dict[str, list[Interval]] = defaultdict(list)
    for number, (shift, names) in enumerate(zip(problem.shifts, plan.people, strict=True)):
        for place, name in enumerate(names):
            time = shift.span if name in problem.unbound else shift.busy
            doubled = name in names[:place] or any(each.overlap(time) for each in busy[name][-9:])
            if name not in shift.able or doubled or place >= shift.people:
                found.append((number, name))
        for name in names:
            busy[name].append(shift.span if name in problem.unbound else shift.busy)
    return tuple(found)


def _of_person(problem: Problem, numbers: Sequence[int]) -> Iterator[tuple[int, list[Shift], str]]:
    before: list[Shift] = []
    for number in numbers:
        shift = problem.shifts[number]
        for rule in broken_rules(problem.rules, before, shift):
            yield number, list(before), rule
        before.append(shift)


def _allowed(problem: Problem, number: int, before: Sequence[Shift]) -> bool:
    """Tell whether a shift may break rules: in the acute phase, and keeping what holds there."""
    shift = problem.shifts[number]
    if shift.span.from_ms >= problem.acute_until_ms:
        return False
    eased = [each._replace(rest_ms=each.acute_rest_ms) for each in before]
    return not any(broken_rules(problem.acute, eased, shift))


def broken_rules(rules: ShiftRules, before: Sequence[Shift], shift: Shift) -> Iterator[str]:
    """Yield every rule that working a shift breaks, after those worked `before` in order."""
    yield from _of_length(rules, shift)
    times = [each.busy for each in before]
    if before and shift.busy.from_ms < times[-1].until_ms + before[-1].rest_ms:
        yield before[-1].rest_rule
    times.append(shift.busy)
    until_ms = shift.busy.until_ms
    for limit in rules.limits:
        if _work(times, until_ms - limit.stretch_ms) > limit.most:
            yield limit.rule
    yield from _of_nights(rules, [*before, shift], times)
    week_ms = until_ms - WEEK_MS
    if rules.weekly_rest_ms is not None and _longest_rest(times, week_ms) < rules.weekly_rest_ms:
        yield WEEKLY_REST


def _of_length(rules: ShiftRules, shift: Shift) -> Iterator[str]:
    length_ms = shift.busy.length_ms
    if rules.longest_ms is not None and length_ms > rules.longest_ms:
        yield LONGEST_SHIFT
    if shift.night and rules.longest_night_ms is not None and length_ms > rules.longest_night_ms:
        yield LONGEST_NIGHT


def _of_nights(
    rules: ShiftRules, shifts: Sequence[Shift], times: Sequence[Interval]
) -> Iterator[str]:
    until_ms = times[-1].until_ms
    nights = [each.busy.until_ms for each in shifts if each.night]
    most, average = rules.most_nights, rules.night_average
    if most is not None and shifts[-1].night:
        found = sum(at_ms > until_ms - most.stretch_ms for at_ms in nights)
        if found > most.most:
            yield most.rule
    if average is not None:
        since_ms = until_ms - average.stretch_ms
        many = sum(at_ms > since_ms for at_ms in nights) >= average.nights
        if many and _work(times, since_ms) > average.most_ms:
            yield average.rule


def _work(times: Sequence[Interval], since_ms: int) -> int:
    return sum(each.until_ms - max(each.from_ms, since_ms) for each in times if each[1] > since_ms)


def _longest_rest(times: Sequence[Interval], since_ms: int) -> int:
    """Return the longest time without work from `since_ms` on until the last shift begins."""
    longest_ms, free_ms = 0, since_ms
    for each in times:
        if each.until_ms > since_ms:
            longest_ms = max(longest_ms, each.from_ms - free_ms)
            free_ms = each.until_ms
    return longest_ms
