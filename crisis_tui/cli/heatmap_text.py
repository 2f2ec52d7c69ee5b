"""The heatmap in 80 columns: a row a day and a cell an hour, the worst beside it.

A period of more than five weeks is laid on one week: a cell then tells of how many of its starts,
in tenths, somebody is missing.
"""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import format_duration
from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.words import columns, day, moment, shortened
from crisis_tui.i18n import _, ngettext
from crisis_tui.readiness.heatmap_view import HOURS, heatmap_view
from crisis_tui.time_words import weekdays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.assessment import Verdict
    from crisis_tui.readiness.heatmap import StartAnswer
    from crisis_tui.readiness.heatmap_view import HeatCell, HeatmapView, HeatStretch
    from crisis_tui.scenario.script import Script

WIDTH = 80
DAYS_SHOWN = 35
"""Longer periods are laid on one week."""
GLYPHS: dict[Verdict | None, str] = {"ready": "·", "at-risk": "~", "not-ready": "✗", None: " "}
_LABEL = 10
_BLOCK = 6
_GRID = _LABEL + HOURS + HOURS // _BLOCK
_BESIDE = WIDTH - _GRID - 1
_LEAST_WORST = 8
"""So many of the worst are listed, however short the period."""


def heatmap_text(
    script: Script, roster: str, period: Interval, step_ms: int, answers: Sequence[StartAnswer]
) -> str:
    """Return the heatmap for people."""
    page = _Page(script.zone, answers)
    head = _("Heatmap  {title}").format(title=script.scenario.title)
    said = _("roster {roster}").format(roster=shortened(roster, WIDTH // 2))
    lines = [f"{shortened(head, WIDTH - len(said) - 2):<{WIDTH - len(said)}}{said}"]
    lines += wrap(_asked(period, step_ms, script.zone), WIDTH)
    return "\n".join((*lines, *page.lines()))


def _asked(period: Interval, step_ms: int, zone: ZoneInfo) -> str:
    first, last = (moment(local_datetime(at_ms, zone), year=True) for at_ms in period)
    every = format_duration(step_ms)
    return _("starts every {every} from {first} until {last}").format(
        every=every, first=first, last=last
    )


class _Page:
    """A heatmap below its heading."""

    def __init__(self, zone: ZoneInfo, answers: Sequence[StartAnswer]) -> None:
        self._zone = zone
        self._view: HeatmapView = heatmap_view(answers, zone)

    def lines(self) -> Iterator[str]:
        yield self._counts()
        yield ""
        folded = len(self._view.days) > DAYS_SHOWN
        grid = list(self._week() if folded else self._days())
        room = max(len(grid), 2 * _LEAST_WORST + 1)
        for left, right in zip_longest(grid, self._worst(room), fillvalue=""):
            yield f"{left:<{_GRID}} {right}".rstrip()
        yield ""
        yield from wrap(self._legend(folded=folded), WIDTH)
        yield from self._roles()

    def _counts(self) -> str:
        total = self._view.total
        parts = []
        if total.not_ready:
            parts.append("✗ " + _("{n} not ready").format(n=total.not_ready))
        if total.at_risk:
            parts.append("~ " + _("{n} at risk").format(n=total.at_risk))
        ready = total.starts - total.not_ready - total.at_risk
        said = ngettext("{n} of {all} start ready", "{n} of {all} starts ready", total.starts)
        parts.append("✓ " + said.format(n=ready, all=total.starts))
        return "   ".join(parts)

    def _days(self) -> Iterator[str]:
        yield _ruler()
        for each in self._view.days:
            yield _row(day(each.day), (GLYPHS[cell.worst] for cell in each.cells))

    def _week(self) -> Iterator[str]:
        yield _ruler()
        for name, cells in zip(weekdays(), self._view.week, strict=True):
            yield _row(name, map(_tenths, cells))

    def _worst(self, room: int) -> list[str]:
        """Return the worst stretches in so many lines, two lines each, and how many more."""
        stretches = self._view.worst
        if not stretches:
            return []
        lines = [_("Worst")]
        for number, each in enumerate(stretches):
            said = (self._when(each), "  " + ", ".join(each.short))
            entry = [shortened(line, _BESIDE) for line in said]
            if len(lines) + len(entry) > room - (number + 1 < len(stretches)):
                more = len(stretches) - number
                lines.append(_("and {n} more").format(n=more))
                break
            lines += entry
        return lines

    def _when(self, stretch: HeatStretch) -> str:
        first = moment(local_datetime(stretch.first_ms, self._zone))
        if stretch.starts == 1:
            return first
        last = moment(local_datetime(stretch.last_ms, self._zone))
        return f"{first} – {last} ({stretch.starts})"

    def _legend(self, *, folded: bool) -> str:
        if not folded:
            return _("· ready  ~ at risk  ✗ not ready; one cell an hour, the worst of its starts")
        return _(
            "· ready  ~ at risk  ✗ none ready; 1–9 tenths of the starts in that hour of all weeks "
            "not ready"
        )

    def _roles(self) -> Iterator[str]:
        if self._view.roles:
            parts = ", ".join(f"{role} {starts}" for role, starts in self._view.roles)
            yield from wrap(_("Short at so many starts: {roles}").format(roles=parts), WIDTH)


def _ruler() -> str:
    hours = [f"{hour:02}".ljust(_BLOCK) for hour in range(0, HOURS, _BLOCK)]
    return f"{'':<{_LABEL}} {' '.join(hours)}".rstrip()


def _row(label: str, cells: Iterator[str]) -> str:
    signs = "".join(cells)
    blocks = (signs[first : first + _BLOCK] for first in range(0, HOURS, _BLOCK))
    return columns([(label, _LABEL), (" ".join(blocks), HOURS + HOURS // _BLOCK)])


def _tenths(cell: HeatCell) -> str:
    """Return how many of a cell's starts are not ready, rounded up, in one sign."""
    if not cell.not_ready or cell.not_ready == cell.starts:
        return GLYPHS[cell.worst]
    return str(min(9, -(-10 * cell.not_ready // cell.starts)))
