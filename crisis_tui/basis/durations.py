"""Durations such as `1h30m`, in integer milliseconds."""

from __future__ import annotations

import re

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
WEEK_MS = 7 * DAY_MS

_UNITS = (("w", WEEK_MS), ("d", DAY_MS), ("h", HOUR_MS), ("m", MINUTE_MS), ("s", SECOND_MS))
_PATTERN = re.compile("".join(rf"(?:(\d{{1,9}}){unit})?" for unit, _ in _UNITS))


def parse_duration(text: str) -> int | None:
    """Return the milliseconds of `90s`, `1h30m`, `26w`; None if it is not a duration."""
    match = _PATTERN.fullmatch(text)
    if not text or match is None:
        return None
    return sum(
        int(count) * unit_ms
        for count, (_, unit_ms) in zip(match.groups(), _UNITS, strict=True)
        if count is not None
    )


def format_duration(duration_ms: int) -> str:
    """Return the shortest spelling that `parse_duration` reads back; whole seconds only."""
    parts = []
    rest = duration_ms
    for unit, unit_ms in _UNITS:
        count, rest = divmod(rest, unit_ms)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0m"


def format_clock(duration_ms: int) -> str:
    """Return `h:mm:ss`, with a minus sign before zero."""
    sign = "-" if duration_ms < 0 else ""
    seconds = abs(duration_ms) // SECOND_MS
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
