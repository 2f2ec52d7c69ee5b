"""Is a plan allowed? Read from the rules one by one, in the plainest way, to trust no planner.

It shares nothing with those who make plans but the shifts and the rules themselves.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from crisis_tui.readiness.shifts.problem import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.shifts.problem import Problem, Shift
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


def is_allowed(problem: Problem, people: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first shifts may be worked like this, with nobody missing."""
    first = problem._replace(shifts=problem.shifts[: len(people)])
    plan = Plan(tuple(tuple(names) for names in people))
    return (
        not plan.missing(first)
        and not misplaced(first, plan)
        and all(each.warning for each in breaches(first, plan))
    )


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
    if rules.longest is not None and shift.busy.length_ms > rules.longest.length_ms:
        yield rules.longest.rule
    night = rules.longest_night
    if shift.night and night is not None and shift.busy.length_ms > night.length_ms:
        yield night.rule
    if before and shift.busy.from_ms < before[-1].busy.until_ms + before[-1].rest_ms:
        yield before[-1].rest_rule
    yield from _of_series(rules, before, shift)
    shifts = [*before, shift]
    for limit, since_ms in zip(rules.limits, shift.since.limits, strict=True):
        if _work(shifts, since_ms) > limit.value:
            yield limit.rule
    yield from _of_nights(rules, shifts)
    weekly = rules.weekly_rest
    if weekly is not None and _longest_rest(shifts, shift.since.week_ms) < weekly.value:
        yield weekly.rule


def _of_series(rules: ShiftRules, before: Sequence[Shift], shift: Shift) -> Iterator[str]:
    """Look back from a shift by day: how many nights, close together, came right before it?"""
    nights, next_ms = 0, shift.busy.from_ms
    for each in reversed(before):
        if rules.series is None or shift.night or not each.night:
            break
        if next_ms - each.busy.until_ms >= rules.series.rest_ms:
            break
        nights, next_ms = nights + 1, each.busy.from_ms
    if rules.series is not None and nights >= rules.series.nights:
        yield rules.series.rule


def _of_nights(rules: ShiftRules, shifts: Sequence[Shift]) -> Iterator[str]:
    nights = [each.busy.until_ms for each in shifts if each.night]
    since, most, average = shifts[-1].since, rules.most_nights, rules.night_average
    if most is not None and shifts[-1].night:
        found = sum(at_ms > since.nights_ms for at_ms in nights)
        if found > most.value:
            yield most.rule
    if average is not None:
        many = sum(at_ms > since.average_ms for at_ms in nights) >= rules.many_nights
        if many and _work(shifts, since.average_ms) > average.value:
            yield average.rule


def _work(shifts: Sequence[Shift], since_ms: int) -> int:
    times = [each.busy for each in shifts if each.busy.until_ms > since_ms]
    return sum(each.until_ms - max(each.from_ms, since_ms) for each in times)


def _longest_rest(shifts: Sequence[Shift], since_ms: int) -> int:
    """Return the longest time without work from `since_ms` on until the last shift begins."""
    longest_ms, free_ms = 0, since_ms
    for each in shifts:
        if each.busy.until_ms > since_ms:
            longest_ms = max(longest_ms, each.busy.from_ms - free_ms)
            free_ms = each.busy.until_ms
    return longest_ms
