"""What people type while they play: play times, roles, an objective before a text.

A play time is 1:05, 65 (minutes) or 1:05:30; from now on it is +5 or +5m30s.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import HOUR_MS, MINUTE_MS, SECOND_MS, parse_duration
from crisis_tui.basis.instants import local_datetime, resolve_handover
from crisis_tui.basis.text import Text
from crisis_tui.basis.times import parse_local_time, possible_instants

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.text import AnyText

TIME_HINT = Text("1:05 is a play time, +5 is in five minutes")
LONGEST_TITLE = 40
_TIME_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?")


def play_time_ms(text: str, now_ms: int) -> int | None:
    """Return the play time that a text means, seen from `now_ms`; None if it means none."""
    text = text.strip().replace(" ", "")
    if text.startswith("+"):
        length_ms = _length_ms(text[1:])
        return None if length_ms is None else now_ms + length_ms
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        return _length_ms(text)
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    return hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS


def shift_of(text: str) -> int | None:
    """Return how much later (`15`, `+15`, `1h30m`) or, below 0, sooner (`-5`); None if neither."""
    sign, length = (-1, text.strip()[1:]) if text.strip().startswith("-") else (1, text.strip())
    length_ms = _length_ms(length.removeprefix("+").replace(" ", ""))
    return None if length_ms is None else sign * length_ms


def wall_time_ms(text: str, now_at_ms: int, zone: ZoneInfo) -> int | None:
    """Return the instant that a text means: `09:00` (the next one), `2026-11-23 09:00`, `+30`."""
    text = text.strip()
    if text.startswith("+"):
        length_ms = _length_ms(text[1:].replace(" ", ""))
        return None if length_ms is None else now_at_ms + length_ms
    clock = _TIME_OF_DAY.fullmatch(text)
    if clock is not None:
        today = local_datetime(now_at_ms, zone).date()
        hour, minute = (int(part) for part in clock.groups())
        wanted = datetime.combine(today, time(hour, minute))
        coming = (resolve_handover(wanted + timedelta(days=days), zone) for days in range(3))
        return next((at_ms for at_ms in coming if at_ms > now_at_ms), None)
    local = parse_local_time(text)
    return None if local is None else next(iter(possible_instants(local, zone)), None)


def needs_time(now_ms: int, *, may_be_empty: bool = False) -> Callable[[str], AnyText | None]:
    """Return what refuses a text that is no play time."""

    def refuse(text: str) -> AnyText | None:
        if (may_be_empty and not text.strip()) or play_time_ms(text, now_ms) is not None:
            return None
        return Text("That is not a time: {hint}.", hint=TIME_HINT)

    return refuse


def named_roles(text: str) -> tuple[str, ...]:
    """Return the roles named in a line, in capitals as roles are written."""
    return tuple(dict.fromkeys(text.replace(",", " ").upper().split()))


def split_objective(text: str, known: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the objective that a text begins with, and the rest; `known` by folded id."""
    first, _, rest = text.strip().partition(" ")
    objective = known.get(first.rstrip(":").casefold())
    return (objective, rest.strip()) if objective else (None, text.strip())


def title_of(text: str) -> str:
    """Return a title for a message of which only the text was typed: its first words."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_TITLE:
        return words
    begin = words[: LONGEST_TITLE - 1]
    return (begin.rpartition(" ")[0].rstrip(" ,;:") or begin) + "…"


def _length_ms(text: str) -> int | None:
    """Return the length of `5` (minutes), `90s`, `1h30m`."""
    if text.isascii() and text.isdigit():
        return int(text) * MINUTE_MS if len(text) <= 6 else None  # noqa: PLR2004 - years of minutes
    return parse_duration(text)
