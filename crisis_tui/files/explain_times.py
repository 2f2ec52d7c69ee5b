"""Times and durations that cannot be read, in plain words, with what was probably meant."""

from __future__ import annotations

import re

from crisis_tui.basis.durations import HOUR_MS, MINUTE_MS, SECOND_MS, format_duration
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import parse_local_time
from crisis_tui.files.problems import Explained, Problem, shown

_UNITS = (
    ("s", r"s|sec|secs|second|seconds|seconde|seconden"),
    ("m", r"m|min|mins|minute|minutes|minuut|minuten"),
    ("h", r"h|hr|hrs|hour|hours|u|uur|uren"),
    ("d", r"d|day|days|dag|dagen"),
    ("w", r"w|wk|week|weeks|weken"),
)
_WORDY = re.compile(r"[+<]?\s*(\d+(?:[.,]\d+)?)\s*([a-zA-Z]+)\.?")
_UNIT_MS = {"s": 1000, "m": MINUTE_MS, "h": HOUR_MS, "d": 24 * HOUR_MS, "w": 168 * HOUR_MS}
_WEEKDAY_WORDS = {
    "ma": "Mon", "di": "Tue", "wo": "Wed", "do": "Thu", "vr": "Fri", "za": "Sat", "zo": "Sun",
}  # fmt: skip
_RATIO = re.compile(r"(?:(?P<play>[1-9]\d{0,5}) *[:=] *|[x×]? *)(?P<story>[1-9]\d{0,5}) *[x×]?")


def explain_duration(problem: Problem) -> Explained:
    """Return words for a duration: a bare number, `5 min`, `1:30`, `T+5`, or something else."""
    value = str(problem.value).strip()
    if re.fullmatch(r"\d+", value):
        return Explained(
            "T206",
            Text('"{value}" has no unit', value=shown(value)),
            problem.path,
            Text("write {value}m or {value}s", value=shown(value)),
        )
    if re.fullmatch(r"[TtDd]?\s*[+-].*", value):
        return Explained(
            "T211",
            Text('"{value}" is not a time here', value=shown(value)),
            problem.path,
            Text("write the time since the start, such as 5m or 1h30m"),
        )
    return Explained(
        "S110",
        Text('"{value}" is not a duration', value=shown(value)),
        problem.path,
        _duration_help(value),
    )


def _duration_help(value: str) -> Text:
    clock = re.fullmatch(r"(\d{1,3}):([0-5]\d)", value)
    if clock:
        first, second = int(clock.group(1)), int(clock.group(2))
        return Text(
            "write {hours} or {minutes}",
            hours=format_duration(first * HOUR_MS + second * MINUTE_MS),
            minutes=format_duration(first * MINUTE_MS + second * SECOND_MS),
        )
    total_ms = _wordy_ms(value)
    if total_ms:
        return Text("write {example}", example=format_duration(total_ms))
    return Text("write 90s, 5m, 1h30m, 2d or 26w, the largest unit first")


def _wordy_ms(value: str) -> int | None:
    """Read `5 min`, `1,5 uur`, `30m1h`, as far as it has one meaning."""
    total = 0.0
    for number, word in _WORDY.findall(value):
        unit = next((unit for unit, words in _UNITS if re.fullmatch(words, word.casefold())), None)
        if unit is None:
            return None
        total += float(number.replace(",", ".")) * _UNIT_MS[unit]
    rest = re.sub(r"\s+|\ben\b|\band\b", "", _WORDY.sub("", value))
    return int(total) if not rest and total % SECOND_MS == 0 else None


def explain_end(problem: Problem) -> Explained:
    """Return words for the end of a scenario: a duration or `open`."""
    explained = explain_duration(problem)
    if explained.code != "S110":
        return explained
    return Explained(
        explained.code,
        explained.message,
        explained.path,
        Text("write a duration such as 165m, or open"),
    )


def explain_local_time(problem: Problem) -> Explained:
    """Return words for a local time: another order, no such date, or something else."""
    value = str(problem.value).strip()
    return Explained(
        "S111",
        Text('"{value}" is not a date or a local time', value=shown(value)),
        problem.path,
        _local_time_help(value),
    )


def _local_time_help(value: str) -> Text:
    dutch = re.fullmatch(
        r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]+(\d{1,2})[:.](\d{2}))?", value
    )
    if dutch:
        day, month, year, hour, minute = dutch.groups()
        date = f"{year}-{int(month):02}-{int(day):02}"
        written = f"{date} {int(hour):02}:{minute}" if hour else date
        if parse_local_time(written):
            return Text("write {example}", example=written)
    if re.match(r"\d{4}-\d{2}-\d{2}", value) and parse_local_time(value[:10]) is None:
        return Text("this date does not exist in the calendar")
    return Text("write the year first: 2026-03-12 09:00")


def explain_story_time(problem: Problem) -> Explained:
    """Return words for a story time."""
    return Explained(
        "S112",
        Text('"{value}" is not a story time', value=shown(problem.value)),
        problem.path,
        Text("write D3 06:40 for the third day of the crisis, 06:40"),
    )


def explain_weekdays(problem: Problem) -> Explained:
    """Return words for days of the week; Dutch ones get their English spelling."""
    value = str(problem.value)
    english = re.sub(
        r"\w+", lambda word: _WEEKDAY_WORDS.get(word.group().casefold()[:2], word.group()), value
    )
    example = english if english != value else "Mon-Fri"
    return Explained(
        "S114",
        Text('"{value}" are not days of the week', value=shown(value)),
        problem.path,
        Text("write {example}", example=f'"{shown(example)}"'),
    )


def explain_time_of_day(problem: Problem) -> Explained:
    """Return words for a time of the day."""
    return Explained(
        "S114",
        Text('"{value}" is not a time of the day', value=shown(problem.value)),
        problem.path,
        Text("write hours and minutes in two digits each: {example}", example='"08:30"'),
    )


def explain_handover(problem: Problem) -> Explained:
    """Return words for the handover of a rotation."""
    return Explained(
        "S114",
        Text('"{value}" is not a handover', value=shown(problem.value)),
        problem.path,
        Text('write Mon 12:00, or "07:00" for every day'),
    )


def explain_pace(problem: Problem) -> Explained:
    """Return words for the pace of a phase; a ratio such as `1:60` gets its units."""
    ratio = _RATIO.fullmatch(str(problem.value).strip())
    if ratio:
        play, story = ratio["play"] or "1", ratio["story"]
        cure = Text("write {example}", example=f'"{play}m = {story}m"')
    else:
        cure = Text('write play time = story time, such as "1m = 1d"')
    return Explained(
        "S115",
        Text('"{value}" is not a pace', value=shown(problem.value)),
        problem.path,
        cure,
    )
