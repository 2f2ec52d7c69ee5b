"""Rules of repetition, checked before the library follows them: some would keep it for hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from dateutil.rrule import rrulestr
from icalendar.prop import vRecur

from crisis_tui.basis.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from crisis_tui.basis.text import AnyText
    from crisis_tui.files.ical.values import Moment
    from crisis_tui.files.ical.when import When

MAX_PER_EVENT = 10_000
"""Repetitions of one event: 27 years of days. What comes after is not counted, and that is told."""

_SECONDS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}
_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_CHOOSES = ("BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", *_TIMES)
_MOST_A_DAY = 24
_LAST_CYCLE = 9_904
"""From here to the end of the calendar the days repeat every 28 years, as in our time."""


def why_refused(rule: vRecur, when: When) -> AnyText | None:
    """Return why a rule cannot be followed, or None if it can."""
    frequency = _first(rule, "FREQ", "")
    interval = _first(rule, "INTERVAL", 1)
    if frequency not in _SECONDS and frequency not in _DAYS:
        return Text("it has no FREQ")
    if interval < 1:
        return Text("its INTERVAL is not 1 or more")
    if "COUNT" in rule and "UNTIL" in rule:
        return Text("it has both COUNT and UNTIL")
    if per_day(rule) > _MOST_A_DAY:
        return Text("it repeats more often than every hour")
    if any(name in rule for name in _CHOOSES):
        return _why_empty(rule, when)
    return None


def _why_empty(rule: vRecur, when: When) -> AnyText | None:
    """Try the rule in the calendar's last years: one that never fits would search to its end."""
    year = _LAST_CYCLE + (when.start.year - _LAST_CYCLE) % 28
    searched = vRecur({name: rule[name] for name in rule if name not in {"COUNT", "UNTIL"}})
    try:
        start = when.start.replace(year=year)
        text = searched.to_ical().decode()  # type: ignore[no-untyped-call]
        found = next(iter(rrulestr(text, dtstart=start)), None)
    except Exception:  # noqa: BLE001 - the library fails in many ways on rules that make no sense
        return Text("it makes no sense")
    return Text("no day ever fits it") if found is None else None


def per_day(rule: Mapping[str, Any]) -> float:
    """Return how many times a day a rule may repeat at most."""
    frequency = str(_first(rule, "FREQ", ""))
    interval = int(_first(rule, "INTERVAL", 1))
    if frequency in _SECONDS:
        finer = _TIMES[1:] if frequency == "HOURLY" else _TIMES[2:]
        return 86_400 / (_SECONDS[frequency] * interval) * _choices(rule, finer)
    days = 1
    if frequency == "WEEKLY":
        days = _choices(rule, ("BYDAY",))
    elif any(name.startswith("BY") and name not in (*_TIMES, "BYMONTH") for name in rule):
        days = _DAYS[frequency]
    elif frequency == "YEARLY":
        days = _choices(rule, ("BYMONTH",))
    return days / (_DAYS[frequency] * interval) * _choices(rule, _TIMES)


def _choices(rule: Mapping[str, Any], names: tuple[str, ...]) -> int:
    return prod(len(rule.get(name, (0,))) for name in names)


def is_endless(rule: Mapping[str, Any]) -> bool:
    """Tell whether a rule has neither an end nor a number."""
    return "UNTIL" not in rule and "COUNT" not in rule


class Reach(NamedTuple):
    """How far a rule is followed, by the clock on the wall, and how many steps that takes.

    `capped` tells that it may go on after that.
    """

    until: datetime
    steps: float
    capped: bool


def reach(rule: Mapping[str, Any], when: When, horizon: datetime) -> Reach:
    """Return how far a rule is followed: to its end, the horizon, or as often as we care to."""
    until, daily = horizon, per_day(rule)
    if "UNTIL" in rule:
        last = rule["UNTIL"][0]
        last = last if isinstance(last, datetime) else datetime.combine(last, time())
        until = min(until, last + timedelta(days=1))
    days = (until - when.start) / timedelta(days=1)
    capped = daily * days > MAX_PER_EVENT
    if capped:
        days = MAX_PER_EVENT / daily
        until = when.start + timedelta(days=days)
    steps = daily * max(0.0, days)
    if "COUNT" in rule and _steps_are_repetitions(rule):
        number = int(rule["COUNT"][0])
        return Reach(until, min(steps, number), capped and number > MAX_PER_EVENT)
    return Reach(until, steps, capped)


def _steps_are_repetitions(rule: Mapping[str, Any]) -> bool:
    """Tell whether every step that the library takes is a repetition, none searched in vain."""
    weekly = {"BYDAY"} if _first(rule, "FREQ", "") == "WEEKLY" else set()
    return not any(name in rule for name in _CHOOSES if name not in {*weekly, *_TIMES})


def on_the_wall(rule: vRecur, when: When, until: Moment | None) -> vRecur:
    """Return a rule whose UNTIL is a wall clock of the event, the last one that counts.

    An UNTIL that is a date counts to the end of that day.
    """
    if until is None:
        return rule
    wall = until.in_zone(when.zone)
    if when.is_date:
        return vRecur({**rule, "UNTIL": [wall.date()]})
    if until.is_date:
        wall += timedelta(days=1, seconds=-1)
    return vRecur({**rule, "UNTIL": [wall]})


def _first(rule: Mapping[str, Any], name: str, default: Any) -> Any:
    values = rule.get(name)
    return values[0] if values else default
