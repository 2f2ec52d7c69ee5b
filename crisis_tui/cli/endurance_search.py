"""The search for the longest relief roster, with what is known so far on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_tui.cli.words import hours
from crisis_tui.i18n import _
from crisis_tui.solving.search import Progress, Solved, solve
from crisis_tui.system_clock import MachineClock

if TYPE_CHECKING:
    from crisis_tui.readiness.endurance import Staffing
    from crisis_tui.readiness.shifts.greedy import Filled

_CLEAR_LINE = "\r\x1b[K"


def search(staffing: Staffing, known: Filled, seconds: float) -> Solved:
    """Return the best plan of the time limit; Ctrl-C ends the search and keeps what it found."""
    clock = MachineClock()
    started = clock.elapsed_ms() / 1000

    def tell(progress: Progress) -> None:
        spent = clock.elapsed_ms() / 1000 - started
        sys.stderr.write(_CLEAR_LINE + _line(progress, staffing.window.from_ms, spent, seconds))
        sys.stderr.flush()

    def stay_silent(_: Progress) -> None:
        pass

    shown = sys.stderr.isatty()
    try:
        return solve(
            staffing.problem,
            known,
            seconds,
            lambda: clock.elapsed_ms() / 1000,
            tell if shown else stay_silent,
        )
    finally:
        if shown:
            sys.stderr.write(_CLEAR_LINE)


def _line(progress: Progress, start_ms: int, spent: float, seconds: float) -> str:
    """Return one line of less than 80 columns."""

    def said(at_ms: int | None) -> str:
        return _("no end") if at_ms is None else hours(at_ms - start_ms)

    return _(
        "{spent:.0f} of {limit:.0f} s: at least {least}, at most {most} (Ctrl-C: enough)"
    ).format(
        spent=spent, limit=seconds, least=said(progress.at_least_ms), most=said(progress.at_most_ms)
    )
