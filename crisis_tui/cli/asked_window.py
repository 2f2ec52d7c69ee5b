"""The time that a command is asked about: `--from` and `--until`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.durations import WEEK_MS
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.instants import Interval
from crisis_tui.basis.text import Text
from crisis_tui.cli.asked_time import asked_instant

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

_MOST_MS = 110 * WEEK_MS


def asked_window(
    args: argparse.Namespace, zone: ZoneInfo, now_ms: int, ahead: Callable[[int], Interval]
) -> Interval:
    """Return the time asked about, from now on if nothing is said; `ahead` ends it by default.

    Raises:
        AskedWrongError: it is no time, has no or a negative length, or is longer than two years.
    """
    from_ms = asked_instant(args.from_ or "now", zone, now_ms)
    if args.until is None:
        return ahead(from_ms)
    window = Interval(from_ms, asked_instant(args.until, zone, now_ms))
    if window.length_ms <= 0:
        raise AskedWrongError(
            Text("--until is not after --from"),
            Text("--until is the first moment that no longer counts"),
        )
    if window.length_ms > _MOST_MS:
        raise AskedWrongError(Text("that is more than two years"), Text("ask about a shorter time"))
    return window
