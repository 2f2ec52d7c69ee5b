"""The roster as a chart in 80 columns: a ruler, a line for each lane, the gaps below."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.gap_text import unbroken, wrapped
from crisis_tui.cli.words import day, hours, moment, shortened, width
from crisis_tui.i18n import _, language, ngettext, render
from crisis_tui.readiness.chart import BAR_LOOKS, HANDOVER, NOW, bars_within, ruler
from crisis_tui.readiness.wording import CAUSE_TEXTS, seat_cause
from crisis_tui.roster.calendar import cell_edges, cells_a_day, clock_step_ms
from crisis_tui.roster.gantt import BAR_STATES, GAP_STATES, pieces, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from crisis_tui.basis.instants import Interval
    from crisis_tui.readiness.chart import Chart, ChartRole
    from crisis_tui.roster.gantt import Lane, Piece
    from crisis_tui.roster.gaps import Gap

WIDTH = 80
_MOST_DAYS = 31
_ROLE = 11


def chart_text(chart: Chart) -> str:
    """Return the chart, a block below another where it is longer than a month."""
    return "\n".join(_lines(chart))


def _lines(chart: Chart) -> Iterator[str]:
    head = _("Roster  {organisation}").format(organisation=chart.organisation)
    span = _window(chart)
    yield f"{shortened(head, WIDTH - len(span) - 2):<{WIDTH - len(span)}}{span}"
    yield _strip(chart)
    for first in range(0, len(chart.days), _MOST_DAYS):
        yield ""
        yield from _Block(chart, chart.days[first : first + _MOST_DAYS]).lines()
    yield ""
    yield from wrap(_legend(chart), WIDTH)
    yield from _clock_days(chart)
    if chart.hidden:
        yield ngettext(
            "{n} role more, nobody on it and not asked for",
            "{n} roles more, nobody on them and not asked for",
            chart.hidden,
        ).format(n=chart.hidden)
    if chart.gaps:
        yield ""
        yield _("Gaps")
        for gap in chart.gaps:
            yield from _gap(chart, gap)


def _strip(chart: Chart) -> str:
    if not chart.gap_count:
        return "✓ " + _("no gaps")
    said = ngettext("{n} gap ({length})", "{n} gaps ({length})", chart.gap_count)
    if any(_reaches_out(gap, chart) for gap in chart.gaps):
        said = ngettext(
            "{n} gap ({length} within these days)",
            "{n} gaps ({length} within these days)",
            chart.gap_count,
        )
    return "✗ " + said.format(n=chart.gap_count, length=hours(chart.gap_ms))


def _reaches_out(gap: Gap, chart: Chart) -> bool:
    return gap.from_ms < chart.window.from_ms or gap.until_ms > chart.window.until_ms


def _window(chart: Chart) -> str:
    """Return the chart's time: its days, with hours unless they are whole."""
    since, until = (local_datetime(at_ms, chart.zone) for at_ms in chart.window)
    if since.hour == since.minute == until.hour == until.minute == 0:
        last = local_datetime(chart.window.until_ms - 1, chart.zone)
        return f"{day(since)} {since.year} – {day(last)} {last.year}"
    return f"{day(since)} {since:%H:%M} – {day(until)} {until:%H:%M}"


class _Block:
    """Some days of the chart, as wide as the page."""

    def __init__(self, chart: Chart, days: Sequence[Interval]) -> None:
        self._chart = chart
        self._days = days
        self._cells = cells_a_day(len(days), WIDTH - _ROLE)
        self._edges = cell_edges(tuple(days), self._cells)

    def lines(self) -> Iterator[str]:
        yield " " * _ROLE + ruler(self._days, self._cells, self._chart.zone, _weekday)
        if self._edges[0] <= self._chart.now_ms < self._edges[-1]:
            cell = sum(edge <= self._chart.now_ms for edge in self._edges) - 1
            yield " " * (_ROLE + cell) + f"{NOW} " + _("now")
        for each in self._chart.roles:
            yield from self._role(each)

    def _role(self, each: ChartRole) -> Iterator[str]:
        for lane in each.lanes:
            name = each.role.id if lane.number == 0 else ""
            yield f"{shortened(name, _ROLE - 1):<{_ROLE}}{self._lane(lane)}".rstrip()
        if not each.lanes:
            yield f"{shortened(each.role.id, _ROLE - 1):<{_ROLE}}" + _("nobody, and not asked for")

    def _lane(self, lane: Lane) -> str:
        return "".join(map(self._piece, pieces(lane.bars, self._edges)))

    def _piece(self, piece: Piece) -> str:
        if piece.state is None:
            return " " * piece.cells
        glyph = BAR_LOOKS[piece.state][0]
        short = piece.state in GAP_STATES
        start = HANDOVER if piece.begins and piece.cells > 1 and not short else glyph
        name = ""
        if piece.named and piece.person is not None:
            full, last = spellings(self._chart.name(piece.person))
            room = piece.cells - 1 - 2 * short
            name = full if width(full) <= room else shortened(last, room)
            name = f" {name} " if short else name
        return start + name + glyph * (piece.cells - 1 - width(name))


def _weekday(moment: datetime) -> str:
    return " ".join(day(moment).split()[:2])


def _legend(chart: Chart) -> str:
    present = {
        bar.state
        for each in chart.roles
        for lane in each.lanes
        for bar in bars_within(lane, chart.window)
    }
    signs: dict[str, list[str]] = {}
    for state in BAR_STATES:
        if state in present:
            glyph, word = BAR_LOOKS[state]
            signs.setdefault(glyph, []).append(render(word))
    parts = [f"{glyph} {'/'.join(words)}" for glyph, words in signs.items()]
    return "   ".join([*parts, f"{HANDOVER} " + _("handover")])


def _clock_days(chart: Chart) -> Iterator[str]:
    for each in chart.days:
        step_ms = clock_step_ms(each, chart.zone)
        if step_ms:
            said = (
                _("* {day}: the clock goes {length} forward")
                if step_ms > 0
                else _("* {day}: the clock goes {length} back")
            )
            moment = local_datetime(each.from_ms, chart.zone)
            yield said.format(day=day(moment), length=hours(abs(step_ms)))


def _gap(chart: Chart, gap: Gap) -> list[str]:
    found = chart.role(gap.role)
    limit_ms = None if found is None else found.role.limit_ms
    people = "; ".join(
        f"{chart.name(seat.person)}: "
        + ", ".join(render(cause) for cause in seat_cause(seat, limit_ms, chart.zone))
        for seat in gap.seats
    )
    title = "" if found is None else f" {found.role.title(language())}"
    said = _("✗ {role}{title}: {start} – {end} ({length}): {cause}").format(
        role=gap.role,
        title=title,
        start=_end(chart, gap.from_ms, _("before {day}")),
        end=_end(chart, gap.until_ms, _("after {day}")),
        length=unbroken(_length(chart, gap)),
        cause=people or render(CAUSE_TEXTS[gap.cause]),
    )
    return wrapped(said, "", "  ")


def _end(chart: Chart, at_ms: int, beyond: str) -> str:
    """Return when something begins or ends; the ends of what is known at all are not its own."""
    at = local_datetime(at_ms, chart.zone)
    return beyond.format(day=day(at)) if at_ms in chart.held else moment(at)


def _length(chart: Chart, gap: Gap) -> str:
    length = hours(gap.until_ms - gap.from_ms)
    return length if chart.is_whole(gap.from_ms, gap.until_ms) else f"> {length}"
