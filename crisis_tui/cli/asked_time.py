"""Times given on the command line: `now`, `2026-03-03 07:42`, ISO with an offset, `+8h`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def asked_instant(text: str, zone: ZoneInfo, now_ms: int) -> int:
    """Return a time given by a person as UTC milliseconds since 1970; local times are `zone`'s.

    Raises:
        AskedWrongError: it is no time, or one that the clock skips or shows twice.
    """
    if text == "now":
        return now_ms
    if text.startswith("+"):
        ahead_ms = parse_duration(text[1:])
        if ahead_ms is not None:
            return now_ms + ahead_ms
    from crisis_tui.basis.times import (  # 10 ms
        parse_local_time,
        possible_instants,
        spellings_with_offset,
    )

    local = parse_local_time(text)
    if local is None:
        raise AskedWrongError(
            Text('"{text}" is not a time', text=clean_text(text)),
            Text('write now, +8h, "2026-03-03 07:42" or 2026-03-03T07:42+01:00'),
        )
    instants = possible_instants(local, zone)
    if len(instants) == 1:
        return instants[0]
    message = (
        Text("the clock shows {time} twice that night", time=str(local))
        if instants
        else Text("the clock skips {time} that night", time=str(local))
    )
    first, second = spellings_with_offset(local, zone)
    raise AskedWrongError(
        message, Text("write {first} or {second}", first=str(first), second=str(second))
    )
