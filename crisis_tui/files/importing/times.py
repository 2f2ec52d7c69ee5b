"""Dates and times as people fill them in, the Dutch way and the ISO way."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MINYEAR, timedelta
from typing import TYPE_CHECKING, Final

from crisis_tui.basis.text import Text
from crisis_tui.basis.times import LocalTime, parse_local_time
from crisis_tui.files.local_times import time_fault
from crisis_tui.files.problems import shown

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from crisis_tui.files.importing.row_reader import RowReader

_CLOCK = r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?: ?(?:u|uur|h))?"
_OFFSET = r"( ?(?:Z|[+-]\d{2}:\d{2}))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[ T]+{_CLOCK}{_OFFSET})?")
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}})(?:,?[ T]+{_CLOCK}{_OFFSET})?", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{2})\b(.*)")
_TIME_OF_DAY = re.compile(_CLOCK, re.IGNORECASE)
_MONTHS: Final = 12
_DAY: Final = timedelta(days=1)


def read_time(row: RowReader, field: str, zone: ZoneInfo) -> LocalTime | None:
    """Return the local time in a cell; None, refused, if it is not one instant."""
    text = row.required(field)
    if not text:
        return None
    time = _local_time(row, field, text)
    return time if time is not None and is_one_instant(row, field, time, zone) else None


def read_optional_time(row: RowReader, field: str, zone: ZoneInfo) -> LocalTime | None:
    """Return the local time in a cell, None if it is empty or refused."""
    return read_time(row, field, zone) if row.text(field) else None


def is_one_instant(row: RowReader, field: str, time: LocalTime, zone: ZoneInfo) -> bool:
    """Tell whether a time is neither skipped nor doubled by the clock; refuse it if it is."""
    fault = time_fault(time, zone)
    if fault is not None:
        row.refuse(field, *fault)
    return fault is None


def read_span(
    row: RowReader, zone: ZoneInfo, *, overnight: bool
) -> tuple[LocalTime, LocalTime] | None:
    """Return `from` and `until` of a row: whole times, or times of a `date`.

    A time of day as `until` that is not after `from` is refused, or on the next day if `overnight`.
    """
    from_ = _part(row, "from", "date")
    until = _part(row, "until", "until_date" if row.text("until_date") else "date")
    if from_ is None or until is None:
        return None
    on_one_date = not row.text("until_date") and _TIME_OF_DAY.fullmatch(row.text("until"))
    if on_one_date and until.wall <= from_.wall:
        if not overnight:
            row.refuse(
                "until",
                "T205",
                Text("this ends at {until}, not after it begins", until=row.text("until")),
                Text("write the date of the end too, or say --overnight: it is on the next day"),
            )
            return None
        until = _next_day(row, "until", until)
        if until is None:
            return None
    fits = [is_one_instant(row, "from", from_, zone), is_one_instant(row, "until", until, zone)]
    return (from_, until) if all(fits) else None


def _part(row: RowReader, field: str, date_field: str) -> LocalTime | None:
    """Return a time that stands in one cell, or in two: a date and a time of day."""
    text = row.required(field)
    match = _TIME_OF_DAY.fullmatch(text)
    if match is None or not text:
        return _local_time(row, field, text) if text else None
    date = row.required(date_field) if row.has(date_field) else ""
    if not date:
        if not row.has(date_field):
            row.refuse(field, "S111", Text('"{value}" has no date', value=text), _TIME_HELP)
        return None
    day = _local_time(row, date_field, date)
    return None if day is None else _on(row, field, day, match)


def _on(row: RowReader, field: str, day: LocalTime, clock: re.Match[str]) -> LocalTime | None:
    """Return a time of day on a date; 24:00 is the end of that day."""
    hour, minute, second = (int(number or 0) for number in clock.groups())
    if (hour, minute, second) == (24, 0, 0):
        return _next_day(row, field, day)
    try:
        return LocalTime(day.wall.replace(hour=hour, minute=minute, second=second))
    except ValueError:
        row.refuse(
            field, "S114", Text('"{value}" is not a time of the day', value=clock.group()), None
        )
        return None


def _next_day(row: RowReader, field: str, time: LocalTime) -> LocalTime | None:
    try:
        return LocalTime(time.wall + _DAY, time.offset_minutes)
    except OverflowError:
        row.refuse(field, "S111", Text("the calendar ends before that"), _TIME_HELP)
        return None


def _local_time(row: RowReader, field: str, text: str) -> LocalTime | None:
    time = parse_local_time(text) or _year_first(text) or _day_first(text)
    if time is None:
        row.refuse(
            field,
            "S111",
            Text('"{value}" is not a date or a local time', value=shown(text)),
            _time_help(text),
        )
    return time


def _missing_day(text: str) -> Text | None:
    """Return words for a day that its month does not have."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(number) for number in match.groups()[:3])
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(number) for number in match.group(1, 3, 4))
    else:
        return None
    if not (1 <= month <= _MONTHS and year >= MINYEAR):
        return None
    days = monthrange(year, month)[1]
    if 1 <= day <= days:
        return None
    return Text(
        "that day does not exist: month {month} of {year} has {days} days",
        month=month,
        year=year,
        days=days,
    )


def _year_first(text: str) -> LocalTime | None:
    match = _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    year, month, day, *clock = match.groups()
    return _written(year, month, day, *clock)


def _day_first(text: str) -> LocalTime | None:
    """Read `21-11-2026 08:00`; with slashes only if it cannot be a month first."""
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    day, divider, month, year, *clock = match.groups()
    if divider == "/" and int(day) <= _MONTHS and day != month:
        return None
    return _written(year, month, day, *clock)


def _written(
    year: str,
    month: str,
    day: str,
    hour: str | None,
    minute: str | None,
    second: str | None,
    offset: str | None,
) -> LocalTime | None:
    date = f"{year}-{int(month):02}-{int(day):02}"
    if hour is None:
        return parse_local_time(date)
    clock = f"{int(hour):02}:{minute}:{second or '00'}{(offset or '').strip()}"
    return parse_local_time(f"{date} {clock}")


_TIME_HELP: Final = Text("write the date and the time: 21-11-2026 08:00, or 2026-11-21 08:00")


def _time_help(text: str) -> Text:
    missing = _missing_day(text)
    if missing is not None:
        return missing
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        day, divider, month, year, rest = short.groups()
        return Text(
            "write the year in four digits: {example}",
            example=f"{day}{divider}{month}{divider}20{year}{rest}",
        )
    slashes = _DAY_FIRST.fullmatch(text)
    if slashes and slashes.group(2) == "/":
        day, _, month, year = slashes.groups()[:4]
        return Text(
            "write {first} or {second}: with slashes it can be either",
            first=f"{day}-{month}-{year}",
            second=f"{month}-{day}-{year}",
        )
    if re.fullmatch(r"\d{5}([.,]\d+)?", text):
        return Text("this is the number behind a date of Excel: give the cell the form of a date")
    return _TIME_HELP
