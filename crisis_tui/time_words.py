"""How every front end says days, times and durations, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS
from crisis_tui.i18n import _

if TYPE_CHECKING:
    from datetime import date, datetime


def weekdays() -> list[str]:
    """Return `ma`, `di` and so on to `zo`."""
    return _("mon tue wed thu fri sat sun").split()


def weekday(moment: date) -> str:
    """Return `za 21`."""
    return f"{weekdays()[moment.weekday()]} {moment.day}"


def day(moment: date) -> str:
    """Return `za 21 nov`."""
    return f"{weekday(moment)} {_month(moment)}"


def full_date(moment: date) -> str:
    """Return `21 nov 2026`."""
    return f"{moment.day} {_month(moment)} {moment.year}"


def clock(at: datetime) -> str:
    """Return `22:14`, or `22:14:30` where it is not a whole minute."""
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def day_and_time(at: datetime) -> str:
    """Return `za 21 nov 22:14`."""
    return f"{day(at)} {clock(at)}"


def hours(duration_ms: int) -> str:
    """Return a duration as `9 h 05`; from two days on as `6 d 4 h`, below an hour as `12 min`.

    Below a minute it is said in seconds. What is left over is left out.
    """
    if duration_ms < MINUTE_MS:
        return _("{n} s").format(n=duration_ms // SECOND_MS)
    if duration_ms < HOUR_MS:
        return _("{n} min").format(n=duration_ms // MINUTE_MS)
    if duration_ms >= 2 * DAY_MS:
        days, rest = divmod(duration_ms, DAY_MS)
        return _("{days} d {hours} h").format(days=days, hours=rest // HOUR_MS)
    whole, rest = divmod(duration_ms, HOUR_MS)
    return _("{hours} h {minutes:02}").format(hours=whole, minutes=rest // MINUTE_MS)


def _month(moment: date) -> str:
    return _("jan feb mar apr may jun jul aug sep oct nov dec").split()[moment.month - 1]
