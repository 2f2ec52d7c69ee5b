"""When a qualification is valid, in grace, expired: from the records and the currency rules.

Everything turns at local midnight. A record counts from midnight of its day; a term of months ends
on the same day that many months later (the month's last day if there is none), which still counts
where `last_day_counts` says so.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING

from crisis_tui.basis.interval_sets import IntervalSet, difference, intersection, interval_set
from crisis_tui.basis.standing import NEVER, Standing, StandingSpan
from crisis_tui.basis.times import (
    FAR_FUTURE_MS,
    Interval,
    local_datetime,
    resolve_handover,
    resolve_local,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.standing import Standings
    from crisis_tui.training.model import (
        Currency,
        CurrencyRule,
        Qualification,
        Training,
        TrainingRecord,
    )

EXERCISE_KINDS = frozenset({"exercise", "deployment"})
"""Kinds of records that `exercises: n` counts: a real deployment is the best exercise."""

_LAST_YEAR = 9000


def months_later(day: date, months: int) -> date:
    """Return the same day `months` later, or that month's last day if there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def valid_times(
    qualification: Qualification, records: Iterable[TrainingRecord], zone: ZoneInfo
) -> IntervalSet:
    """Return when one person's records make the qualification valid; renewals join up."""
    distinct = sorted(set(records), key=lambda record: record.on.wall)
    return _currency_times(
        qualification.current, distinct, zone, last_day=qualification.last_day_counts
    )


def standing(
    qualification: Qualification, records: Iterable[TrainingRecord], zone: ZoneInfo
) -> Standing:
    """Return the state over all of time; grace follows validity and never precedes it."""
    return standing_while(valid_times(qualification, records, zone), qualification, zone)


def standing_while(valid: IntervalSet, qualification: Qualification, zone: ZoneInfo) -> Standing:
    """Return the state over all of time of somebody whose qualification is valid in these times."""
    if not valid:
        return NEVER
    grace = difference(_grace_times(qualification, valid, zone), valid)
    since_first = (Interval(valid[0].from_ms, FAR_FUTURE_MS),)
    expired = difference(since_first, interval_set((*valid, *grace)))
    spans = [StandingSpan(interval.from_ms, "valid") for interval in valid]
    spans += [StandingSpan(interval.from_ms, "grace") for interval in grace]
    spans += [StandingSpan(interval.from_ms, "expired") for interval in expired]
    return (*NEVER, *sorted(spans, key=lambda span: span.from_ms))


def standings(training: Training, zone: ZoneInfo) -> Standings:
    """Return the state over time of each person and qualification that has a record."""
    known = {qualification.id: qualification for qualification in training.qualifications}

    def key(record: TrainingRecord) -> tuple[str, str]:
        return record.person, record.qualification

    ordered = sorted((r for r in training.records if r.qualification in known), key=key)
    return {
        pair: standing(known[pair[1]], records, zone) for pair, records in groupby(ordered, key=key)
    }


def _currency_times(
    currency: Currency, records: list[TrainingRecord], zone: ZoneInfo, *, last_day: bool
) -> IntervalSet:
    rules = currency.any or currency.all or ()
    each = [_rule_times(rule, records, zone, last_day=last_day) for rule in rules]
    if currency.all is not None:
        return reduce(intersection, each)
    return interval_set(interval for times in each for interval in times)


def _rule_times(
    rule: CurrencyRule, records: list[TrainingRecord], zone: ZoneInfo, *, last_day: bool
) -> IntervalSet:
    if rule.months is not None:
        return interval_set(_term(r, rule.months, zone, last_day=last_day) for r in records)
    if rule.exercises is not None and rule.in_months is not None:
        exercises = [record for record in records if record.kind in EXERCISE_KINDS]
        terms = [_term(r, rule.in_months, zone, last_day=last_day) for r in exercises]
        return _at_least(rule.exercises, terms)
    if rule.hours is not None:
        return _hours_times(rule.hours, records, zone)
    once = [record for record in records if rule.once]
    return interval_set(_ended(record, _midnight(_day(record), zone), zone) for record in once)


def _term(record: TrainingRecord, months: int, zone: ZoneInfo, *, last_day: bool) -> Interval:
    day = _day(record)
    from_ms = _midnight(day, zone)
    if day.year + months // 12 >= _LAST_YEAR:
        return _ended(record, from_ms, zone)
    until_ms = _midnight(months_later(day, months) + timedelta(last_day), zone)
    return _ended(record, from_ms, zone, until_ms)


def _ended(
    record: TrainingRecord, from_ms: int, zone: ZoneInfo, until_ms: int = FAR_FUTURE_MS
) -> Interval:
    """Return the time of a record up to where it is ended itself, never before it begins."""
    if record.until is None:
        return Interval(from_ms, until_ms)
    return Interval(from_ms, max(from_ms, min(until_ms, resolve_local(record.until, zone))))


def _day(record: TrainingRecord) -> date:
    return record.on.wall.date()


def _at_least(count: int, terms: list[Interval]) -> IntervalSet:
    """Return when at least `count` of the terms run at once."""
    starts = sorted(term.from_ms for term in terms)
    ends = sorted(term.until_ms for term in terms)
    # The n-th term to start is the count-th to run until the (n - count + 1)-th has ended.
    return interval_set(
        Interval(starts[n], ends[n - count + 1]) for n in range(count - 1, len(terms))
    )


def _hours_times(hours: float, records: list[TrainingRecord], zone: ZoneInfo) -> IntervalSet:
    """Return when hours per calendar year count.

    From the day they are reached until the end of the next year, in which they must be made again.
    """
    times = []
    for year, of_year in groupby(records, key=lambda record: record.on.wall.year):
        made = 0.0
        for record in of_year:
            made += record.hours or 0
            if made >= hours:
                until_ms = _midnight(date(min(year + 2, date.max.year), 1, 1), zone)
                times.append(Interval(_midnight(record.on.wall.date(), zone), until_ms))
                break
    return interval_set(times)


def _grace_times(qualification: Qualification, valid: IntervalSet, zone: ZoneInfo) -> IntervalSet:
    ends = [interval.until_ms for interval in valid if interval.until_ms < FAR_FUTURE_MS]
    return interval_set(Interval(end, _later(end, qualification.grace_ms, zone)) for end in ends)


def _later(at_ms: int, duration_ms: int, zone: ZoneInfo) -> int:
    """Return the instant after a duration on the wall clock: 30 days end at midnight too."""
    if at_ms + duration_ms >= FAR_FUTURE_MS:
        return FAR_FUTURE_MS
    wall = local_datetime(at_ms, zone).replace(tzinfo=None)
    return resolve_handover(wall + timedelta(milliseconds=duration_ms), zone)


def _midnight(day: date, zone: ZoneInfo) -> int:
    return resolve_handover(datetime.combine(day, time()), zone)
