"""Times for people in the machine's own time zone, where no scenario or roster gives another."""

from __future__ import annotations

from crisis_tui.basis.times import utc_datetime


def local_time(at_ms: int) -> str:
    """Return an instant as `2026-11-21 14:03` here."""
    return utc_datetime(at_ms).astimezone().strftime("%Y-%m-%d %H:%M")
